"""Check-ins come to their objectives, and only what fits is believed."""

GOAL = """\
title = 'Keep'
cycle = 'q4'
{more}
[[key_results]]
id = 'response'
title = 'Response'
start = 24
target = 4
[[key_results]]
id = 'churn'
title = 'Churn'
kpi = 'churn'
start = 8
target = 4
[[key_results]]
id = 'culture'
title = 'Culture'
zones = {{ commit = 'two', target = 'all', stretch = 'every' }}
[[key_results]]
id = 'programme'
title = 'Programme'
milestones = [{{ id = 'plan', title = 'Plan' }}, {{ id = 'class', title = 'Class' }}]
"""


def site(checkin, more=""):
    return {
        "kpis/churn.md": "title = 'Churn'",
        "objectives/keep.md": GOAL.format(more=more),
        "checkins/a.md": "objective = 'keep'\ndate = 2026-10-12\n" + checkin,
    }


def codes(findings):
    return [finding.split(": ")[1][:6] for finding in findings]


def test_both_forms_become_the_same_in_order_of_their_days(typed) -> None:
    files = site("values = { response = 12 }")
    files["objectives/keep.md"] += "[[checkins]]\ndate = 2026-10-19\nvalues = { response = 9 }\n"
    files["objectives/keep.md"] += "[[checkins]]\ndate = 2026-10-05\nvalues = { response = 20 }\n"
    forest, findings = typed.resolved(files)
    assert findings == []
    assert [checkin.values["response"] for checkin in forest.checkins["keep"]] == [20, 12, 9]
    assert {checkin.visibility for checkin in forest.checkins["keep"]} == {"internal"}


def test_every_shape_takes_its_own_kind_of_value(typed) -> None:
    text = "values = { response = 12, culture = 'stretch', programme = ['plan', 'class'] }"
    forest, findings = typed.resolved(site(text))
    assert findings == []
    assert len(forest.checkins["keep"][0].values) == 3


def test_a_value_that_does_not_fit_is_told_and_not_believed(typed) -> None:
    text = (
        "values = { response = 'fast', culture = 'good', programme = 'plam', churn = 5,"
        " respnse = 1 }"
    )
    forest, findings = typed.resolved(site(text))
    assert codes(map(str, findings)) == ["OKR028", "OKR028", "OKR028", "OKR026", "OKR027"]
    assert "did you mean 'response'?" in findings[-1].message
    assert {finding.span.line for finding in findings} == {4}
    assert forest.checkins["keep"][0].values == {}


def test_the_same_check_in_twice_names_both_places(typed) -> None:
    files = site("author = 'ada'\nvalues = { response = 12 }")
    files["checkins/b.md"] = "objective = 'keep'\ndate = 2026-10-12\nauthor = 'ada'"
    forest, findings = typed.resolved(files)
    assert [str(finding) for finding in findings] == [
        (
            "content/checkins/b.md:1:1: OKR120 the check-in of 2026-10-12 by 'ada' on 'keep' "
            "stands twice, at content/checkins/a.md:1:1 too"
        )
    ]
    assert len(forest.checkins["keep"]) == 1


def test_two_people_may_check_in_on_one_day(typed) -> None:
    files = site("author = 'ada'")
    files["checkins/b.md"] = "objective = 'keep'\ndate = 2026-10-12\nauthor = 'linus'"
    assert typed.findings(files) == []


def test_two_without_an_author_are_one_only_if_they_say_the_same(typed) -> None:
    files = site("confidence = 7")
    files["checkins/b.md"] = "objective = 'keep'\ndate = 2026-10-12\nconfidence = 8"
    assert typed.findings(files) == []
    files["checkins/b.md"] = "objective = 'keep'\ndate = 2026-10-12\nconfidence = 7"
    assert codes(typed.findings(files)) == ["OKR120"]


def test_a_written_current_value_beside_a_check_in_is_one_too_many(typed) -> None:
    files = site("values = { response = 12 }")
    files["objectives/keep.md"] = GOAL.format(more="").replace(
        "target = 4", "target = 4\ncurrent = 9", 1
    )
    (finding,) = typed.findings(files)
    assert finding.startswith("content/objectives/keep.md:10:11: OKR026 'current' of 'response'")
