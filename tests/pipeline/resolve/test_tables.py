"""Ids are unique within their kind, and the tables are in order."""

GOAL = "title = 'Grow'\ncycle = 'q4'\n"


def test_an_id_that_is_taken_names_both_files(typed) -> None:
    files = {"objectives/2026/grow.md": GOAL, "objectives/2027/grow.md": GOAL}
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/objectives/2027/grow.md:1:1: OKR102 the objective id 'grow' of "
            "content/objectives/2027/grow.md is taken by content/objectives/2026/grow.md"
        )
    ]
    assert forest.objectives["grow"].span.path == "content/objectives/2026/grow.md"


def test_ids_that_differ_in_case_or_in_the_form_of_an_umlaut_are_the_same(typed) -> None:
    files = {
        "objectives/a.md": GOAL + "id = 'Gro\u0308we'",
        "objectives/b.md": GOAL + "id = 'gr\u00f6we'",
    }
    assert [finding.split(": ")[1][:6] for finding in typed.findings(files)] == ["OKR102"]


def test_kinds_do_not_share_their_ids(typed) -> None:
    files = {
        "objectives/churn.md": GOAL,
        "kpis/churn.md": "title = 'C'",
        "pages/churn.md": GOAL[:14],
    }
    assert typed.findings(files) == []


def test_two_files_of_observations_for_one_kpi_are_one_too_many(typed) -> None:
    files = {
        "kpis/k.md": "title = 'K'",
        "kpis/a/k.csv": "date,value\n",
        "kpis/b/k.csv": "date,value\n",
    }
    assert [finding.split(": ")[1][:6] for finding in typed.findings(files)] == ["OKR102"]


def test_an_alias_never_hides_an_id_or_another_alias(typed) -> None:
    files = {
        "objectives/a.md": GOAL + "aliases = ['B', 'old']",
        "objectives/b.md": GOAL,
        "objectives/c.md": GOAL + "aliases = ['old', 'older']",
    }
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/objectives/a.md:4:12: OKR103 the alias 'B' of objective 'a' is taken by "
            "content/objectives/b.md"
        ),
        (
            "content/objectives/c.md:4:12: OKR103 the alias 'old' of objective 'c' is taken by "
            "content/objectives/a.md"
        ),
    ]
    assert forest.aliases == {"objective": {"old": "a", "older": "c"}}


def test_tables_are_in_order_of_their_ids_whatever_the_order_of_files(typed) -> None:
    files = {f"objectives/{name}.md": GOAL for name in ("c", "a", "b")}
    assert list(typed.forest(files).objectives) == ["a", "b", "c"]
    assert typed.forest(files) == typed.forest(dict(reversed(files.items())))


def test_everything_has_a_visibility(typed) -> None:
    files = {
        "objectives/a.md": GOAL + "visibility = 'confidential'",
        "kpis/k.md": "title = 'K'",
        "pages/p.md": "title = 'P'\nvisibility = 'public'",
        "checkins/c.md": "objective = 'a'\ndate = 2026-10-10\nvisibility = 'public'",
    }
    forest = typed.forest(files)
    assert forest.kpis["k"].visibility == "internal"
    assert forest.pages["p"].visibility == "public"
    assert forest.checkins["a"][0].visibility == "confidential"
