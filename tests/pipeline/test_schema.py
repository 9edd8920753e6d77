"""Schema: what an editor is told agrees with what `check` says."""

import jsonschema
import pytest
import tomli

from okrsite.pipeline.schema import schemas

OBJECTIVE = """\
title = "Grow"
cycle = "2026-q4"
supports = ["a#b", { goal = "c", weight = 2 }]
[[key_results]]
id = "a"
title = "A"
start = 1
target = 2
due = "2026-11-30"
[[checkins]]
date = "2026-10-12"
values = { a = 1.5, b = "target", c = ["x"] }
kudos = [ { to = "linus", for = "help" } ]
"""


def test_there_is_one_for_every_kind_and_the_settings() -> None:
    assert sorted(schemas()) == [
        "checkin",
        "cycle",
        "kpi",
        "objective",
        "page",
        "person",
        "settings",
        "team",
    ]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_is_a_schema_without_null_and_says_what_it_is_of(name: str) -> None:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert "null" not in str(schema)
    assert "None" not in str(schema)


def test_a_good_objective_is_valid() -> None:
    jsonschema.validate(tomli.loads(OBJECTIVE), schemas()["objective"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title =", "titel ="),
        ("weight = 2", "weight = 0"),
        ("target = 2", 'target = 2\nchange = "+1%"'),
        ("target = 2", ""),
        ('id = "a"\n', ""),
        ("a = 1.5", "a = true"),
    ],
)
def test_what_check_refuses_the_schema_refuses(before: str, after: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomli.loads(OBJECTIVE.replace(before, after)), schemas()["objective"])
