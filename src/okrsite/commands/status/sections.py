"""The sections of `okrsite status`: what it says, before anybody decides how that looks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from okrsite.commands.due import DueItem, due_items
from okrsite.commands.ownership import is_person, owns_objective, owns_subject
from okrsite.commands.status.layout import Section
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.names import CycleId
from okrsite.model.scored import Scored
from okrsite.model.standing import is_open
from okrsite.pipeline.compute.six_steps import SixStep, StepName, six_steps
from okrsite.pipeline.figures.things import kpi_figures
from okrsite.pipeline.figures.writer import FigureWriter, share_in_percent
from okrsite.pipeline.first_few import first_few

# Signals of what is due, which stand in a section of their own.
TOLD_AS_DUE = frozenset({"OKR505", "OKR506", "OKR507", "OKR508", "OKR510"})
# The terminal speaks English, whatever language the site is in.
_ENGLISH = FigureWriter("en")

STEP_TITLES: dict[StepName, str] = {
    "gather": "Gather the KPIs",
    "gaps": "Find the gaps",
    "objectives": "Set objectives",
    "tie": "Tie key results to KPIs",
    "link": "Show how it all links",
    "review": "Review",
}


def cycle_section(scored: Scored, named: CycleId | None = None) -> Section:
    """A cycle, the current one unless named: its time, progress, and objectives by status."""
    name = named or scored.cycle
    if name is None:
        return Section("Cycle", empty="There is no cycle yet; `okrsite new cycle` makes one.")
    cycle, score = scored.forest.cycles[name], scored.cycles[name]
    rows = [
        ("time", f"{_percent(score.elapsed)} of {cycle.start} to {cycle.end}"),
        ("goals of the cycle", _progress(score.progress, score.expected)),
        *(
            (_spoken(status), f"{number} of {len(score.objectives)} objectives")
            for status, number in score.statuses.items()
            if number
        ),
    ]
    return Section(f"{cycle.title}, on {scored.today}", tuple(rows))


def mine_section(scored: Scored, person: str, cycle: CycleId | None = None) -> Section:
    """A person's objectives of open cycles, or of one cycle, and KPIs, with how they stand."""
    rows = (*_objective_rows(scored, person, cycle), *_kpi_rows(scored, person))
    empty = f"{person} answers for no goal of an open cycle and no KPI."
    return Section(f"Mine ({person})", rows, empty)


def due_section(scored: Scored, person: str | None) -> Section:
    """All that is due by its day, of everybody or of one person, with what settles it."""
    rows = tuple(
        (item.kind, item.id, _due_text(item, scored.today), item.owner, item.settle)
        for item in due_items(scored, person)
    )
    return Section("Due", rows, "Nothing is due within a week.")


def attention_section(
    findings: Sequence[Diagnostic], scored: Scored, person: str | None, most: int | None
) -> Section:
    """The signals about everything or about what one person answers for, at most so many."""
    signals = [
        finding
        for finding in findings
        if finding.severity == "signal"
        and finding.code not in TOLD_AS_DUE
        and (person is None or owns_subject(person, finding, scored))
    ]
    shown, more = first_few(signals, len(signals) if most is None else most)
    rows = [row for finding in shown for row in _attention_rows(finding)]
    rest = [(more, "-v shows them")] if more else []
    return Section("Needs attention", (*rows, *rest), "Nothing.")


def _attention_rows(finding: Diagnostic) -> list[tuple[str, ...]]:
    """What is wrong and, below it, what to do about it."""
    return [(finding.span.path, finding.message), ("", f"-> {finding.help}")]


def steps_section(scored: Scored) -> Section:
    """Each of the six steps with whether it is done and, if not, what would do it."""
    rows = tuple(
        (f"{number}. {STEP_TITLES[step.name]}", "done" if step.state == "done" else _hint(step))
        for number, step in enumerate(six_steps(scored), start=1)
    )
    return Section("The six steps", rows)


def _objective_rows(
    scored: Scored, person: str, named: CycleId | None
) -> Iterator[tuple[str, ...]]:
    for name, objective in scored.forest.objectives.items():
        score = scored.objectives[name]
        cycle = scored.forest.cycle_of(objective)
        is_asked = is_open(cycle, scored.today) if named is None else cycle.id == named
        if is_asked and owns_objective(person, objective):
            told = "" if score.confidence is None else _ENGLISH.write(score.confidence, "")
            confidence = f"confidence {told}" if told else ""
            state = objective.state if objective.state != "active" else _spoken(score.status)
            yield (name, objective.title, _percent(score.progress), state, confidence)


def _kpi_rows(scored: Scored, person: str) -> Iterator[tuple[str, ...]]:
    for name, kpi in scored.forest.kpis.items():
        score = scored.kpis[name]
        if is_person(kpi.owner, person):
            value = "unknown" if score.value is None else _value(kpi, score, score.value)
            yield (name, kpi.title, value, _spoken(score.health), _spoken(score.loop))


def _value(kpi: Kpi, score: KpiScore, value: float) -> str:
    figures = kpi_figures(kpi, score)
    return _ENGLISH.write(value, kpi.unit, figures).replace("\N{NO-BREAK SPACE}", " ")


def _due_text(item: DueItem, today: date) -> str:
    if item.kind == "values":
        return f"newest of {item.day}"
    late = (today - item.day).days
    if late > 0 and item.has_none:
        # By how much the first one is late nobody knows, nor how old the goal is.
        return "none yet"
    if late > 0:
        return f"{late} {'day' if late == 1 else 'days'} late"
    return "today" if late == 0 else f"by {item.day}"


def _hint(step: SixStep) -> str:
    if step.state == "waiting":
        return f"as soon as there are {'KPIs' if step.name == 'gaps' else 'objectives'}"
    names, more = first_few([subject.id for subject in step.asks], 2)
    some = f"{', '.join(names)} {more}".rstrip()
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


def _progress(progress: float | None, expected: float | None) -> str:
    if progress is None:
        return _percent(None)
    expectation = f", expected {_percent(expected)}" if expected is not None else ""
    return _percent(progress) + expectation


def _percent(share: float | None) -> str:
    return "not measured" if share is None else _ENGLISH.write(share_in_percent(share), "%")


def _spoken(word: str) -> str:
    """A word of the vocabulary as people say it."""
    return word.replace("_", " ")
