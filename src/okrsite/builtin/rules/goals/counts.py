"""How many objectives a team has, and how many key results an objective."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Objective, Rule, Scored, unclosed_objectives
from okrsite.builtin.example import CHECKIN, CHURN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.rules.subjects import is_unclear, subject_of


class ObjectiveLimits(Struct, frozen=True):
    """How many objectives a team may have in one cycle; a team without any is let be."""

    least: int = 1
    most: int = 5


def check_too_many_objectives(scored: Scored, parameters: ObjectiveLimits) -> Iterator[Finding]:
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
            subject_of(scored.forest.teams[team]),
            {"team": team, "cycle": cycle, "count": count, "most": parameters.most},
        )


def _by_team_and_cycle(scored: Scored) -> dict[tuple[str, str], list[Objective]]:
    owned: dict[tuple[str, str], list[Objective]] = {}
    for objective in unclosed_objectives(scored.forest):
        if objective.team is not None and objective.cycle is not None:
            owned.setdefault((objective.team, objective.cycle), []).append(objective)
    return owned


def _objectives(count: int) -> dict[str, str]:
    names = ("stay", "return", "recommend", "trust", "pay", "grow")
    return {
        f"content/objectives/customers-{name}.md": objective_text(f"Customers {name}", checkins="")
        for name in names[:count]
    }


TOO_MANY_OBJECTIVES = Rule(
    code="OKR203",
    name="too-many-objectives",
    severity="hint",
    title="A team has too many or too few objectives in a cycle",
    why="""
An objective is a choice: this, and therefore not that. With more than a handful nobody remembers
them all, each gets a little attention, and none of them moves.
""",
    bad=_objectives(6),
    good=_objectives(3),
    check=check_too_many_objectives,
    parameters=ObjectiveLimits,
)


class KeyResultLimits(Struct, frozen=True):
    """How many key results an objective has."""

    least: int = 2
    most: int = 5


def check_number_of_key_results(
    scored: Scored, parameters: KeyResultLimits
) -> Iterator[Finding | None]:
    """Objectives with too few or too many key results; those without any have another rule."""
    for objective in unclosed_objectives(scored.forest):
        is_asked = objective.key_results and not is_unclear(objective, "key_results")
        is_good = parameters.least <= len(objective.key_results) <= parameters.most
        yield _off_count(objective, parameters) if is_asked and not is_good else None


def _off_count(objective: Objective, parameters: KeyResultLimits) -> Finding:
    count = len(objective.key_results)
    noun = "key result" if count == 1 else "key results"
    return Finding(
        objective.at("key_results"),
        f"the objective '{objective.title}' has {count} {noun}, "
        f"not {parameters.least} to {parameters.most}",
        _help_on_count(count, parameters),
        subject_of(objective),
        {
            "title": objective.title,
            "count": count,
            "least": parameters.least,
            "most": parameters.most,
        },
    )


def _help_on_count(count: int, parameters: KeyResultLimits) -> str:
    if count < parameters.least:
        return "Ask what else would have to be true if the objective were reached, and measure it."
    return "Keep the few that prove the objective; what is only to be watched is a KPI in `watch`."


NUMBER_OF_KEY_RESULTS = Rule(
    code="OKR204",
    name="number-of-key-results",
    severity="hint",
    asked_of="objective",
    said_once="objectives have not {least} to {most} key results",
    title="An objective has too few or too many key results",
    why="""
One key result is easy to reach at the cost of everything around it: answer faster, and answer
worse. More than five are a list that nobody steers by.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + "\n" + RESPONSE, checkins=CHECKIN)},
    check=check_number_of_key_results,
    parameters=KeyResultLimits,
    tells_absence=True,
)


def check_objective_without_key_results(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives without a key result; `rollup = "children"` needs none."""
    for objective in unclosed_objectives(scored.forest):
        if objective.key_results or objective.rollup == "children":
            continue
        if not is_unclear(objective, "key_results"):
            yield Finding(
                objective.at("title"),
                f"the objective '{objective.title}' has no key result",
                'Say how you will see that it is reached, keep it a draft (state = "draft") until '
                'you know, or let those that support it count: rollup = "children".',
                subject_of(objective),
                {"title": objective.title},
            )


OBJECTIVE_WITHOUT_KEY_RESULTS = Rule(
    code="OKR250",
    name="objective-without-key-results",
    severity="warning",
    title="An objective has no key result",
    why="""
Nobody can tell how far such an objective is, nor when it is reached. It has no progress and no
grade, and its check-ins have nothing to say a value of.
""",
    bad={OBJECTIVE: objective_text(key_results="", checkins="")},
    good={OBJECTIVE: objective_text()},
    also_good=(
        {OBJECTIVE: objective_text(fields='state = "draft"', key_results="", checkins="")},
        {OBJECTIVE: objective_text(fields='rollup = "children"', key_results="", checkins="")},
    ),
    check=check_objective_without_key_results,
    instead_of=("OKR212",),
    tells_absence=True,
)
