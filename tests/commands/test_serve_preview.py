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
