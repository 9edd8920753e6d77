"""Key results: one shape each, and what cannot be measured is said so."""

from datetime import date

import pytest

from okrsite.model.goals import KeyResult, Objective
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Metric,
    Milestones,
    NumberZones,
    Range,
    Relative,
    Zones,
)

HEAD = 'title = "Grow"\ncycle = "2026-q4"\n[[key_results]]\nid = "a"\ntitle = "A"\n'


@pytest.fixture
def key_result(read):
    def of(fields: str) -> KeyResult:
        document = read("objective", HEAD + fields)
        assert document.findings == ()
        assert isinstance(document.entity, Objective)
        return document.entity.key_results[0]

    return of


@pytest.fixture
def wrong(found):
    def of(fields: str) -> list[str]:
        return found("objective", HEAD + fields)

    return of


@pytest.mark.parametrize(
    ("fields", "measure"),
    [
        ("start = 8\ntarget = 4", Metric(target=4, start=8)),
        ('kpi = "churn"\ntarget = 4', Metric(target=4)),
        ('start = 400\nchange = "+25%"', Relative(change=0.25, start=400)),
        ('start = 400\nchange = "-10 %"', Relative(change=-0.1, start=400)),
        ('change = "\u221212.5%"', Relative(change=-0.125)),
        ("keep = { min = 95 }", Guardrail(Range(min=95))),
        ("keep = { min = 5, max = 5 }", Guardrail(Range(min=5, max=5))),
        ('kpi = "churn"\nkeep = {}', Guardrail()),
        (
            'zones = { commit = "one", target = "two", stretch = "three" }',
            Zones("one", "two", "three"),
        ),
        (
            'score_by = { use = "ladder", steps = [1, 2], since = 2026-01-01 }',
            Custom("ladder", b'{"steps":[1,2],"since":"2026-01-01"}'),
        ),
    ],
)
def test_each_shape_becomes_its_measure(key_result, fields, measure) -> None:
    assert key_result(fields).measure == measure


def test_milestones_keep_their_order_weight_and_day(key_result) -> None:
    measure = key_result(
        'milestones = [ { id = "x", title = "X", done = 2026-10-09 },\n'
        '  { id = "y", title = "Y", weight = 2 } ]'
    ).measure
    assert isinstance(measure, Milestones)
    assert [(step.id, step.weight, str(step.done)) for step in measure.steps] == [
        ("x", 1, "2026-10-09"),
        ("y", 2, "None"),
    ]


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        (
            "",
            (
                "4:1 OKR020 the key result has none of the shapes "
                "target, change, keep, milestones, zones and score_by"
            ),
        ),
        (
            'target = 4\nkeep = { min = 1 }\nchange = "+1%"',
            "9:1 OKR020 a key result has one shape, and this one has target, change and keep",
        ),
        (
            "start = 4\ntarget = 4.0",
            "8:10 OKR021 start and target are both 4, so there is no way to go",
        ),
        ('change = "0%"', "7:10 OKR021 a change of 0 % leaves no way to go"),
        ('change = "25"', "7:10 OKR024 '25' is not a change"),
        ('change = "+1_0%"', "7:10 OKR024 '+1_0%' is not a change"),
        ("change = 0.25", "7:10 OKR011 'change' must be text in quotes, not the number 0.25"),
        (
            'start = 0\nchange = "+25%"',
            "7:9 OKR024 a relative change needs a start above 0, not 0",
        ),
        (
            'start = -3\nchange = "+25%"',
            "7:9 OKR024 a relative change needs a start above 0, not -3",
        ),
        ("keep = {}", "7:8 OKR022 'keep' has neither min nor max"),
        (
            "keep = { min = 3, max = 2 }",
            "7:8 OKR022 'keep' is empty: min 3 is above max 2",
        ),
        ("milestones = []", "7:14 OKR020 there is no milestone to reach"),
        (
            'milestones = [ { id = "x", title = "X" }, { id = "X", title = "Y" } ]',
            "7:50 OKR017 two milestones have the id 'X'",
        ),
        ("score_by = {}", "7:12 OKR012 'use' is missing"),
        ("score_by = { use = 3 }", "7:20 OKR011 'use' must be text in quotes"),
        ("target = 4\nweight = 0", "8:10 OKR014 'weight' is 0; it must be greater than 0"),
        (
            'target = 4\nscore = 1.2\nscore_reason = "x"',
            "8:9 OKR014 'score' is 1.2; it must be from 0 to 1",
        ),
        ("target = 4\nscore = 0.5", "8:9 OKR025 'score' needs a 'score_reason'"),
        (
            (
                "target = 4\ncheckpoints = [ { by = 2026-11-30, value = 3 }, "
                "{ by = 2026-11-30, value = 2 } ]"
            ),
            "8:56 OKR034 the checkpoint of 2026-11-30 does not come after the one of 2026-11-30",
        ),
        (
            'checkpoints = []\nzones = { commit = "a", target = "b", stretch = "c" }',
            "7:1 OKR030 'checkpoints' says nothing beside 'zones'",
        ),
        (
            "zones = { commit = 53, target = 60, stretch = 55 }",
            "7:9 OKR035 the zones neither rise nor fall all the way from commit to stretch",
        ),
        (
            "start = 53\nzones = { commit = 53, target = 55, stretch = 60 }",
            "8:9 OKR035 the zones neither rise nor fall all the way from start to stretch",
        ),
        (
            'zones = { commit = 53, target = "many", stretch = 60 }',
            "7:9 OKR035 some of the zones are words and some are numbers",
        ),
        (
            "start = 50\ncommit = 53\ntarget = 55\nstretch = 60",
            "8:1 OKR010 unknown key 'commit'",
        ),
        (
            "start = 1000000\ntarget = 1000000",
            "8:10 OKR021 start and target are both 1000000, so there is no way to go",
        ),
        ("stretch = 60", "7:1 OKR010 unknown key 'stretch'"),
        ("start = 3\nkeep = { min = 1 }", "7:1 OKR030 'start' says nothing beside 'keep'"),
        (
            'current = 3\nzones = { commit = "a", target = "b", stretch = "c" }',
            "7:1 OKR030 'current' says nothing beside 'zones'",
        ),
        (
            'kpi = "k"\ntarget = 3\ncurrent = 3',
            "9:1 OKR026 'current' beside 'kpi': the KPI's own value counts",
        ),
        ("target = inf", "7:10 OKR016 'inf' is not a number to reckon with"),
    ],
)
def test_what_cannot_be_measured_is_a_finding(wrong, fields, finding) -> None:
    assert wrong(fields) == [finding]


def test_a_key_result_with_a_kpi_and_no_shape_hears_of_the_guardrail(read) -> None:
    (finding,) = read("objective", HEAD + 'kpi = "churn"').findings
    assert "keep = {}" in finding.help


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("a b", "holds ' '"),
        ("a/b", "holds '/'"),
        ("..", "begins with a dot"),
        ("con", "is a name that Windows keeps for a device"),
        ("a.", "ends in a dot"),
    ],
)
def test_an_id_that_cannot_be_an_anchor_is_a_finding(found, written, why) -> None:
    text = HEAD.replace('id = "a"', f'id = "{written}"') + "target = 1"
    (finding,) = found("objective", text)
    assert finding.startswith(f"5:6 OKR015 the id '{written}' {why}")


def test_ids_that_differ_by_case_alone_are_one_id(wrong) -> None:
    again = '\n[[key_results]]\nid = "A"\ntitle = "B"\ntarget = 2'
    assert wrong("target = 1" + again) == ["9:6 OKR017 two key results have the id 'A'"]


def test_a_mistaken_key_result_is_left_out_and_the_others_stay(read) -> None:
    document = read("objective", HEAD + '\n[[key_results]]\nid = "b"\ntitle = "B"\ntarget = 2')
    assert isinstance(document.entity, Objective)
    assert [result.id for result in document.entity.key_results] == ["b"]


def test_a_key_result_has_a_text_contributors_and_initiatives_beside_its_measure(
    key_result,
) -> None:
    result = key_result(
        'target = 4\nowner = "ada"\ncontributors = ["ben", "cy"]\n'
        'text = """\nCounted *daily*.\n"""\n'
        'initiatives = [ { title = "Night shift", done = 2026-10-12 },\n'
        '  { title = "Macros", done = true, link = "https://tickets.example.com/42" },\n'
        '  { title = "Training" } ]'
    )
    assert (result.owner, result.contributors) == ("ada", ("ben", "cy"))
    assert result.text.text == "Counted daily."
    assert [(item.title, item.done, item.link) for item in result.initiatives] == [
        ("Night shift", date(2026, 10, 12), ""),
        ("Macros", True, "https://tickets.example.com/42"),
        ("Training", False, ""),
    ]


@pytest.mark.parametrize("link", ["OPS-42", "../plan.md", "javascript:alert(1)", "//x.org/a"])
def test_the_link_of_an_initiative_is_a_whole_address(wrong, link) -> None:
    fields = f'target = 4\ninitiatives = [ {{ title = "Shift", link = "{link}" }} ]'
    assert wrong(fields) == [f"8:43 OKR032 '{link}' is not a whole address"]


RENAMED = """\
[[key_results]]
id = "live"
aliases = ["go-live"]
title = "The programme is live"
milestones = [ { id = "class", aliases = ["first-class"], title = "First class" } ]
[[checkins]]
date = 2026-10-12
values = { VALUES }
"""


def test_check_ins_by_old_ids_of_key_results_and_milestones_are_read_by_the_new_ones(read) -> None:
    head = HEAD + 'aliases = ["b", "c"]\ntarget = 4\n'
    text = head + RENAMED.replace("VALUES", 'b = 3, go-live = ["first-class"]')
    document = read("objective", text)
    assert [(finding.code, finding.message) for finding in document.findings] == [
        ("OKR106", f"'{old}' is an old name of the {what} '{new}'")
        for old, new, what in (
            ("b", "a", "key result"),
            ("first-class", "class", "milestone"),
            ("go-live", "live", "key result"),
        )
    ]
    (checkin,) = document.checkins
    assert checkin.values == {"a": 3.0, "live": ("class",)}
    assert (checkin.at("values.a").line, checkin.at("values.a").column) == (16, 16)


def test_a_value_by_an_old_and_by_the_new_id_is_told_once(read) -> None:
    text = HEAD + 'aliases = ["b"]\ntarget = 4\n' + RENAMED.replace("VALUES", "a = 3, b = 4")
    (finding,) = read("objective", text).findings
    assert str(finding) == (
        "content/objectives/grow.md:16:23: OKR027 'b' is an old id of 'a', "
        "which has a value here, too"
    )


def test_an_alias_is_no_id_and_no_alias_of_another_key_result_or_milestone(wrong) -> None:
    fields = (
        'aliases = ["live", "old"]\ntarget = 4\n[[key_results]]\nid = "live"\ntitle = "L"\n'
        'aliases = ["Old"]\nmilestones = [\n  { id = "x", title = "X", aliases = ["y"] },\n'
        '  { id = "y", title = "Y" },\n]'
    )
    assert wrong(fields) == [
        "7:12 OKR017 'live' is the id or an alias of a key result already",
        "12:12 OKR017 'Old' is the id or an alias of a key result already",
        "14:39 OKR017 'y' is the id or an alias of a milestone already",
    ]


def test_zones_may_be_numbers_with_a_start_and_a_unit(key_result) -> None:
    found = key_result('start = 50\nunit = "%"\nzones = { commit = 53, target = 55, stretch = 60 }')
    assert found.measure == NumberZones(53, 55, 60, start=50)


def test_a_metric_may_have_checkpoints_and_a_milestone_a_due_day(key_result) -> None:
    metric = key_result("target = 40\ncheckpoints = [ { by = 2026-10-31, value = 18 } ]").measure
    assert isinstance(metric, Metric)
    assert [(point.by, point.value) for point in metric.checkpoints] == [(date(2026, 10, 31), 18)]
    steps = key_result('milestones = [ { id = "a", title = "A", due = 2026-11-02 } ]').measure
    assert isinstance(steps, Milestones)
    assert steps.steps[0].due == date(2026, 11, 2)
