"""OKR212: a KPI confirms in the end that an objective truly changed something."""

from collections.abc import Iterator

from okrsite.api import Finding, Forest, Objective, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, RESPONSE, objective
from okrsite.builtin.subjects import about, goals


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives that no KPI could confirm, neither their own nor one of what supports them."""
    confirmed = _confirmed(scored.forest)
    for goal in goals(scored):
        if goal.id not in confirmed:
            yield Finding(
                goal.at("title"),
                f"no KPI could confirm the objective '{goal.title}'",
                'Measure a key result by a `kpi`, or name one to keep an eye on: watch = ["kpi"].',
                about(goal),
                {"title": goal.title},
            )


def _confirmed(forest: Forest) -> set[str]:
    found: set[str] = set()
    for id_ in forest.depth_first:
        if _has_kpi(forest.objectives[id_]) or not found.isdisjoint(_supporters(forest, id_)):
            found.add(id_)
    return found


def _has_kpi(goal: Objective) -> bool:
    return bool(goal.watch) or any(each.kpi for each in goal.key_results)


def _supporters(forest: Forest, id_: str) -> tuple[str, ...]:
    results = forest.objectives[id_].key_results
    names = (id_, *(f"{id_}#{each.id}" for each in results))
    return tuple(child for name in names for child in forest.supported_by.get(name, ()))


COUNTED = CHURN.replace('kpi = "customer-churn"\n', "")

RULE = Rule(
    code="OKR212",
    name="objective-without-kpi",
    severity="warning",
    title="No KPI could confirm an objective",
    why="""
An objective is temporary, a KPI stays. When the objective is met, only a KPI shows whether the
company is better off for good. Without one, success is what the team says it is.
""",
    bad={OBJECTIVE: objective(key_results=COUNTED + "\n" + RESPONSE)},
    good={
        OBJECTIVE: objective(
            fields='owner = "ada"\nwatch = ["customer-churn"]',
            key_results=COUNTED + "\n" + RESPONSE,
        )
    },
    check=check,
)
