"""The example company in a browser, opened from the disk."""

import gzip
import re
import shutil
import subprocess
from collections import defaultdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import cycle
from pathlib import Path, PurePosixPath
from threading import Thread

import pytest
import tomli_w

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# What npm says where there is no network.
OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH")
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What people write, and what a page has to bear: as long as it may be, in scripts that run the
# other way, in signs of several parts, and in what would be markup.
TITLES = (
    "Retain every customer who ever came to us " * 12,
    "Donaudampfschifffahrtsgesellschaftskapitän" * 12,
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}نمو المستدام 2026 — שלום (KPI) 12%",
    "👩‍👩‍👧‍👦🏳️‍🌈 Ship it 🚀 e\N{COMBINING ACUTE ACCENT}",
    "<b>&amp; \"'</b></title></textarea><script>alert(1)</script>--><svg onload=x>",
)


# One page of every kind that the example company has: what is judged of pages is judged of each. A
# test that asks for `page_path` is run for all of them.
PAGES = {
    "home": "index.html",
    "objectives": "objectives.html",
    "objective": "objectives/retain-libraries.html",
    "kpis": "kpis.html",
    "kpis by team": "kpis/by/team.html",
    "kpis as a table": "kpis/by/table.html",
    "kpi": "kpis/customer-churn.html",
    "map": "map.html",
    "loop": "loop.html",
    "teams": "teams.html",
    "team": "teams/product.html",
    "people": "people.html",
    "person": "people/ada.html",
    "cycles": "cycles.html",
    "cycle": "cycles/2026-q3.html",
    "check-ins": "checkins.html",
    "older check-ins": "checkins/page/2.html",
    "check-ins of a team": "checkins/teams/product.html",
    "attention": "attention.html",
    "changes": "changes.html",
    "calendar": "calendar.html",
    "pages": "pages.html",
    "page": "pages/how-kpis-and-okrs-work-together.html",
    "search": "search.html",
    "wall": "wall.html",
    "compare": "compare.html",
    "compare inside a team": "compare/product.html",
    "focus": "kpis/by/focus.html",
    "scorecard": "kpis/by/scorecard.html",
    "maturity": "maturity.html",
    "maturity of a team": "maturity/product.html",
    "report of a team": "reports/teams/product.html",
    "tags": "tags.html",
    "tag": "tags/retention.html",
    "kpi or okr": "kpi-or-okr.html",
    "six steps": "six-steps.html",
    "vocabulary": "vocabulary.html",
    "a plugin's": "board.html",
    "not found": "404.html",
}


def pytest_generate_tests(metafunc):
    if "page_path" in metafunc.fixturenames:
        metafunc.parametrize("page_path", PAGES.values(), ids=PAGES)


@pytest.fixture(scope="session")
def judged_paths():
    """The pages of `PAGES`."""
    return frozenset(PAGES.values())


def kind_of(page):
    """What makes a page of another kind than the next: its template, and the folder it lies in."""
    return page.template, str(PurePosixPath(page.path).parent)


@pytest.fixture(scope="session")
def pages_of_kinds():
    """The paths of the example's pages by their kind, without those that lead on at once."""
    from okrsite.commands.goals import read_goals
    from okrsite.commands.site import read_site, theme_of
    from okrsite.commands.workspace import open_workspace
    from okrsite.pipeline.present.page_kind import Page

    workspace = open_workspace(ROOT, None)
    goals = read_goals(workspace, workspace.settings.build.audience)
    made = read_site(workspace, goals, theme_of(workspace))
    found = defaultdict(set)
    for entry in (output.entry for output in made.files):
        if isinstance(entry, Page) and entry.template != "redirect.html":
            found[kind_of(entry)].add(entry.path)
    return dict(found)


@pytest.fixture(scope="session")
def flags():
    """What chromium is started with, for those who start it themselves."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    return FLAGS


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium."""
    tools = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with tools.sync_playwright() as playing:
        found = playing.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def publish(root, folder):
    """Publish the site of a folder into another."""
    from okrsite.commands.serve.preview import build_snapshot

    for path, content in build_snapshot(root, None, None, whole=True).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content())
    return folder


@pytest.fixture(scope="session")
def published():
    """Publishes the site of a folder into another: `published(root, folder)`."""
    return publish


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The folder of the built example company."""
    return publish(ROOT, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def example_changed(tmp_path_factory):
    """Builds the example company with its texts changed: `example_changed(change)`.

    `change(text)` is asked for the settings and for every document.
    """

    def changed(change):
        root = tmp_path_factory.mktemp("company")
        for name in ("content", "plugins", "okrsite.toml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, root / name)
        # A theme's locale, though empty, makes Arabic a language that the site may be in.
        locale = root / "themes/default/locales/ar.toml"
        locale.parent.mkdir(parents=True)
        locale.touch()
        for file in [root / "okrsite.toml", *root.glob("content/**/*.md")]:
            file.write_text(change(file.read_text("utf-8")), "utf-8")
        return publish(root, tmp_path_factory.mktemp("changed"))

    return changed


@pytest.fixture(scope="session")
def shown_to_all(example_changed):
    """The folder of the example company as everybody may read it."""
    kinds = ("objective", "kpi", "team", "person", "cycle", "page")
    visibility = "".join(f'{kind} = "public"\n' for kind in kinds)

    def change(text):
        text = text.replace('audience = "internal"', 'audience = "public"')
        return text.replace("[build]\n", f"[site.default_visibility]\n{visibility}\n[build]\n")

    return example_changed(change)


@pytest.fixture(scope="session")
def hostile(example_changed):
    """The folder of the example company with titles that are hard to bear."""
    titles = cycle(TITLES)
    named = re.compile(r'(?<=^title = )".*"$', re.MULTILINE)
    return example_changed(
        lambda text: named.sub(lambda _: tomli_w.dumps({"": next(titles)})[5:-1], text)
    )


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder as hosts of files do: compressed, kept by the browser, connections held."""

    protocol_version = "HTTP/1.1"
    COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml")

    def send_head(self):
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            return self.send_error(404)
        content = file.read_bytes()
        self.send_response(200)
        if file.suffix in self.COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        kind = self.guess_type(str(file))
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if file.suffix in self.COMPRESSED else kind
        )
        self.send_header("Content-Length", str(len(content)))
        lasting = "max-age=31536000, immutable" if "/assets/" in self.path else "no-cache"
        self.send_header("Cache-Control", lasting)
        self.end_headers()
        return BytesIO(content)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def hosted():
    """Serves folders on this machine: `hosted(folder)` is the address of one."""
    servers = {}

    def serve(folder):
        if folder not in servers:
            served = ThreadingHTTPServer(
                ("127.0.0.1", 0), partial(StaticHost, directory=str(folder))
            )
            Thread(target=served.serve_forever, daemon=True).start()
            servers[folder] = served
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()


class Reader:
    """Somebody who reads a site, and what their browser complained of and asked for."""

    def __init__(self, browser, folder, hosted, **how):
        how = {"reduced_motion": "reduce", **how}
        self.context = browser.new_context(**how)
        self.folder, self.hosted = folder, hosted
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path):
        # The page for addresses that lead nowhere asks its host for all it needs.
        hosted = self.hosted(self.folder) if path == "404.html" else ""
        self.page.goto((hosted or f"{self.folder.as_uri()}/") + path)
        return self.page


@pytest.fixture
def reading(chromium, example, hosted):
    """Opens the example as a reader would: `reading(width=..., scheme=...)`."""
    readers = []

    def read(width=1280, height=900, scheme="light", folder=example, **how):
        viewport = {"width": width, "height": height}
        reader = Reader(chromium, folder, hosted, viewport=viewport, color_scheme=scheme, **how)
        readers.append(reader)
        return reader

    yield read
    for reader in readers:
        reader.context.close()
        assert reader.complaints == []
        own = ("file:", "data:", "http://127.0.0.1:")
        assert [request for request in reader.asked if not request.startswith(own)] == []


def from_npm(tmp_path_factory, here, needed):
    """A folder with what npm brings: the checkout's own if it holds what is needed.

    Only a machine without npm, or without a network, goes without.
    """
    if all((here / "node_modules" / name).exists() for name in needed):
        return here
    if shutil.which("npm") is None:
        pytest.skip(f"needs npm, which brings {needed[0]}")
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(here / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if any(f"npm error code {code}" in done.stderr for code in OFFLINE):
        pytest.skip(f"npm cannot reach anybody who has {needed[0]}")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def browser_files(tmp_path_factory):
    """The folder with what npm brings for the browser: axe, and what the theme is bundled from."""
    return from_npm(tmp_path_factory, HERE, ["axe-core", "esbuild", "minisearch"])


@pytest.fixture(scope="session")
def judges(tmp_path_factory):
    """The folder with the judges of pages that only long tests ask: vnu and Lighthouse."""
    return from_npm(tmp_path_factory, HERE / "judges", ["vnu-jar", "lighthouse"])


@pytest.fixture(scope="session")
def axe(browser_files):
    """The text of axe."""
    return (browser_files / "node_modules/axe-core/axe.min.js").read_text("utf-8")
