"""`okrsite log`: what became of the goals, and who did it."""

import json

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, POINTS, SERIES

FOUR, FIVE = (f'target = {value}\nunit = "%"' for value in (4, 5))


@pytest.fixture
def clone(tmp_path, monkeypatch, repository):
    made = repository(tmp_path / "repository")
    made.commit(BASE, "Begin", day="2026-10-01")
    eased = BASE[OBJECTIVE].replace(FOUR, FIVE)
    made.commit({OBJECTIVE: eased}, "Settle for five", "Linus <l@e.org>", "2026-11-03")
    made.commit({SERIES: POINTS.replace("8.1", "7.1")}, "Correct a value", day="2026-11-05")
    monkeypatch.chdir(made.site)
    return made


def test_the_newest_commit_comes_first_with_who_and_why(clone, okrsite) -> None:
    said = okrsite("log", "--since", "2026-11-01")
    ids = clone.git("log", "--format=%H", "-2").split()
    assert said.out == (
        f"2026-11-05 Ada {ids[0][:10]}  Correct a value\n"
        "  KPI customer-churn: value of 2026-08-31: 8.1 → 7.1\n\n"
        f"2026-11-03 Linus {ids[1][:10]}  Settle for five\n"
        "  key result keep-customers#churn: target 4 → 5, eased\n\n"
    )


def test_one_goal_or_key_result_is_told_alone(clone, okrsite) -> None:
    for asked in ("keep-customers", "keep-customers#churn"):
        said = okrsite("log", asked)
        assert "target 4 → 5" in said.out
        assert "customer-churn:" not in said.out
    assert "target" not in okrsite("log", "keep-customers#response").out


def test_an_old_id_leads_to_the_new_one_and_the_new_one_to_the_old(clone, okrsite) -> None:
    text = (clone.site / OBJECTIVE).read_text()
    clone.commit({OBJECTIVE: None, "content/objectives/retain.md": text}, "Rename it")
    for asked in ("retain", "keep-customers"):
        said = okrsite("log", asked)
        assert "was called keep-customers" in said.out
        assert "target 4 → 5" in said.out


def test_json_has_the_change_as_diff_gives_it_and_its_commit(clone, okrsite) -> None:
    row = json.loads(okrsite("log", "keep-customers", "--format", "json").out)[0]
    assert row == {
        "kind": "key_result",
        "id": "keep-customers",
        "key_result": "churn",
        "change": "target",
        "before": 4,
        "after": 5,
        "direction": "eased",
        "path": OBJECTIVE,
        "line": 12,
        "date": "2026-11-03",
        "author": "Linus",
        "commit": clone.git("rev-parse", "HEAD~1").strip(),
        "message": "Settle for five",
    }


def test_an_unknown_id_and_a_missing_repository_are_mistakes_of_usage(
    clone, okrsite, tmp_path, monkeypatch
) -> None:
    said = okrsite("log", "keep-customer")
    assert (said.exit, said.out) == (2, "")
    assert "Did you mean 'keep-customers'?" in said.err
    (clone.folder / ".git").rename(tmp_path / "elsewhere")
    said = okrsite("log")
    assert (said.exit, said.out) == (2, "")
    assert "no git repository" in said.err


def test_a_shallow_clone_is_said(clone, okrsite, tmp_path, monkeypatch) -> None:
    clone.git("clone", "--quiet", "--depth", "2", f"file://{clone.folder}", tmp_path / "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    said = okrsite("log")
    assert "Correct a value" in said.out
    assert "Settle for five" not in said.out
    assert "shallow" in said.err
