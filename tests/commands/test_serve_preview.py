"""A preview for an audience tells on its pages only of what that audience sees."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, SETTINGS, TEAM, objective_text
from okrsite.commands.serve.preview import build_snapshot
from okrsite.effects.preview.live_state import Snapshot
from okrsite.effects.preview.overlay import placeholder, with_overlay
from okrsite.model.names import Visibility

MERGER = "content/objectives/merger.md"
CLOSED = objective_text(
    "We buy the harbour", 'owner = "ada"\nvisibility = "confidential"\nsupports = ["nowhere"]'
)
PUBLIC = '[site.default_visibility]\nobjective = "public"\nteam = "public"\ncycle = "public"\n'


def previewed(root: Path, files: Mapping[str, str], audience: Visibility) -> Snapshot:
    for path, text in {**BASE, SETTINGS: f"{BASE[SETTINGS]}{PUBLIC}", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return build_snapshot(root, None, audience, whole=False)


def overlay(snapshot: Snapshot) -> str:
    return with_overlay(b"<html><head></head><body></body></html>", snapshot).decode()


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_mistake_in_a_closed_file_is_for_the_terminal(
    tmp_path: Path, audience: Visibility
) -> None:
    snapshot = previewed(tmp_path, {MERGER: CLOSED}, audience)
    assert [error.span.path for error in snapshot.withheld_errors] == [MERGER]
    assert "1 mistake is about what this audience does not see" in overlay(snapshot)
    assert "merger" not in overlay(snapshot)


def test_whoever_sees_everything_is_told_everything(tmp_path: Path) -> None:
    snapshot = previewed(tmp_path, {MERGER: CLOSED}, "confidential")
    assert snapshot.withheld == ()
    assert f"{MERGER}:" in overlay(snapshot)


def test_a_mistake_in_an_open_file_that_names_a_closed_one_is_for_the_terminal(
    tmp_path: Path,
) -> None:
    open_ = objective_text(fields='owner = "ada"\nsupports = ["mergr"]')
    whole = {MERGER: CLOSED.replace('\nsupports = ["nowhere"]', ""), OBJECTIVE: open_}
    snapshot = previewed(tmp_path, whole, "public")
    assert ["merger" in error.message for error in snapshot.withheld_errors] == [True]
    assert "merger" not in overlay(snapshot)


@pytest.mark.parametrize(("path", "is_shown"), [(MERGER, True), ("content/kpis/nps.md", False)])
def test_a_file_that_cannot_be_read_counts_as_its_kind_does(
    tmp_path: Path, path: str, is_shown: bool
) -> None:
    snapshot = previewed(tmp_path, {path: '+++\ntitle = "Half\n+++\n'}, "public")
    assert (f"{path}:2" in overlay(snapshot)) is is_shown
    assert bool(snapshot.errors) is is_shown
    assert bool(snapshot.withheld_errors) is not is_shown


def test_an_ordinary_mistake_is_shown_with_what_would_mend_it(tmp_path: Path) -> None:
    snapshot = previewed(tmp_path, {TEAM: '+++\ntitel = "Company"\n+++\n'}, "internal")
    assert snapshot.withheld == ()
    assert "did you mean" in overlay(snapshot).lower()


def test_without_its_content_a_site_is_not_shown_as_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "okrsite.toml").write_text(BASE[SETTINGS])
    snapshot = build_snapshot(tmp_path, None, None, whole=False)
    assert snapshot.files == {}
    assert [error.code for error in snapshot.errors] == ["OKR047"]
    page = placeholder(snapshot).decode()
    assert "There is nothing to show yet" in page
    assert "OKR047 there is no folder" in page


SECRET = 'visibility = "confidential"\n'
ZANZIBAR = "content/objectives/zanzibar.md"
HIDDEN = {
    ZANZIBAR: f"""+++
title = "Zanzibar plan"
aliases = ["zanzibar-alias"]
cycle = "2026-q4"
team = "zanzibar-team"
owner = "zanzibar-person"
{SECRET}
[[key_results]]
id = "zanzibar-result"
title = "Zanzibar ships"
kpi = "zanzibar-kpi"
target = 5
+++
""",
    "content/people/zanzibar-person.md": f'+++\ntitle = "Zoe Zanzibar"\n{SECRET}+++\n',
    "content/teams/zanzibar-team.md": f'+++\ntitle = "Team Zanzibar"\n{SECRET}+++\n',
    "content/kpis/zanzibar-kpi.md": f'+++\ntitle = "Zanzibar rate"\nunit = "%"\n{SECRET}+++\n',
    "content/kpis/zanzibar-kpi.csv": "date,value\n2026-10-31,4\n",
    "content/pages/zanzibar-page.md": f'+++\ntitle = "Zanzibar page"\n{SECRET}+++\n',
    "content/cycles/zanzibar-cycle.md": '+++\ntitle = "Zanzibar quarter"\nstart = 2027-01-01\n'
    f"end = 2027-03-31\n{SECRET}+++\n",
}
OTHER = HIDDEN[ZANZIBAR].replace("anzibar", "imbuktu").replace("Zi", "Ti").replace("zi", "ti")
HALF = '+++\ntitle = "Timbuktu\n'


@pytest.mark.parametrize(
    "files",
    [
        {OBJECTIVE: objective_text(fields='supports = ["zanzibr"]')},
        {OBJECTIVE: objective_text(fields='supports = ["zanzibar-alas"]')},
        {OBJECTIVE: objective_text(fields='supports = ["zanzibar#zanzibar-resul"]')},
        {OBJECTIVE: objective_text(fields='owner = "zanzibar-persn"')},
        {OBJECTIVE: objective_text(fields='contributors = ["zoe zanzbar"]')},
        {OBJECTIVE: objective_text(body="[x](goal:zanzibr) [y](kpi:zanzibar-kp)")},
        {OBJECTIVE: objective_text(body="[x](../pages/zanzibar-pag.md) ![y](zanzibr.png)")},
        {OBJECTIVE: objective_text().replace("2026-q4", "zanzibar-cycl")},
        {TEAM: '+++\ntitle = "Company"\nparent = "zanzibar-tem"\n+++\n'},
        {"content/objectives/Zanzibar.MD": "+++\n"},
        {"content/objectives/timbuktu.md.txt": OTHER},
        {"content/timbuktu.md": OTHER},
        {"content/timbuktu/plan.md": OTHER},
        {"content/objectivs/timbuktu.md": OTHER},
        {"objectives/timbuktu.md": OTHER},
        {"content/objectives/timbuktu.md": f"{HALF}{SECRET}+++\n"},
        {"content/objectives/timbuktu.md": f"{HALF}visibility = 'privat'\n+++\n"},
        {"content/objectives/timbuktu.md": f"{HALF}visiblity = 'secret'\n+++\n"},
        {"content/objectives/timbuktu.md": f"{HALF}VISIBILITY = 3\n+++\n"},
        {"content/objectives/timbuktu.md": f"{HALF}'visibility' = 'Public '\n+++\n"},
        {"content/objectives/timbuktu.md": OTHER.replace("target = 5", "taget = 5")},
        {ZANZIBAR: HIDDEN[ZANZIBAR].replace("target = 5", "target = 'zanzibar'")},
        {ZANZIBAR: HIDDEN[ZANZIBAR].replace("+++\n", "\0+++\n")},
        {"content/kpis/zanzibar-kpi.csv": "date,value\nzanzibar,zanzibar\n"},
        {"content/kpis/zanzibar-kpi.fetched.toml": "zanzibar"},
        {"content/checkins/a.md": '+++\nobjective = "zanzibar"\ndate = "zanzibar"\n+++\n'},
        {"content/checkins/timbuktu.md": "+++\nobjective = \n+++\n"},
        {"content/checkins/a.md": '+++\nobjective = "zanzibr"\ndate = 2026-11-01\n+++\n'},
    ],
)
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_overlay_names_nothing_that_is_closed(
    tmp_path: Path, files: Mapping[str, str], audience: Visibility
) -> None:
    snapshot = previewed(tmp_path, {**HIDDEN, **files}, audience)
    assert snapshot.errors or snapshot.withheld_errors
    told = f"{overlay(snapshot)} {placeholder(snapshot).decode()}".casefold()
    assert "zanzibar" not in told
    assert "timbuktu" not in told


@pytest.mark.parametrize("files", [{}, HIDDEN])
def test_a_mistake_among_open_documents_is_shown_whatever_is_closed(
    tmp_path: Path, files: Mapping[str, str]
) -> None:
    wrong = {OBJECTIVE: objective_text(fields='owner = "ada"\nsupports = ["kep-customers"]')}
    snapshot = previewed(tmp_path, {**files, **wrong}, "public")
    assert "unknown objective &#x27;kep-customers&#x27;" in overlay(snapshot)


PANEL = """
from okrsite.api import hookimpl
from okrsite.api.pages import Panel

def view(ctx, about):
    raise LookupError("<no lamp>")

@hookimpl
def okrsite_panels():
    return Panel(name="lamp", place="home.end", view=view, template="")
"""


def test_a_panel_that_fails_is_told_on_its_page_and_on_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = f"{BASE[SETTINGS]}\n[plugins.lamp]\n"
    files = {**BASE, SETTINGS: settings, "plugins/lamp.py": PANEL}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    made = build_snapshot(tmp_path, None, None, whole=True).files
    home = made["index.html"]()
    assert b"the panel &#x27;lamp&#x27; of plugin &#x27;lamp&#x27; is not shown" in home
    assert b"LookupError: &lt;no lamp&gt; (plugins/lamp.py:6)" in home
    assert home.rstrip().endswith(b"</html>")
    assert b"lamp" not in made["kpis.html"]()
    # A browser asks for it again and again, and the terminal is told once.
    made["index.html"]()
    (line,) = capsys.readouterr().err.splitlines()
    assert "OKR631 the panel 'lamp' of plugin 'lamp' is not shown on 'index.html'" in line


def test_a_quiet_preview_tells_of_failed_panels_on_their_pages_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = f"{BASE[SETTINGS]}\n[plugins.lamp]\n"
    for path, text in {**BASE, SETTINGS: settings, "plugins/lamp.py": PANEL}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    made = build_snapshot(tmp_path, None, None, whole=True, is_quiet=True).files
    assert b"okrsite-overlay" in made["index.html"]()
    assert capsys.readouterr().err == ""
