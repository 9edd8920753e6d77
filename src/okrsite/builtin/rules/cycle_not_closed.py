"""OKR508: a cycle is over, and nobody closed it."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import SUMMER, summer_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Cycles that ended before today and are still open."""
    for cycle in scored.forest.cycles.values():
        if cycle.end < scored.today and cycle.closed is None:
            days = (scored.today - cycle.end).days
            yield Finding(
                cycle.at("end"),
                f"the cycle '{cycle.title}' ended on {cycle.end} and is not closed",
                "Write what was learned below its second +++, then close it: closed = <the day>.",
                about(cycle),
                {"title": cycle.title, "end": cycle.end.isoformat(), "days": days},
            )


RULE = Rule(
    code="OKR508",
    name="cycle-not-closed",
    severity="signal",
    title="A cycle is over and not closed",
    why="""
Without a close nothing is graded, nothing is learned, and the new goals begin where nobody said how
the old ones ended. Late is better than never: grades may be given weeks after.
""",
    bad={SUMMER: summer_text(closed="")},
    good={SUMMER: summer_text()},
    check=check,
)
