"""What people keep in the fields of other tools is told where it goes."""

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

GOAL = 'title = "Grow"\ncycle = "q4"\nFIELDS\n'
RESULT = '[[key_results]]\nid = "a"\ntitle = "A"\nstart = 50\nFIELDS\n'
CHECKIN = "[[checkins]]\ndate = 2026-11-02\nFIELDS\n"


def helps(text, path="content/objectives/grow.md"):
    document = parse(path, f"+++\n{text}\n+++\n".encode(), Markdown(()))
    return [(finding.code, finding.help) for finding in document.findings]


@pytest.mark.parametrize(
    ("field", "code", "mend"),
    [
        ('description = "More"', "OKR010", "Write it as text below the second +++."),
        (
            'owner = ["ana", "ben"]',
            "OKR011",
            'One person answers for it: owner = "ana", contributors = ["ben"].',
        ),
        (
            'owners = ["ana", "ben"]',
            "OKR010",
            'One person answers for it: owner = "ana", contributors = ["ben"].',
        ),
        ('tasks = ["Ship"]', "OKR010", "Write initiatives = ["),
        ('priority = "P0"', "OKR010", "Take it out, or keep it in `tags`"),
        ("progress = 0.7", "OKR010", "Take it out: progress is worked out"),
        ('parent = "thrive"', "OKR010", 'Write supports = ["..."].'),
    ],
)
def test_a_field_of_an_objective_in_other_tools_is_told_its_place(field, code, mend) -> None:
    ((found, help_),) = helps(GOAL.replace("FIELDS", field))
    assert (found, help_.startswith(mend)) == (code, True), help_


@pytest.mark.parametrize(
    ("fields", "mend"),
    [
        ('target = 55\ndescription = "How"', 'Write text = "...".'),
        ("target = 55\nconfidence = 3", "It is told in a check-in: values = { ID"),
        ("target = 55\nweight = 0", "Take out what does not count"),
        ("target = 55\nstretch = 60", "Write zones = { commit = ..., target = 55, stretch = 60 }."),
    ],
)
def test_a_field_of_a_key_result_in_other_tools_is_told_its_place(fields, mend) -> None:
    text = GOAL.replace("FIELDS", "") + RESULT.replace("FIELDS", fields)
    ((_, help_),) = helps(text)
    assert help_.startswith(mend)


@pytest.mark.parametrize(
    ("field", "mend"),
    [
        (
            "confidence = { a = 3, c = 7 }",
            (
                "Write it beside each value: "
                "values = { a = { confidence = 3 }, c = { confidence = 7 } }"
            ),
        ),
        (
            "values = { a = 3, b = 4 }\nconfidence = { a = 3, c = 7 }",
            (
                "Write it beside each value: values = "
                "{ a = { value = 3, confidence = 3 }, b = 4, c = { confidence = 7 } }"
            ),
        ),
        ("projected = 0.7", "Take it out: say the values reached and your `confidence`, 0 to 10."),
        ('comment = "x"', 'Write note = "...".'),
    ],
)
def test_a_field_of_a_check_in_in_other_tools_is_told_its_place(field, mend) -> None:
    found = helps(GOAL.replace("FIELDS", "") + CHECKIN.replace("FIELDS", field))
    assert mend in [help_ for _, help_ in found]


def test_a_description_of_a_kpi_is_text_below_its_fields() -> None:
    text = 'title = "Churn"\ndescription = "Who leaves."'
    assert helps(text, "content/kpis/churn.md") == [
        ("OKR010", "Write it as text below the second +++.")
    ]
