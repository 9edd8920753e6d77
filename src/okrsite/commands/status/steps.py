"""The six steps from KPIs to OKRs, and which of them the site has taken."""

from okrsite.commands.status.due import overdue_checkins
from okrsite.commands.status.section import Section
from okrsite.model.goals import Objective
from okrsite.model.score import Scored


def steps_section(scored: Scored) -> Section:
    """Each step with whether it is done and, if not, what would do it."""
    current = [
        objective
        for name, objective in scored.forest.objectives.items()
        if scored.objectives[name].counts and scored.cycles[objective.cycle].is_open
    ]
    hints = (
        ("Gather the KPIs", _gather(scored)),
        ("Find the gaps", _gaps(scored)),
        ("Set objectives", "" if current else "okrsite new objective"),
        ("Tie key results to KPIs", _tie(current)),
        ("Show how it all links", _link(scored, current)),
        ("Review", _review(scored)),
    )
    return Section(
        "The six steps",
        tuple((f"{n}. {step}", hint or "done") for n, (step, hint) in enumerate(hints, start=1)),
    )


def _gather(scored: Scored) -> str:
    if not scored.forest.kpis:
        return "okrsite new kpi --list shows some to start from"
    bare = [name for name, kpi in scored.kpis.items() if kpi.health in {"no_range", "no_data"}]
    return f"give {_some(bare)} a range and values" if bare else ""


def _gaps(scored: Scored) -> str:
    if not scored.forest.kpis:
        return "as soon as there are KPIs"
    open_ones = [name for name, kpi in scored.kpis.items() if kpi.loop == "signalled"]
    return f"{_some(open_ones)}: out of range, and no objective acts on it" if open_ones else ""


def _tie(current: list[Objective]) -> str:
    if not current:
        return "as soon as there are objectives"
    loose = [
        objective.id
        for objective in current
        if not objective.watch and not any(each.kpi for each in objective.key_results)
    ]
    return f"no KPI would confirm {_some(loose)}" if loose else ""


def _link(scored: Scored, current: list[Objective]) -> str:
    if not current:
        return "as soon as there are objectives"
    roots = {name for name, team in scored.forest.teams.items() if team.parent is None}
    orphans = [
        each.id for each in current if each.team and each.team not in roots and not each.supports
    ]
    return f"say what {_some(orphans)} supports" if orphans else ""


def _review(scored: Scored) -> str:
    late = overdue_checkins(scored)
    return f"{late} {'check-in is' if late == 1 else 'check-ins are'} late" if late else ""


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more
