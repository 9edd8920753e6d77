"""Front matter of one's own: what may stop an objective, and a rule about it.

[plugins.risk]            # in the front matter of an objective
level = "high"
waits_for = "grow-arr#nrr"
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from okrsite.api import Finding, GoalRef, Rule, Scored, Subject, fields_of, hookimpl

GOAL = "content/objectives/wait.md"
TEXT = '+++\ntitle = "Wait"\nstate = "draft"\nteam = "company"\n[plugins.risk]\n{}+++\n'


class Risk(Struct, frozen=True):
    """`[plugins.risk]` of an objective."""

    level: Literal["low", "high"]
    plan: str = ""
    waits_for: GoalRef | None = None


@hookimpl
def okrsite_fields() -> Mapping[str, type[Struct]]:
    return {"objective": Risk}


def check(scored: Scored, parameters: None) -> Iterator[Finding]:
    for objective in scored.forest.objectives.values():
        risk = fields_of(objective, Risk)
        if risk and risk.level == "high" and not risk.plan:
            yield Finding(
                span=objective.at("plugins.risk.level"),
                message=f"'{objective.title}' has a high risk and no plan",
                help='Write plan = "...".',
                subject=Subject("objective", objective.id),
            )


@hookimpl
def okrsite_rules() -> Iterable[Rule[None]]:
    yield Rule(
        code="RISK001",
        name="risk-without-plan",
        severity="warning",
        title="A high risk has a plan",
        why="A risk that everybody knows of and nobody prepares for is only a worry.",
        bad={GOAL: TEXT.format('level = "high"\n')},
        good={GOAL: TEXT.format('level = "high"\nplan = "Ask the bank first."\n')},
        check=check,
    )
