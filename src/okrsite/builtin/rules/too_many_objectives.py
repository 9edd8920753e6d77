"""OKR203: a team that chases everything catches nothing."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Objective, Rule, Scored, open_objectives
from okrsite.builtin.example import objective_text
from okrsite.builtin.subjects import about


class Parameters(Struct, frozen=True):
    """How many objectives a team may have in one cycle; a team without any is let be."""

    least: int = 1
    most: int = 5


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Teams with too many, or too few, objectives in a cycle."""
    for (team, cycle), owned in sorted(_by_team_and_cycle(scored).items()):
        count = len(owned)
        if parameters.least <= count <= parameters.most:
            continue
        yield Finding(
            owned[-1].at("team"),
            f"the team '{team}' has {count} objectives in '{cycle}', "
            f"not {parameters.least} to {parameters.most}",
            "Keep those that matter most this cycle; the others can wait for the next one.",
            about(scored.forest.teams[team]),
            {"team": team, "cycle": cycle, "count": count, "most": parameters.most},
        )


def _by_team_and_cycle(scored: Scored) -> dict[tuple[str, str], list[Objective]]:
    owned: dict[tuple[str, str], list[Objective]] = {}
    for goal in open_objectives(scored):
        if goal.team is not None:
            owned.setdefault((goal.team, goal.cycle), []).append(goal)
    return owned


def _objectives(count: int) -> dict[str, str]:
    names = ("stay", "return", "recommend", "trust", "pay", "grow")
    return {
        f"content/objectives/customers-{name}.md": objective_text(f"Customers {name}", checkins="")
        for name in names[:count]
    }


RULE = Rule(
    code="OKR203",
    name="too-many-objectives",
    severity="warning",
    title="A team has too many or too few objectives in a cycle",
    why="""
An objective is a choice: this, and therefore not that. With more than a handful nobody remembers
them all, each gets a little attention, and none of them moves.
""",
    bad=_objectives(6),
    good=_objectives(3),
    check=check,
    parameters=Parameters,
)
