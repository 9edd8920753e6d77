"""Decode: all mistakes of a table at once, each at its place and with a way out."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from okrsite.pipeline.toml.decode import decode, decode_rows
from okrsite.pipeline.toml.read import read_toml


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A step with what a field can be."""

    id: str
    done: date | None = None
    weight: Annotated[float, Meta(gt=0)] = 1


class Goal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A goal with what a field can be."""

    title: Annotated[str, Meta(min_length=1)]
    due: date | None = None
    type: Literal["committed", "learning"] = "committed"
    confidence: Annotated[float, Meta(ge=0, le=10)] | None = None
    steps: tuple[Step, ...] = ()
    refs: tuple[str | Step, ...] = ()
    values: dict[str, float | str | tuple[str, ...]] = {}
    critical: bool = False
    count: int = 0
    from_: str | None = field(name="from", default=None)
    plugin: dict[str, Any] = {}


def read(text: str) -> tuple[Goal | None, list[str]]:
    """A goal and its findings, with their ways out."""
    goal, findings = decode(read_toml(text, "x"), Goal)
    return goal, [f"{finding.span}: {finding.message} | {finding.help}" for finding in findings]


def test_a_table_without_mistakes_is_a_row() -> None:
    goal, findings = read(
        'title = "Grow"\ndue = 2026-10-12\nrefs = ["a", { id = "b" }]\nfrom = "x"\n'
        'values = { a = 3, b = "target", c = ["x", "y"] }\nplugin = { a = [1, { b = 2 }] }\n'
        '[[steps]]\nid = "one"\nweight = 2\n'
    )
    assert findings == []
    assert goal == Goal(
        title="Grow",
        due=date(2026, 10, 12),
        refs=("a", Step("b")),
        values={"a": 3.0, "b": "target", "c": ("x", "y")},
        from_="x",
        plugin={"a": [1, {"b": 2}]},
        steps=(Step("one", weight=2),),
    )


def test_all_mistakes_of_a_table_are_found_at_once(snapshot: object) -> None:
    goal, findings = read(
        """\
titel = "Grow"
due = "12.10.2026"
type = "comitted"
confidence = 12
critical = "yes"
count = 1.5
from = 3
values = { a = true, b = 2026-01-01, c = [1] }
refs = [1, { weight = 2 }]

[[steps]]
id = "one"
done = 2026-10-12T10:00:00
weight = 0

[[steps]]
wieght = 3
"""
    )
    assert goal is None
    assert findings == snapshot


def test_a_quoted_date_is_a_date_too() -> None:
    goal, findings = read('title = "Grow"\ndue = "2026-10-12"\n')
    assert (goal and goal.due, findings) == (date(2026, 10, 12), [])


def test_a_mistaken_optional_field_counts_as_left_out() -> None:
    goal, findings = read('title = "Grow"\ntype = 3\nsteps = [ { id = "a" }, "b", { id = "c" } ]\n')
    assert goal == Goal(title="Grow", steps=(Step("a"), Step("c")))
    assert len(findings) == 2


def test_a_broken_value_is_not_reported_a_second_time() -> None:
    goal, findings = read("title = Grow\nplugin = { a = nan, b = 1 }\n")
    assert goal is None
    assert findings == []


def test_what_a_plugin_is_given_holds_nothing_unreadable() -> None:
    goal, _ = read('title = "Grow"\nplugin = { a = nan, b = [inf, 1] }\n')
    assert goal
    assert goal.plugin == {"b": [1]}


def test_true_is_no_number() -> None:
    _, findings = read('title = "Grow"\nconfidence = true\n')
    (finding,) = findings
    assert finding.startswith("x:2:14: 'confidence' must be a number, not true | Write the number")


def test_twice_as_many_mistaken_items_are_twice_the_work(effort) -> None:
    def work(count):
        text = "[[steps]]\n" * count
        return effort(lambda: _read_items(text))

    assert work(1000) < 2.5 * work(500)


def _read_items(text: str) -> None:
    _, table, _ = decode_rows(read_toml(text, "goal.md"), Goal)
    for item in table.items("steps"):
        item.places()
