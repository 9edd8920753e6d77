"""OKR510: a cycle is over, and nobody wrote what was learned."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import SUMMER, summer_text
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """How many days after the end of a cycle its retrospective may take."""

    days: int = 14


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Cycles whose text is still empty some days after their end."""
    for cycle in scored.forest.cycles.values():
        if cycle.body or cycle.end + timedelta(days=parameters.days) >= scored.today:
            continue
        yield Finding(
            cycle.at("title"),
            f"the cycle '{cycle.title}' has no retrospective; it ended on {cycle.end}",
            "Write below its front matter what went well, what did not, and what changes now.",
            about(cycle),
            {"title": cycle.title, "end": cycle.end.isoformat()},
        )


RULE = Rule(
    code="OKR510",
    name="retrospective-missing",
    severity="signal",
    title="A cycle has no retrospective",
    why="""
The goals of a cycle are half of what it is for; the other half is to become better at setting them.
After two weeks nobody remembers why things went as they did.
""",
    bad={SUMMER: summer_text(body="")},
    good={SUMMER: summer_text()},
    check=check,
    parameters=Parameters,
)
