"""Check-ins: both forms say the same, and their values fit the key results."""

import pytest
from msgspec.structs import replace

from okrsite.model.goals import CheckIn

OBJECTIVE = """\
title = "Grow"
cycle = "2026-q4"
key_results = [
  { id = "metric", title = "M", start = 1, target = 2 },
  { id = "churn", title = "C", kpi = "churn", target = 2 },
  { id = "steps", title = "S", milestones = [ { id = "x", title = "X" } ] },
  { id = "zones", title = "Z", zones = { commit = "a", target = "b", stretch = "c" } },
]

[[checkins]]
date = 2026-10-12
"""

FIELDS = """\
date = 2026-10-12
author = "ada"
confidence = 7
values = { response = 14, nps-culture = "target", programme = ["a", "b"] }
kudos = [ { to = "linus", for = "the churn model" } ]
"""


def test_both_forms_become_the_same_thing(read) -> None:
    head = 'title = "Grow"\ncycle = "2026-q4"\n'
    inside = read("objective", f"{head}[[checkins]]\n{FIELDS}note = 'It *goes*.'").checkins[0]
    alone = read("content/checkins/a.md", f"+++\nobjective = 'grow'\n{FIELDS}+++\nIt *goes*.\n")
    assert alone.findings == ()
    assert isinstance(alone.entity, CheckIn)
    kudos = inside.kudos[0]
    assert (kudos.to, kudos.for_) == ("linus", "the churn model")
    same = {"span": inside.span, "places": {}, "kudos": ()}
    assert replace(alone.entity, **same) == replace(inside, **same)


@pytest.mark.parametrize(
    "values",
    [
        "metric = 3",
        "metric = -0.5",
        'steps = "x"',
        'steps = ["x"]',
        "steps = []",
        'zones = "none"',
        'zones = "stretch"',
    ],
)
def test_a_value_of_its_key_results_shape_is_good(found, values) -> None:
    assert found("objective", f"{OBJECTIVE}values = {{ {values} }}") == []


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ("metrc = 3", "OKR027 'grow' has no key result 'metrc'; did you mean 'metric'?"),
        ("churn = 3", "OKR026 'churn' is measured by the KPI 'churn', not by check-ins"),
        ('metric = "x"', "OKR028 the value of 'metric' must be a number"),
        ("steps = 3", "OKR028 the value of 'steps' must be a milestone or a list of them: x"),
        ('steps = ["y"]', "OKR028 the value of 'steps' must be a milestone or a list of them: x"),
        (
            'zones = "all"',
            (
                "OKR028 the value of 'zones' must be one of none, commit, target, stretch, "
                "or a share between 0 and 1"
            ),
        ),
        (
            "zones = 1.5",
            (
                "OKR028 the value of 'zones' must be one of none, commit, target, stretch, "
                "or a share between 0 and 1"
            ),
        ),
        (
            "metric = true",
            (
                "OKR011 'metric' must be a number, text in quotes, a list like [\"...\"] "
                "or a table of value, confidence and note, not true"
            ),
        ),
        ("metric = nan", "OKR016 'nan' is not a number to reckon with"),
    ],
)
def test_a_value_that_does_not_fit_is_found_at_its_place(found, values, finding) -> None:
    column = 15 + values.index("=")
    lines = found("objective", f"{OBJECTIVE}values = {{ {values} }}")
    where = 1 if '["y"]' in values and "OKR011" in finding else 0
    assert lines == [f"13:{column - 1 + where} {finding}"]


@pytest.mark.parametrize("confidence", ["-1", "10.5", "11"])
def test_confidence_is_told_from_0_to_10(found, confidence) -> None:
    assert found("objective", f"{OBJECTIVE}confidence = {confidence}") == [
        f"13:14 OKR014 'confidence' is {confidence}; it must be from 0 to 10"
    ]


def test_a_current_value_beside_check_ins_is_an_error(found) -> None:
    text = OBJECTIVE.replace("target = 2 },", "target = 2, current = 1.5 },", 1)
    assert found("objective", text) == []
    assert found("objective", text + "values = { metric = 1 }") == [
        "5:66 OKR026 'current' of 'metric' stands beside values from check-ins"
    ]


def test_a_check_in_for_a_mistaken_key_result_is_not_called_unknown(found) -> None:
    text = OBJECTIVE.replace("start = 1, target = 2", "start = 2, targt = 2")
    codes = [message.split()[1] for message in found("objective", text + "values = { metric = 1 }")]
    assert codes == ["OKR010"]


def test_a_check_in_needs_a_day_without_a_time(found) -> None:
    assert found("checkin", 'objective = "grow"') == ["1:1 OKR012 'date' is missing"]
    assert found("checkin", 'objective = "grow"\ndate = 2026-10-12T10:00:00Z') == [
        "3:8 OKR011 'date' must be a date like 2026-10-12, not a date with a time"
    ]


def test_an_unknown_visibility_is_private(read) -> None:
    document = read("checkin", 'objective = "grow"\ndate = 2026-10-12\nvisibility = "publik"')
    assert isinstance(document.entity, CheckIn)
    assert document.entity.visibility == "confidential"
    assert len(document.findings) == 1


TOLD = """\
title = "Grow"
cycle = "q4"
[[key_results]]
id = "a"
title = "A"
target = 4
[[key_results]]
id = "churn"
title = "Churn"
kpi = "churn"
target = 4
[[checkins]]
date = 2026-10-12
[checkins.values]
"""


def test_a_value_may_be_a_table_with_a_confidence_and_a_note_of_its_own(read) -> None:
    text = (
        TOLD + 'a = { value = 3, confidence = 6, note = "The *night shift*." }\n'
        'churn = { confidence = 4, note = "A slow month." }'
    )
    document = read("objective", text)
    assert document.findings == ()
    (checkin,) = document.checkins
    assert checkin.values == {"a": 3.0}
    assert {
        id_: (said.confidence, said.note.text) for id_, said in checkin.result_notes.items()
    } == {"a": (6.0, "The night shift."), "churn": (4.0, "A slow month.")}


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        (
            "a = { value = 3, confidance = 6 }",
            "16:18 OKR010 unknown key 'confidance'; did you mean 'confidence'?",
        ),
        ("a = { confidence = 60 }", "16:20 OKR014 'confidence' is 60; it must be from 0 to 10"),
        ("b = { confidence = 6 }", "16:5 OKR027 'grow' has no key result 'b'"),
        (
            "churn = { value = 3 }",
            "16:9 OKR026 'churn' is measured by the KPI 'churn', not by check-ins",
        ),
        ('a = { value = "two" }', "16:5 OKR028 the value of 'a' must be a number"),
    ],
)
def test_a_table_in_the_values_is_read_as_strictly_as_a_number(found, value, finding) -> None:
    assert found("objective", TOLD + value) == [finding]


@pytest.mark.parametrize(
    ("values", "old", "place"),
    [("signups = 3", "signups", "key result"), ('steps = ["y"]', "y", "milestone")],
)
def test_an_id_that_is_gone_may_be_kept_as_an_alias(read, values, old, place) -> None:
    text = f"+++\n{OBJECTIVE}values = {{ {values} }}\n+++\n"
    (finding,) = read("content/objectives/grow.md", text).findings
    assert finding.help.endswith(
        f"If '{old}' was renamed, write aliases = [\"{old}\"] in its {place}."
    )
