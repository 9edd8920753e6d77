"""How the cycle stands."""

from okrsite.commands.status.section import Section, percent, spoken
from okrsite.model.scored import Scored


def cycle_section(scored: Scored) -> Section:
    """The current cycle: its time, its progress, and its objectives by status."""
    if scored.cycle is None:
        return Section("Cycle", empty="There is no cycle yet; `okrsite new cycle` makes one.")
    cycle, score = scored.forest.cycles[scored.cycle], scored.cycles[scored.cycle]
    company = scored.company if scored.company.all else score
    rows = [
        ("time", f"{percent(score.elapsed)} of {cycle.start} to {cycle.end}"),
        ("company progress", _progress(company.progress, company.expected)),
        *(
            (spoken(status), f"{number} of {len(score.objectives)} objectives")
            for status, number in score.statuses.items()
            if number
        ),
    ]
    return Section(f"{cycle.title}, on {scored.today}", tuple(rows))


def _progress(progress: float | None, expected: float | None) -> str:
    if progress is None:
        return percent(None)
    return percent(progress) + (f", expected {percent(expected)}" if expected is not None else "")
