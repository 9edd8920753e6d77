"""The six steps from KPIs to OKRs, and which of them the site has taken."""

from typing import assert_never

from okrsite.commands.status.section import Section
from okrsite.model.scored import Scored
from okrsite.pipeline.compute.six_steps import SixStep, StepName, six_steps

NAMES: dict[StepName, str] = {
    "gather": "Gather the KPIs",
    "gaps": "Find the gaps",
    "objectives": "Set objectives",
    "tie": "Tie key results to KPIs",
    "link": "Show how it all links",
    "review": "Review",
}


def steps_section(scored: Scored) -> Section:
    """Each step with whether it is done and, if not, what would do it."""
    return Section(
        "The six steps",
        tuple(
            (f"{number}. {NAMES[step.name]}", "done" if step.state == "done" else _hint(step))
            for number, step in enumerate(six_steps(scored), start=1)
        ),
    )


def _hint(step: SixStep) -> str:
    if step.state == "waiting":
        return f"as soon as there are {'KPIs' if step.name == 'gaps' else 'objectives'}"
    some = _some([each.id for each in step.asks])
    match step.name:
        case "gather":
            bare = f"give {some} a range and values"
            return bare if step.asks else "okrsite new kpi --list shows some to start from"
        case "gaps":
            return f"{some}: out of range, and no objective acts on it"
        case "objectives":
            return "okrsite new objective"
        case "tie":
            return f"no KPI would confirm {some}"
        case "link":
            return f"say what {some} supports"
        case "review":
            late = len(step.asks)
            return f"{late} {'check-in is' if late == 1 else 'check-ins are'} late"
        case _:
            assert_never(step.name)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more
