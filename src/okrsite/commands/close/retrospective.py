"""Retrospective: the facts of a closed cycle, as the draft of the text that people write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from okrsite.model.goal_score import KeyResultScore
from okrsite.model.goals import CheckIn, KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import CycleId
from okrsite.model.people import Person
from okrsite.pipeline.figures.writer import LEFT_TO_RIGHT, SPACE
from okrsite.pipeline.present.arithmetic import result_steps
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.grades import grade_view

HEADING = "## Retrospective"
# Of a note, as much as tells why.
MOST_CHARACTERS = 400
_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


def retrospective(ctx: PageContext, cycle: CycleId) -> str:
    """The Markdown of the draft: grades, what was missed, who took part, thanks, questions."""
    goals = [ctx.objective(id_) for id_ in ctx.cycle_score(cycle).objectives]
    told = [checkin for goal in goals for checkin in ctx.checkins(goal.id)]
    parts = [
        ("", [HEADING]),
        ("Grades", [_summary(ctx, cycle), "", *_grades(ctx, goals)]),
        ("What was missed, and why", list(_missed(ctx, goals))),
        ("Who took part", list(_participation(ctx, told))),
        ("Thanks", list(_thanks(ctx, told))),
        ("Questions left open", list(_questions(ctx, cycle, goals))),
    ]
    shown = [
        (f"### {title}\n\n" if title else "") + "\n".join(lines) for title, lines in parts if lines
    ]
    return "\n\n".join(shown) + "\n"


def arithmetic(ctx: PageContext, result: KeyResult, score: KeyResultScore) -> str:
    """How the progress of a key result was worked out, in plain text."""
    return plain(result_steps(ctx, result, score)[0].text)


def grade_words(ctx: PageContext, score: KeyResultScore) -> str:
    """The grade of a key result and whether it was met."""
    view = grade_view(ctx, score.grade)
    return plain(f"{view.text}, {view.verdict}") if view else ""


def plain(text: str) -> str:
    """A text without the marks and spaces that only a page needs."""
    return (
        text.replace(SPACE, " ")
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        .replace(LEFT_TO_RIGHT, "")
    )


def _summary(ctx: PageContext, cycle: CycleId) -> str:
    score = ctx.cycle_score(cycle)
    if score.grade is None:
        return "No goal has a grade."
    mean = plain(ctx.numbers.percent(score.grade))
    return f"Goals met: {score.met} of {len(score.objectives)}. Mean of the grades: {mean}."


def _grades(ctx: PageContext, goals: Iterable[Objective]) -> Iterator[str]:
    yield "| Goal | Key result | How | Grade |"
    yield "| --- | --- | --- | --- |"
    for goal in goals:
        score = ctx.objective_score(goal.id)
        view = grade_view(ctx, score.grade)
        verdict = plain(f"{view.text}, {view.verdict}") if view else ""
        yield f"| {_link(goal.title, f'goal:{goal.id}')} | | | {verdict} |"
        for result in goal.key_results:
            own = score.key_results[result.id]
            how = _escaped(arithmetic(ctx, result, own))
            link = _link(result.title, f"goal:{goal.id}#{result.id}")
            yield f"| | {link} | {how} | {grade_words(ctx, own)} |"


def _missed(ctx: PageContext, goals: Iterable[Objective]) -> Iterator[str]:
    for goal in goals:
        scores = ctx.objective_score(goal.id).key_results
        missed = [result for result in goal.key_results if not _is_met(scores[result.id])]
        if not missed:
            continue
        names = ", ".join(
            f"{_link(result.title, f'goal:{goal.id}#{result.id}')}"
            f" ({grade_words(ctx, scores[result.id]) or 'no grade'})"
            for result in missed
        )
        yield f"- {_link(goal.title, f'goal:{goal.id}')}: {names}."
        for checkin in _reasons(ctx, goal, missed):
            yield f"  {checkin}"


def _reasons(ctx: PageContext, goal: Objective, missed: Iterable[KeyResult]) -> Iterator[str]:
    """What the newest check-in that says something says of the goal and of what was missed."""
    for checkin in reversed(ctx.checkins(goal.id)):
        notes = [
            checkin.result_notes[result.id].note.text
            for result in missed
            if result.id in checkin.result_notes
        ]
        said = " ".join(filter(None, [checkin.note.text, *notes]))
        if said:
            who = f"{_name(ctx, checkin.author)}, " if checkin.author else ""
            yield f"{who}{checkin.date}: {_escaped(_shortened(said))}"
            return


def _participation(ctx: PageContext, told: Iterable[CheckIn]) -> Iterator[str]:
    counts = Counter(_name(ctx, checkin.author) for checkin in told)
    if not counts:
        yield "Nobody checked in."
        return
    yield "| Who | Check-ins |"
    yield "| --- | --- |"
    for name, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"| {name} | {count} |"


def _thanks(ctx: PageContext, told: Iterable[CheckIn]) -> Iterator[str]:
    for checkin in told:
        for kudos in checkin.kudos:
            giver = f", from {_name(ctx, checkin.author)}" if checkin.author else ""
            yield f"- {_name(ctx, kudos.to)}{giver}: {_escaped(kudos.for_)}"


def _questions(ctx: PageContext, cycle: CycleId, goals: Iterable[Objective]) -> Iterator[str]:
    for goal in goals:
        for result in goal.key_results:
            grade = ctx.objective_score(goal.id).key_results[result.id].grade
            if grade is None or grade.counts is None:
                link = _link(result.title, f"goal:{goal.id}#{result.id}")
                yield f"- {link} was never measured. Why?"
    for goal in ctx.all(Objective):
        if goal.cycle == cycle and goal.state in {"paused", "draft"}:
            link = _link(goal.title, f"goal:{goal.id}")
            yield f"- {link} is {'paused' if goal.state == 'paused' else 'a draft'}. Does it go on?"
    for kpi in ctx.all(Kpi):
        link, loop = _link(kpi.title, f"kpi:{kpi.id}"), ctx.kpi_score(kpi.id).loop
        if loop == "signalled":
            yield f"- {link} is out of range, and no open goal acts on it. Who does?"
        elif loop == "unconfirmed":
            yield f"- {link} is out of range though its key result was met. Which is right?"
    yield "- What do we keep, and what do we change?"


def _is_met(score: KeyResultScore) -> bool:
    return score.grade is not None and score.grade.met


def _name(ctx: PageContext, person: str | None) -> str:
    if person is None:
        return "No name given"
    known = ctx.find(Person, person)
    return _escaped(known.title if known else person)


def _link(title: str, target: str) -> str:
    return f"[{_escaped(title)}]({target})"


def _escaped(text: str) -> str:
    """A text as Markdown that shows it as it is, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _shortened(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[:MOST_CHARACTERS].rpartition(" ")[0] + " …"
