"""A change to the content alone, by whoever may open a pull request, reaches for a secret."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SECRET = "hunter2-of-the-desk"
# A program that prints what it was given and sees, as a number that is no secret.
PROGRAM = f"""#!{sys.executable}
import os, sys
open("given", "a").write(repr([sys.argv[1:], dict(os.environ)]) + "\\n")
print(len(sys.argv))
"""
SETTINGS = """
[site]
title = "Desk"

[sources.desk]
plugin = "http"
url = "{url}/api/v1"
token = "${{DESK_TOKEN}}"
allow_private = true

[sources.desk.tables.deals]
url = "deals?team={{team}}&since={{since:%Y%m%d}}"
parameters = ["team"]
rows = "deals"

[sources.desk.tables.asked]
url = "asked"
body = {{ team = "{{team}}", since = "{{since:epoch}}" }}
parameters = ["team"]
rows = "deals"

[sources.files]
plugin = "sql"

[sources.sheets]
plugin = "sheet"

[sources.scripts]
plugin = "command"
command = ["tools/kpi"]
env = {{ HR_TOKEN = "${{DESK_TOKEN}}" }}
"""
COUNT = 'use = "desk"\ntable = "deals"\ncount = true\n'
# What the KPI asks, and what is said of it; None where what it asks is asked, and holds no secret.
ASKING = {
    "a variable as a parameter": (COUNT + 'parameters = { team = "${DESK_TOKEN}" }', None),
    "a variable in a body": (
        'use = "desk"\ntable = "asked"\ncount = true\nparameters = { team = "${DESK_TOKEN}" }',
        None,
    ),
    "a place within a parameter": (
        COUNT + 'parameters = { team = "{token}{since:%Y}${since}" }',
        None,
    ),
    "a parameter that leaves its place": (COUNT + 'parameters = { team = "a&admin=1#/../" }', None),
    "a parameter that nobody named": (
        COUNT + 'parameters = { token = "x", team = "a" }',
        "lets no KPI say 'token'",
    ),
    "a variable in an address": ('use = "desk"\nurl = "deals?x=${DESK_TOKEN}"', "address"),
    "a token as a place": ('use = "desk"\nurl = "deals?x={token}"', "nothing is known as"),
    "a format of its own": ('use = "desk"\nurl = "{since:${DESK_TOKEN}}"', ""),
    "another server": ('use = "desk"\nurl = "https://evil.example/x"', "address"),
    "another server without its scheme": ('use = "desk"\nurl = "//evil.example/x"', "address"),
    "above the source": ('use = "desk"\nurl = "deals/..%2f..%2fadmin"', "address"),
    "a header of its own": (
        COUNT + 'parameters = { team = "a" }\nheaders = { X = "${DESK_TOKEN}" }',
        "headers",
    ),
    "a url of its settings": (
        'use = "desk"\ntable = "deals"\ncount = true\nhosts = ["evil.example"]',
        "hosts",
    ),
    "the environment by SQL": (
        'use = "files"\nquery = "select getenv(\'DESK_TOKEN\')"',
        "'getenv' is not known",
    ),
    "the environment by a condition": (
        COUNT + 'parameters = { team = "a" }\nwhere = "length(getenv(\'DESK_TOKEN\')) > 3"',
        "'getenv' is not known",
    ),
    "the process by SQL": (
        'use = "files"\nquery = "select size from read_text(\'/proc/self/environ\')"',
        "",
    ),
    "the settings by SQL": (
        'use = "files"\nquery = "select 1 from \'../../okrsite.toml\'"',
        "",
    ),
    "the settings as a sheet": (
        'use = "sheets"\nfile = "../../okrsite.toml"\ncount = true',
        "",
    ),
    "the secrets of the engine": (
        'use = "files"\nquery = "select count(*) from duckdb_secrets()"',
        "is not known to read only",
    ),
    "a variable as an argument": (
        'use = "scripts"\narguments = ["${HR_TOKEN}", "$HR_TOKEN"]',
        None,
    ),
    "an option": ('use = "scripts"\narguments = ["--config=/proc/self/environ"]', "an option"),
    "a command of its own": ('use = "scripts"\ncommand = ["env"]', "command"),
    "variables of its own": ('use = "scripts"\nenv = { X = "${DESK_TOKEN}" }', "env"),
    "a source of its own": ('use = "mine"\nplugin = "command"\ncommand = ["env"]', "mine"),
}
PAGE = """+++
title = "${DESK_TOKEN} {{ token }} {% include 'okrsite.toml' %} {DESK_TOKEN}"
[extra]
key = "${DESK_TOKEN}"
[plugins.mine]
key = "${DESK_TOKEN}"
+++
${DESK_TOKEN} {{ settings.sources.desk.token }} {{< include /proc/self/environ >}}
[[kpi:../okrsite.toml]] ![x](../okrsite.toml) [y](../../.env) {% raw %}<?= getenv('DESK_TOKEN') ?>
{{{ env.DESK_TOKEN }}} %DESK_TOKEN% $(printenv DESK_TOKEN) `printenv DESK_TOKEN`
"""


class Desk(ThreadingHTTPServer):
    """A server that remembers what it was asked and gives a deal."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked = []


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        sent = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        others = {name: value for name, value in self.headers.items() if name != "authorization"}
        self.server.asked.append((self.path, sent, str(others)))
        body = json.dumps({"deals": [{"id": 1}]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *_):
        pass


@pytest.fixture
def desk():
    server = Desk()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(desk, tmp_path):
    """A site with sources, as its maintainers have set it up."""
    root = tmp_path / "site"
    for folder in ("content/kpis", "content/data", "content/pages", "tools"):
        (root / folder).mkdir(parents=True)
    (root / "okrsite.toml").write_text(SETTINGS.format(url=desk.url))
    (root / "tools/kpi").write_text(PROGRAM)
    (root / "tools/kpi").chmod(0o755)
    return root


def okrsite(site, *arguments):
    """A command of a maintainer, who holds the secret; gives all that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "okrsite", *arguments],
        cwd=site,
        env={**os.environ, "DESK_TOKEN": SECRET},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def assert_untold(site, said):
    """The secret is in nothing that was said or written."""
    assert SECRET not in said
    for path in site.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name != "given":
            assert SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("way", ASKING)
def test_no_question_of_a_kpi_reaches_a_secret(site, desk, way) -> None:
    asking, reason = ASKING[way]
    (site / "content/kpis/churn.md").write_text(
        f'+++\ntitle = "Churn"\ncadence = "daily"\n[source]\n{asking}\n+++\n'
    )
    said = okrsite(site, "check") + okrsite(site, "fetch", "--today", "2026-11-20")
    assert_untold(site, said)
    assert SECRET not in str(desk.asked)
    if reason is None:
        assert "1 new" in said, said
    else:
        assert reason in said
        assert not (site / "content/kpis/churn.csv").exists(), said
        assert not desk.asked
        assert not (site / "given").exists()
    for path, *_ in desk.asked:
        assert path.startswith(("/api/v1/deals?team=", "/api/v1/asked")), path
        assert "&admin" not in path
    if (site / "given").exists():
        # The program's own variable is there, and no argument became one.
        arguments = (site / "given").read_text().partition("], {")[0]
        assert SECRET not in arguments
    okrsite(site, "build", "--audience", "confidential", "--keep-going")
    assert_untold(site, said)


def test_no_text_of_a_page_becomes_a_secret(site) -> None:
    (site / "content/pages/about.md").write_text(PAGE)
    (site / "content/kpis/churn.md").write_text(PAGE.replace("+++\n$", "+++\n$"))
    (site / ".env").write_text(f"DESK_TOKEN={SECRET}-in-a-file\n")
    said = okrsite(site, "build", "--audience", "confidential", "--keep-going")
    assert SECRET not in said
    pages = [*(site / "site").rglob("*.html")]
    assert pages, said
    for path in pages:
        assert SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("target", ["/proc/self/environ", "../../.env", "../../okrsite.toml"])
@pytest.mark.parametrize(
    "place", ["content/data/x.csv", "content/kpis/x.csv", "content/pages/x.md"]
)
def test_no_link_of_the_content_leads_to_one(site, target, place) -> None:
    (site / ".env").write_text(f"day,value\n2026-10-01,{SECRET}\n")
    Path(site, place).symlink_to(target)
    (site / "content/kpis/churn.md").write_text(
        '+++\ntitle = "Churn"\n[source]\nuse = "files"\nquery = "select * from \'x.csv\'"\n+++\n'
    )
    said = okrsite(site, "fetch") + okrsite(site, "build", "--keep-going")
    assert SECRET not in said
    assert not (site / "content/kpis/churn.csv").exists()
    for path in (site / "site").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
