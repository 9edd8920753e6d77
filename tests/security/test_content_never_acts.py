"""Content never runs code: whatever is written, in whichever field, is text and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from okrsite.builtin.example import SETTINGS, page_text

if TYPE_CHECKING:
    from conftest import Company

EveryField = Callable[..., dict[str, str]]

HOSTILE = [
    "{{7+7}}{% include 'base.html' %}{# gone #}${7-7}<%= 7 %>{0.real} %(title)s $title",
    "</title></textarea></script><script>alert(1)</script>]]>--><svg/onload=alert(1)><style>",
    "\"><img src=x onerror=alert(1)>' onmouseover='alert(1)' x=\" &lt;b&gt;&quot;&#39;&amp;amp;",
]
# Texts that no page shows so far.
UNSHOWN = ("ignorereason", "csv", "tags", "indextitle", "milestonesunit", "zonesunit", "extra")


class Shape(HTMLParser):
    """The shape of a page without its words: tags and names of attributes; and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.words += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class Said:
    """Says a text with its field before it, so that it is found again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fields: set[str] = set()

    def __call__(self, field: str) -> str:
        name = f"said{re.sub('[^a-z0-9]', '', field)}"
        self.fields.add(name)
        return f"{name} {self.text} end"


def harmless(text: str) -> str:
    """A text of the same length and with the same spaces, with nothing but letters.

    A sign of money stays: a unit that has one is drawn as money is.
    """
    return re.sub(r"[^\w $]|_", "x", text)


def named_by_field(path: PurePath) -> str:
    """A page's path; one that is made from a text is called by its field alone."""
    return re.sub(r"(said[a-z0-9]+)[^/]*", r"\1.html", path.as_posix())


def site_of(company: Company, files: dict[str, str], title: str) -> dict[str, str]:
    said = json.dumps(title)
    settings = f"[site]\ntitle = {said}\nmission = {said}\nbase_url = 'https://example.org'\n"
    shutil.rmtree(company.root / "content")
    company.write({**files, SETTINGS: f"{settings}[build]\ntoday = 2026-11-20\n"})
    result = company.build()
    assert result.pages, [
        str(finding) for finding in result.findings if finding.severity == "error"
    ]
    return {
        named_by_field(path.relative_to(company.site)): path.read_text(encoding="utf-8")
        for path in company.site.rglob("*.*")
        # A font holds no text of anybody.
        if path.is_file() and path.suffix != ".woff2"
    }


def shown_whole(said: Said, words: str) -> Iterator[str]:
    """The fields whose text stands in some words: whole, or cut with an ellipsis."""
    as_written = (said.text, unescape(said.text))
    # A text keeps a per cent sign on the line of its figure.
    words = words.replace("\xa0%", " %")
    for found in re.finditer(r"said[a-z0-9]+(?= )", words):
        rest = words[found.end() + 1 :]
        is_cut = any(text.startswith(rest.partition("…")[0]) for text in as_written)
        assert rest.startswith(as_written) or ("…" in rest and is_cut), words
        yield found[0]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_any_field_changes_the_shape_of_a_page(
    company: Company, another: Company, every_field: EveryField, hostile: str
) -> None:
    tame = site_of(company, every_field(Said(harmless(hostile))), harmless(hostile))
    said = Said(hostile)
    wild = site_of(another, every_field(said), hostile)
    assert wild.keys() == tame.keys()
    shown: set[str] = set()
    for path in wild:
        if path.endswith(".html"):
            page = Shape(wild[path])
            assert page.tags == Shape(tame[path]).tags, path
            shown.update(field for words in page.words for field in shown_whole(said, words))
    assert not [field for field in said.fields - shown if not field.endswith(UNSHOWN)]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_machines_read_holds_every_text_and_no_markup(
    company: Company, every_field: EveryField, hostile: str
) -> None:
    files = site_of(company, every_field(Said(hostile)), hostile)
    files["export"] = company.run("export").stdout
    for path, text in files.items():
        if path.endswith((".json", "export")):
            json.loads(text, parse_constant=pytest.fail)
        if path.endswith((".json", ".js", "export")):
            assert "</script" not in text.lower(), path
        if path.endswith((".xml", ".svg")):
            fromstring(text)  # noqa: S314 - our own
    told = json.dumps(json.loads(files["export"]))
    assert json.dumps(hostile)[1:-1] in told


WATCHED = """
import sys, os
seen = []

def watch(event, given):
    if event == "compile":
        seen.append(("compile", repr(given[0])))
    elif event == "exec":
        seen.append(("exec", repr((given[0].co_consts, given[0].co_names))))
    elif event.split(".")[0] in ("socket", "subprocess", "ctypes") or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "webbrowser.open"
    ):
        seen.append((event, repr(given)))

import okrsite.cli
sys.addaudithook(watch)
try:
    code = okrsite.cli.run(sys.argv[1:])
finally:
    acts = [event for event in seen if event[0] not in ("compile", "exec")]
    code_of_texts = [event for event in seen if "canary" in event[1]]
    print("ACTS", [event for event in acts if not event[0].startswith("ctypes")], code_of_texts[:3])
    print("HOW MUCH", len(seen) > 20)
raise SystemExit(code)
"""


def test_a_build_runs_only_templates_and_modules_and_reaches_for_nothing(
    company: Company, every_field: EveryField
) -> None:
    canary = "canary {{ canary }} {% set canary = 1 %} __import__('canary') ${canary}"
    site_of(company, every_field(Said(canary)), canary)
    for arguments in (["build", "--jobs", "1", "--clean"], ["check"], ["export"]):
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, *arguments],
            cwd=company.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ACTS [] []" in done.stdout, done.stdout[-3000:]
        assert "HOW MUCH True" in done.stdout


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_a_build_starts_no_program_and_opens_no_socket(company: Company, tmp_path: Path) -> None:
    company.write({f"content/pages/p{n}.md": page_text(f"Page {n}", "Text") for n in range(200)})
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-o", trace, "-e", "trace=socket,connect,bind,execve,execveat"]
    done = subprocess.run(
        [*watched, sys.executable, "-m", "okrsite", "build", "--jobs", "2"],
        cwd=company.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("processes may not be watched here")
    assert done.returncode == 0, done.stdout + done.stderr
    calls = trace.read_text()
    assert calls.count("execve") == 1
    assert "AF_INET" not in calls
    assert "connect(" not in calls


@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not here")
def test_without_any_network_the_bytes_are_the_same(company: Company, another: Company) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("a network namespace may not be made here")
    company.build()
    done = subprocess.run(
        [*alone, sys.executable, "-m", "okrsite", "build"],
        cwd=another.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert another.shown() == company.shown()
