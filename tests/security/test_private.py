"""A private goal leaves no byte in a more open build, wherever and however one looks."""

from __future__ import annotations

import base64
import contextlib
import html
import io
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest

from okrsite.builtin.example import SETTINGS
from okrsite.cli import run
from okrsite.commands.serve.preview import build_snapshot
from okrsite.effects.publish.manifest import MARKER

if TYPE_CHECKING:
    from conftest import Company

EveryField = Callable[..., dict[str, str]]
Files = dict[str, str | bytes | None]

CANARY = 'canäry "7" <& '
SHUT = 'visibility = "confidential"\n'
SITE = """\
[site]
title = "Example"
base_url = "https://goals.example"
edit_url = "https://git.example/edit/{{path}}"
[site.default_visibility]
objective = "{level}"
kpi = "{level}"
team = "{level}"
person = "{level}"
cycle = "{level}"
page = "{level}"
[build]
today = 2026-11-20
audience = "{level}"
[theme.options]
social_cards = true
badges = true
"""
# Everything a more open document can say about a closed one: `shut` is hidden, `ajar` is not.
OPEN: Files = {
    "content/cycles/2026-q4.md": """
        title = "Q4"
        start = 2026-10-01
        end = 2026-12-31
        parent = "year"
        """,
    "content/teams/ajar.md": 'title = "Ajar"\nparent = "team"\nlead = "person"',
    "content/people/eve.md": 'title = "Eve"\nteam = "team"',
    "content/kpis/sum.md": 'title = "S"\nformula = "{kpi} * 2"\nrange.max = 5\nowner = "person"',
    "content/kpis/based.md": """
        title = "Based"
        team = "team"
        range = { max = 5 }
        reviews = [{ date = 2026-10-05, author = "person", note = "[it](goal:upper) is so" }]
        baselines = [{ since = 2026-01-01, value = 3, from = "upper#metric" }]
        """,
    "content/kpis/based.csv": "date,value\n2026-09-30,4\n2026-10-31,7\n",
    "content/objectives/ajar.md": """
        title = "Stays open"
        cycle = "2026-q4"
        team = "team"
        owner = "person"
        with_teams = ["upper", "ajar"]
        supports = ["upper", "upper#metric", { goal = "objective", weight = 3 }]
        watch = ["kpi", "sum"]
        rollup = "both"

        [[key_results]]
        id = "by-kpi"
        title = "Measured by something"
        kpi = "kpi"
        start = 1
        target = 3

        [[key_results]]
        id = "own"
        title = "Counted"
        owner = "person"
        start = 0
        target = 9

        [[checkins]]
        date = 2026-10-12
        author = "person"
        confidence = 5
        values = { own = 4 }
        note = "See [that](goal:objective#metric)."
        kudos = [{ to = "person", for = "help" }, { to = "eve", for = "more" }]
        """,
    "content/pages/ajar.md": """
        +++
        title = "Links"
        +++
        [a](goal:objective) [b](kpi:kpi) [c](../objectives/upper.md) [d](../kpis/kpi.csv)
        [e](page.md#x) [f](../teams/team.md) [g](../people/person.md "t")
        [i][r] <goal:upper>

        [r]: ../cycles/q4.md
        """,
}


def written(files: Files) -> Files:
    """The files as they are stored: what has no `+++` is front matter alone."""
    whole: Files = {}
    for path, content in files.items():
        text = re.sub(r"^ {8}", "", str(content), flags=re.MULTILINE).strip()
        is_whole = path.endswith(".csv") or text.startswith("+++")
        whole[path] = f"{text}\n" if is_whole else f"+++\n{text}\n+++\n"
    return whole


def closed(every_field: EveryField, say: Callable[[str], str], visibility: str) -> Files:
    """Documents of every kind, every field filled, that only some may see."""
    files: Files = {}
    for path, text in every_field(say, visibility).items():
        if path == "content/index.md":
            continue
        names = f'aliases = ["{alias(say, path)}"]\n'
        has_names = path.endswith(".md") and "/checkins/" not in path
        files[path] = text.replace("+++\n", f"+++\n{names}", 1) if has_names else text
        if path.startswith("content/objectives/"):
            files[path] = f"{files[path]}\n![{say('alt')}](shut.png)\n"
    return files | {
        "content/objectives/shut.png": say("picture").encode(),
        "content/data/raw.xlsx": say("data").encode(),
    }


def alias(say: Callable[[str], str], path: str) -> str:
    return re.sub(r"\W+", "-", f"{say('alias')}-{path}").strip("-")


def outputs(company: Company, level: str) -> dict[str, bytes]:
    """All bytes that leave the house: the site's files with their names, and every export."""
    result = company.build(audience=level, keep_going=True)
    assert result.pages
    leaving = {
        path.relative_to(company.site).as_posix(): path.read_bytes()
        for path in company.site.rglob("*")
        if path.is_file()
    }
    for form in ("json", "csv"):
        out = company.root.parent / f"export-{form}"
        said = io.StringIO()
        with contextlib.chdir(company.root), contextlib.redirect_stderr(said):
            code = run(["export", "--format", form, "--audience", level, "--output", str(out)])
        # 1 exactly where a mistake is left out, which is said.
        assert code == int("left out" in said.getvalue())
        for path in [out] if out.is_file() else sorted(out.iterdir()):
            leaving[f"export/{path.name}"] = path.read_bytes()
    return leaving


def forms(secret: str) -> Iterator[bytes]:
    """A secret as it may be told apart in a file, in the forms in which texts are put."""
    for form in (
        secret,
        html.escape(secret),
        html.escape(secret, quote=False),
        secret.replace('"', "&#34;").replace("<", "&lt;").replace("&", "&amp;"),
        quote(secret),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        secret.casefold(),
    ):
        yield form.encode()
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + secret.encode())[4 * (shift > 0) : -4]
        yield from [coded] if len(coded) > 7 else []


def unpacked(data: bytes) -> bytes:
    """The bytes, and whatever in them is packed by gzip or zlib."""
    found = [data]
    for start in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x9c\xda]", data):
        for bits in (31, 15):
            try:
                found.append(zlib.decompressobj(bits).decompress(data[start.start() :]))
            except zlib.error:
                continue
    return b"\n".join(found)


def assert_without(leaving: dict[str, bytes], secrets: list[str]) -> None:
    looked_for = {form for secret in secrets for form in forms(secret)}
    for path, data in leaving.items():
        whole = path.encode() + b"\n" + unpacked(data)
        for form in looked_for:
            assert form not in whole, f"{form!r} stands in {path}"


def prepared(company: Company, files: Files, level: str) -> None:
    shutil.rmtree(company.root / "content", ignore_errors=True)
    company.write({**written(OPEN), **files, SETTINGS: SITE.format(level=level)})


@pytest.mark.parametrize(
    ("level", "visibility"),
    [("public", "internal"), ("public", "confidential"), ("internal", "confidential")],
)
def test_whatever_private_documents_say_the_open_bytes_are_the_same(
    company: Company, another: Company, every_field: EveryField, level: str, visibility: str
) -> None:
    one = closed(every_field, lambda field: f"{CANARY}{field}", visibility)
    other = closed(every_field, lambda field: f"0{field} swapped", visibility)
    other = {path: moved(text) for path, text in other.items()}
    prepared(company, one, level)
    prepared(another, other, level)
    first, second = outputs(company, level), outputs(another, level)
    assert first == second
    assert_without(first, [CANARY, CANARY.strip()[:6], "canäry"])
    assert_without(outputs(another, level), ["swapped"])


def moved(text: str | bytes | None) -> str | bytes | None:
    """A document with other figures, other days and other choices."""
    if not isinstance(text, str):
        return text
    for old, new in (
        ("1.5", "2.5"),
        ("= 5.0", "= 8.0"),
        (",4,", ",40000,"),
        (",7,", ",-1,"),
        ("confidence = 7", "confidence = 1"),
        ("2026-10-12", "2026-10-19"),
        ('state = "paused"', 'state = "draft"'),
        ('parent = "upper"', 'parent = "ajar"'),
        ('supports = ["upper"]', 'supports = ["ajar#own"]'),
        ('cadence = "daily"', 'cadence = "yearly"'),
        ("critical = true", "critical = false"),
        ('lead = "person"', 'lead = "eve"'),
        ('team = "team"', 'team = "ajar"'),
    ):
        text = text.replace(old, new)
    return text


def test_the_same_search_finds_what_may_be_seen(company: Company, every_field: EveryField) -> None:
    prepared(company, closed(every_field, lambda field: f"{CANARY}{field}", "internal"), "internal")
    leaving = outputs(company, "internal")
    with pytest.raises(AssertionError):
        assert_without(leaving, ["canäry"])
    told = b"\n".join(leaving.values())
    assert len({form for form in forms(CANARY.strip()) if form in told}) > 1
    assert any("canäry" in path for path in leaving)
    assert unpacked(zlib.compress(b"canary")).endswith(b"canary")


def test_a_cache_that_saw_everything_tells_an_open_site_nothing(
    company: Company, another: Company, every_field: EveryField
) -> None:
    secrets = closed(every_field, lambda field: f"{CANARY}{field}", "confidential")
    for site in (company, another):
        prepared(site, secrets, "public")
    company.build(audience="confidential")
    company.build(audience="public")
    another.build(audience="public")
    shown = company.shown()
    assert_without(shown, ["canäry"])
    fresh = another.shown()
    assert {path: shown[path] for path in fresh if path != MARKER} == {
        path: fresh[path] for path in fresh if path != MARKER
    }
    assert shown.keys() == fresh.keys()


def test_mistakes_in_private_documents_change_no_open_byte(
    company: Company, another: Company, every_field: EveryField
) -> None:
    secrets = closed(every_field, lambda field: f"{CANARY}{field}", "confidential")
    torn: Files = {
        path: str(text).replace("title = ", "titel = ", 1)
        for path, text in secrets.items()
        if path.endswith(".md")
    }
    torn["content/objectives/upper.md"] = b"\xff\xfe" + CANARY.encode()
    torn["content/kpis/kpi.csv"] = "date,value\n2026-13-45,canary\n"
    prepared(company, secrets, "internal")
    prepared(another, {**secrets, **torn}, "internal")
    clean = outputs(company, "internal")
    assert outputs(another, "internal") == clean
    assert company.run("build").returncode == 0
    assert another.run("build").returncode == 1


@pytest.mark.parametrize(
    "said",
    [
        'visibility = "publik"',
        'visibility = "Public"',
        'visibility = " public"',
        'visibility = ""',
        "visibility = 0",
        'visibility = ["public"]',
        "visibility = public",
        'visibility = "confidential',
        'visibilty = "confidential"',
        'Visibility = "confidential"',
        '"visibility " = "confidential"',
        'visibility = "public"\nvisibility = "confidential"',
        'visibility.level = "public"',
        '[visibility]\nlevel = "public"',
        '[[key_results]]\nid = "k"\ntitle = "x"\ntarget = 1\nvisibility = "confidential"',
    ],
)
def test_a_visibility_that_is_not_understood_is_private_and_an_error(
    company: Company, said: str
) -> None:
    secret = f'+++\ntitle = "{{}}"\n{{}}{said}\n+++\ncanary in the body\n'
    prepared(
        company,
        {
            "content/objectives/doubt.md": secret.format("canary", 'cycle = "2026-q4"\n'),
            "content/pages/doubt.md": secret.format("canary", ""),
            "content/kpis/doubt.md": secret.format("canary", ""),
            "content/kpis/doubt.csv": "date,value,note\n2026-10-31,77777,canary\n",
            "content/checkins/doubt.md": secret.format("canary", "").replace(
                'title = "canary"', 'objective = "ajar"\ndate = 2026-11-02'
            ),
        },
        "public",
    )
    done = company.run("build")
    assert done.returncode == 1
    for folder in ("objectives", "pages", "kpis", "checkins"):
        assert re.search(rf"content/{folder}/doubt.md:\d+:\d+: OKR", done.stdout), done.stdout
    assert_without(outputs(company, "public"), ["canary", "77777"])


def test_a_check_in_that_is_closed_by_mistake_or_will_is_not_in_the_figures(
    company: Company, another: Company
) -> None:
    row = '\n[[checkins]]\ndate = 2026-11-02\nvalues = { own = 8 }\nnote = "canary"\n'
    for each, said in ((company, 'visibility = "confidential"\n'), (another, None)):
        prepared(each, {}, "internal")
        path = each.root / "content/objectives/ajar.md"
        more = row + said if said else ""
        path.write_text(path.read_text().removesuffix("+++\n") + f"{more}+++\n")
    first = outputs(company, "internal")
    assert first == outputs(another, "internal")
    assert_without(first, ["canary"])


@pytest.mark.parametrize(
    "files",
    [
        {
            "kpis/a/x.md": '+++\ntitle = "S"\nid = "s"\nvisibility = "confidential"\n+++\n',
            "kpis/a/x.csv": "date,value\n2026-10-31,77777\n",
            "kpis/b/x.md": '+++\ntitle = "Open"\n+++\n',
        },
        {
            "kpis/a/x.md": '+++\ntitle = "S"\nvisibility = "confidential"\n+++\n',
            "kpis/a/x.csv": "date,value\n2026-10-31,77777\n",
            "kpis/b/x.md": '+++\ntitle = "Open"\n+++\n',
        },
        {
            "objectives/a.md": '+++\ntitle = "O"\ncycle = "2026-q4"\naliases = ["s"]\n+++\n',
            "objectives/s.md": f'+++\ntitle = "S"\ncycle = "2026-q4"\n{SHUT}+++\n',
            "checkins/x.md": '+++\nobjective = "s"\ndate = 2026-11-02\n+++\n77777\n',
        },
        {
            "people/z.md": f'+++\ntitle = "77777"\n{SHUT}aliases = ["y"]\n+++\n',
            "people/y.md": '+++\ntitle = "Open"\n+++\n',
            "pages/w.md": '+++\ntitle = "W"\n+++\n[w](../people/z.md)\n',
        },
    ],
    ids=["beside", "twice", "alias", "person"],
)
def test_a_name_that_two_documents_share_opens_neither_of_them(
    company: Company, files: dict[str, str]
) -> None:
    prepared(company, {f"content/{path}": text for path, text in files.items()}, "internal")
    leaving = outputs(company, "internal")
    assert_without(leaving, ["77777", "77,777"])


def test_the_preview_shows_no_more_than_the_site(company: Company, every_field: EveryField) -> None:
    secrets = closed(every_field, lambda field: f"{CANARY}{field}", "confidential")
    prepared(company, secrets, "public")
    shown = build_snapshot(company.root, None, "public", whole=True)
    made = {path: make() for path, make in shown.files.items()}
    assert_without(made, ["canäry"])
    company.build()
    site = {
        path.relative_to(company.site).as_posix(): path.read_bytes()
        for path in company.site.rglob("*")
        if path.is_file() and path.name != MARKER
    }
    assert made == site


def test_what_settings_and_plugins_keep_to_themselves_stays_there(company: Company) -> None:
    prepared(company, {}, "internal")
    settings = company.root / SETTINGS
    settings.write_text(
        settings.read_text()
        + '\n[sources.warehouse]\nplugin = "sql"\nurl = "postgres://u:canary@db/x"\n# canary\n'
    )
    assert_without(outputs(company, "internal"), ["canary"])
