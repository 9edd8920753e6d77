"""Observers of a build: what they are told, and what changed since the site that was published."""

import json
import shutil

import pytest

from okrsite.pipeline.published import published_standings

OBSERVER = """
import json
from pathlib import Path

from okrsite.api import hookimpl


@hookimpl
def okrsite_after_build(result):
    kept = Path(result.folder, "builds.json")
    builds = json.loads(kept.read_text()) if kept.exists() else []
    changed = result.changed and [
        [change.change, change.kind, change.id, change.key_result, change.title, change.page]
        for change in result.changed
    ]
    builds.append({
        "root": result.root,
        "output": result.output,
        "goals": len(result.scored.forest.objectives),
        "written": result.written,
        "changed": changed if result.changed is None else list(changed or ()),
        "status": {change.id: change.status for change in result.changed or () if not
                   change.key_result},
    })
    kept.write_text(json.dumps(builds))
"""


@pytest.fixture
def builds(okrsite, site, write):
    """Builds the site with an observer, and gives what it was told so far."""
    write("plugins/teller.py", OBSERVER)
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.teller]\n")

    def build(*arguments: object) -> list[dict]:
        said = okrsite("build", *arguments)
        assert said.exit == 0, said
        return json.loads((site / ".okrsite/plugin-teller/builds.json").read_text())

    return build


def objective_of(site):
    return next((site / "content/objectives").rglob("*.md"))


def test_an_observer_knows_where_the_site_is_and_its_goals(site, builds) -> None:
    (first,) = builds()
    assert first["root"] == str(site)
    assert first["output"] == str(site / "site")
    assert first["goals"] == len(list((site / "content/objectives").rglob("*.md")))
    assert first["changed"] is None
    assert builds("--output", "public")[-1]["output"] == str(site / "public")


def test_with_nothing_new_observers_are_told_that_nothing_changed(builds) -> None:
    builds()
    _, second, third = builds() and builds()
    assert second["changed"] == third["changed"] == []
    assert third["written"] == 0


def test_what_stands_otherwise_is_told_with_its_page(site, builds) -> None:
    builds()
    path = objective_of(site)
    path.write_text(path.read_text().replace("target = ", "target = 9"))
    changed = builds()[-1]["changed"]
    kinds = {(change, kind) for change, kind, *_ in changed}
    assert ("changed", "objective") in kinds
    assert ("changed", "key_result") in kinds
    page = f"objectives/{path.stem}.html"
    pages = {row[5] for row in changed}
    assert page in pages
    assert any(found.startswith(f"{page}#kr-") for found in pages)


def test_what_is_new_and_what_is_gone_is_told(site, builds, write) -> None:
    builds()
    write("content/kpis/loans.md", '+++\ntitle = "Loans"\n+++\nEverything that was lent.\n')
    assert builds()[-1]["changed"] == [["added", "kpi", "loans", "", "Loans", "kpis/loans.html"]]
    (site / "content/kpis/loans.md").unlink()
    assert builds()[-1]["changed"] == [["removed", "kpi", "loans", "", "Loans", ""]]


def test_a_fresh_clone_is_compared_with_the_folder_that_is_named(site, builds, tmp_path) -> None:
    builds()
    published = tmp_path / "published"
    shutil.move(site / "site", published)
    shutil.rmtree(site / ".okrsite")
    (fresh,) = builds("--previous", published)
    assert fresh["changed"] == []
    path = objective_of(site)
    path.write_text(path.read_text().replace("target = ", "target = 9"))
    assert builds("--previous", published)[-1]["changed"]


def test_a_previous_folder_that_is_not_there_is_told_and_one_without_a_site_is_none(
    okrsite, site, builds, tmp_path
) -> None:
    said = okrsite("build", "--previous", tmp_path / "nowhere")
    assert said.exit == 2
    assert "there is no folder" in said.err
    (tmp_path / "empty").mkdir()
    builds()
    assert builds("--previous", tmp_path / "empty")[-1]["changed"] is None


def test_the_status_of_a_goal_that_is_not_active_is_none(site, builds) -> None:
    builds()
    path = objective_of(site)
    path.write_text(path.read_text().replace("title = ", 'state = "paused"\ntitle = ', 1))
    before, now = builds()[-1]["status"][path.stem]
    assert before is not None
    assert now is None


@pytest.mark.parametrize("kpis", [None, b"", b"[]", b'{"kpis": [{"title": "no id"}]}', b"\xff"])
def test_a_published_site_that_cannot_be_understood_counts_as_none(kpis) -> None:
    files = {"objectives.json": b'{"objectives": []}', "kpis.json": kpis}
    assert published_standings(files.get) is None


def test_lists_are_read_to_their_end_and_never_outside_of_the_site() -> None:
    files = {
        "objectives.json": b'{"objectives": [], "next": "../../secret.json"}',
        "kpis.json": b'{"kpis": [{"id": "a", "title": "A", "new": 1}], "next": "kpis/2.json"}',
        "kpis/2.json": b'{"kpis": [{"id": "b", "title": "B"}], "next": "kpis/2.json"}',
    }
    found = published_standings(files.get)
    assert list(found) == [("kpi", "a", ""), ("kpi", "b", "")]
