"""Every reference is followed, and one that leads nowhere is told at its place."""
# ruff: noqa: E501 - a table of cases is read by rows

import pytest

from okrsite.model.position import Span
from okrsite.model.settings import Settings, SourceSettings

GOAL = "title = 'Grow'\ncycle = 'q4'\n"
THRIVE = {"objectives/thrive-2026.md": GOAL}
RESULT = "[[key_results]]\nid = 'nrr'\ntitle = 'NRR'\nstart = 1\ntarget = 2\n"


def test_an_unknown_objective_is_told_with_the_one_that_was_meant(typed) -> None:
    files = {**THRIVE, "objectives/grow.md": GOAL + "supports = ['thrive']"}
    assert typed.findings(files) == [
        (
            "content/objectives/grow.md:4:13: OKR101 supports unknown objective 'thrive'; "
            "did you mean 'thrive-2026'?"
        )
    ]
    assert typed.forest(files).objectives["grow"].supports == ()


@pytest.mark.parametrize(
    ("path", "text", "place", "message"),
    [
        ("objectives/g.md", "title = 'G'\ncycle = 'q44'", "3:9", "cycle names unknown cycle 'q44'; did you mean 'q4'?"),
        ("objectives/g.md", GOAL + "team = 'sale'", "4:8", "team names unknown team 'sale'; did you mean 'sales'?"),
        ("objectives/g.md", GOAL + "owner = 'adda'", "4:9", "owner names unknown person 'adda'; did you mean 'ada'?"),
        ("objectives/g.md", GOAL + "with_teams = ['sales', 'SALES']", "4:24", "with_teams names unknown team 'SALES'; did you mean 'sales'?"),
        ("objectives/g.md", GOAL + "watch = [\n'churn',\n 'zzz']", "6:2", "watch names unknown KPI 'zzz'"),
        ("objectives/g.md", GOAL + "supports = [{ goal = 'zzz', weight = 2 }]", "4:22", "supports unknown objective 'zzz'"),
        ("objectives/g.md", GOAL + RESULT + "kpi = 'chrun'", "9:7", "kpi names unknown KPI 'chrun'; did you mean 'churn'?"),
        ("objectives/g.md", GOAL + RESULT + "owner = 'zz'", "9:9", "owner names unknown person 'zz'"),
        ("objectives/g.md", GOAL + "contributors = ['ada', 'adda']", "4:24", "contributors names unknown person 'adda'; did you mean 'ada'?"),
        ("objectives/g.md", GOAL + RESULT + "contributors = ['zz']", "9:17", "contributors names unknown person 'zz'"),
        ("kpis/k.md", "title = 'K'\nteam = 'sals'", "3:8", "team names unknown team 'sals'; did you mean 'sales'?"),
        ("kpis/k.md", "title = 'K'\nowner = 'zz'", "3:9", "owner names unknown person 'zz'"),
        ("kpis/k.md", "title = 'K'\nformula = '1 + {churm}'", "3:16", "formula names unknown KPI 'churm'; did you mean 'churn'?"),
        ("kpis/k.md", "title = 'K'\n[[baselines]]\nsince = 2026-01-01\nvalue = 1\nfrom = 'zzz#a'", "6:8", "from names unknown objective 'zzz'"),
        ("kpis/k.md", "title = 'K'\n[[reviews]]\ndate = 2026-01-01\nauthor = 'zz'", "5:10", "author names unknown person 'zz'"),
        ("kpis/k.md", "title = 'K'\n[source]\nuse = 'wharehouse'", "4:7", "use names unknown source 'wharehouse'; did you mean 'warehouse'?"),
        ("teams/t.md", "title = 'T'\nparent = 'zz'\nlead = 'ada'", "3:10", "parent names unknown team 'zz'"),
        ("teams/t.md", "title = 'T'\nlead = 'zz'", "3:8", "lead names unknown person 'zz'"),
        ("people/p.md", "title = 'P'\nteam = 'zz'", "3:8", "team names unknown team 'zz'"),
        ("cycles/c.md", "title = 'C'\nstart = 2026-10-01\nend = 2026-10-31\nparent = 'zz'", "5:10", "parent names unknown cycle 'zz'"),
        ("checkins/c.md", "objective = 'thrive'\ndate = 2026-10-10", "2:13", "objective names unknown objective 'thrive'; did you mean 'thrive-2026'?"),
        ("checkins/c.md", "objective = 'thrive-2026'\ndate = 2026-10-10\nauthor = 'zz'", "4:10", "author names unknown person 'zz'"),
        ("checkins/c.md", "objective = 'thrive-2026'\ndate = 2026-10-10\nkudos = [{ to = 'zz', for = 'x' }]", "4:17", "to names unknown person 'zz'"),
    ],
)  # fmt: skip
def test_every_field_that_names_something_is_checked_at_its_place(
    typed, path, text, place, message
) -> None:
    files = {
        **THRIVE,
        "teams/sales.md": "title = 'Sales'",
        "people/ada.md": "title = 'Ada'",
        "kpis/churn.md": "title = 'Churn'",
        path: text,
    }
    sources = {"warehouse": SourceSettings(span=Span("okrsite.toml"), plugin="sql")}
    settings = Settings(span=Span("okrsite.toml"), sources=sources)
    assert typed.findings(files, settings) == [f"content/{path}:{place}: OKR101 {message}"]


def test_an_unknown_key_result_is_told_with_the_one_that_was_meant(typed) -> None:
    files = {"objectives/a.md": GOAL + RESULT, "objectives/b.md": GOAL + "supports = ['a#nr']"}
    assert typed.findings(files) == [
        (
            "content/objectives/b.md:4:13: OKR101 supports unknown key result 'a#nr'; "
            "did you mean 'a#nrr'?"
        )
    ]


def test_a_key_result_of_a_file_with_mistakes_may_be_there_after_all(typed) -> None:
    broken = GOAL + "[[key_results]]\nid = 'nrr'\ntitle = 'NRR'\n"
    files = {"objectives/a.md": broken, "objectives/b.md": GOAL + "supports = ['a#nrr']"}
    assert typed.findings(files) == []


def test_a_reference_to_a_file_that_could_not_be_read_is_not_told_again(typed) -> None:
    files = {
        "objectives/a.md": "+++\ntitle = \n+++\n",
        "kpis/k.md": "+++\n[[[\n+++\n",
        "objectives/b.md": GOAL + "supports = ['a', 'a#x']\nwatch = ['k']",
    }
    forest, findings = typed.resolved(files)
    assert findings == []
    assert (forest.objectives["b"].supports, forest.objectives["b"].watch) == ((), ())


def test_an_objective_without_a_known_cycle_has_no_place_and_is_told_once(typed) -> None:
    files = {
        "objectives/a.md": "title = 'A'\ncycle = 'zz'\naliases = ['old-a']",
        "objectives/b.md": GOAL + "supports = ['a', 'old-a']",
        "checkins/c.md": "objective = 'a'\ndate = 2026-10-10",
    }
    forest, findings = typed.resolved(files)
    assert [finding.code for finding in findings] == ["OKR101"]
    assert list(forest.objectives) == ["b"]
    assert (forest.checkins, forest.aliases) == ({}, {})


def test_without_people_an_owner_is_free_text(typed) -> None:
    forest, findings = typed.resolved({"objectives/a.md": GOAL + "owner = 'Ada and Linus'"})
    assert (findings, forest.has_people) == ([], False)
    assert forest.objectives["a"].owner == "Ada and Linus"


def test_an_old_id_leads_to_the_one_in_use(typed) -> None:
    files = {
        "objectives/a.md": GOAL + "aliases = ['old-a']\n" + RESULT,
        "kpis/k.md": "title = 'K'\naliases = ['old-k']",
        "kpis/f.md": "title = 'F'\nformula = '{old-k} * -(2 + {k})'",
        "objectives/b.md": GOAL + "supports = ['old-a#nrr']\nwatch = ['old-k']",
        "checkins/c.md": "objective = 'old-a'\ndate = 2026-10-10",
    }
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        "content/checkins/c.md:2:13: OKR106 'old-a' is an old name of the objective 'a'",
        "content/kpis/f.md:3:12: OKR106 'old-k' is an old name of the KPI 'k'",
        "content/objectives/b.md:4:13: OKR106 'old-a#nrr' is an old name of the key result 'a#nrr'",
        "content/objectives/b.md:5:10: OKR106 'old-k' is an old name of the KPI 'k'",
    ]
    assert [str(goal) for goal in forest.objectives["b"].supports] == ["a#nrr"]
    assert forest.objectives["b"].watch == ("k",)
    assert forest.kpis["f"].formula.operands == ("k",)
    assert list(forest.checkins) == ["a"]
    assert forest.supported_by == {"a#nrr": ("b",)}
    assert forest.aliases == {"objective": {"old-a": "a"}, "kpi": {"old-k": "k"}}


def test_the_places_of_what_is_left_are_counted_anew(typed) -> None:
    files = {"kpis/k.md": "title = 'K'", "objectives/a.md": GOAL + "watch = ['zz', 'k']"}
    objective = typed.forest(files).objectives["a"]
    assert objective.watch == ("k",)
    assert objective.at("watch.0").column == 16


def test_a_baseline_comes_from_a_key_result_and_no_whole_objective(typed) -> None:
    baseline = "title = 'K'\n[[baselines]]\nsince = 2026-01-01\nvalue = 1\nfrom = 'a'"
    files = {"objectives/a.md": GOAL + RESULT, "kpis/k.md": baseline}
    (finding,) = typed.findings(files)
    assert finding.startswith("content/kpis/k.md:6:8: OKR105 `from` names the objective 'a'")


def test_observations_need_their_kpi(typed) -> None:
    files = {"kpis/churn.md": "title = 'C'", "kpis/chrun.csv": "date,value\n2026-01-31,1\n"}
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/kpis/chrun.csv:1:1: OKR130 there is no KPI 'chrun' that these values are of; "
            "did you mean 'churn'?"
        )
    ]
    assert forest.series == {}


def test_a_kpi_is_computed_or_observed_and_not_both(typed) -> None:
    files = {
        "kpis/k.md": "title = 'K'\nformula = '1'",
        "kpis/k.csv": "date,value\n2026-01-31,1\n",
    }
    assert [finding.split(": ")[1][:6] for finding in typed.findings(files)] == ["OKR151"]


def test_a_key_result_is_meant_by_the_ids_that_it_had_before(typed) -> None:
    files = {
        "objectives/thrive.md": GOAL + RESULT + "aliases = ['revenue']\n",
        "objectives/grow.md": GOAL + "supports = ['thrive#revenue']",
        "kpis/k.md": "title = 'K'\n[[baselines]]\nsince = 2026-01-01\nvalue = 1\n"
        "from = 'thrive#revenue'",
        "checkins/one.md": "objective = 'thrive'\ndate = 2026-10-12\nvalues = { revenue = 2 }",
    }
    forest, findings = typed.resolved(files)
    said = "OKR106 'thrive#revenue' is an old name of the key result 'thrive#nrr'"
    assert [str(finding) for finding in findings] == [
        "content/checkins/one.md:4:22: OKR106 'revenue' is an old name of the key result 'nrr'",
        f"content/kpis/k.md:6:8: {said}",
        f"content/objectives/grow.md:4:13: {said}",
    ]
    assert str(forest.objectives["grow"].supports[0]) == "thrive#nrr"
    assert forest.supported_by == {"thrive#nrr": ("grow",)}
    assert str(forest.kpis["k"].baselines[0].from_) == "thrive#nrr"
    assert forest.checkins["thrive"][0].values == {"nrr": 2.0}


def test_a_cycle_called_backlog_that_is_not_there_is_told_to_be_left_out(typed) -> None:
    (finding,) = typed.resolved({"objectives/g.md": "title = 'G'\ncycle = 'Backlog'"})[1]
    assert finding.help == (
        'An objective without `cycle` and with state = "draft" is in the backlog: '
        "no cycle is needed."
    )


def test_a_person_who_is_missing_is_told_once_with_the_other_places(typed) -> None:
    files = {"people/ada.md": "title = 'Ada'", "objectives/z.md": GOAL + "owner = 'ada'"}
    files |= {f"objectives/{name}.md": f"{GOAL}owner = 'zoe'" for name in "abcdef"}
    (finding,) = typed.resolved(files)[1]
    assert str(finding).startswith("content/objectives/a.md:4:9: OKR101 owner names unknown person")
    assert finding.help.endswith(
        ". The name stands at content/objectives/b.md:4:9, content/objectives/c.md:4:9,"
        " content/objectives/d.md:4:9 and 2 more, too."
    )
    assert [place.path[-4] for place in finding.places] == list("abcdef")


def test_a_name_that_differs_in_case_is_mended_at_all_its_places(typed) -> None:
    files = {"teams/sales.md": "title = 'Sales'"}
    files |= {f"objectives/{name}.md": f"{GOAL}team = 'Sales'" for name in "ab"}
    (finding,) = typed.resolved(files)[1]
    assert finding.help == (
        "Write sales, also at content/objectives/b.md:4:8; `okrsite check --fix` does it."
    )
    assert len(finding.edits) == 2
