"""Objectives in Markdown: one in full, and one in a line of a list."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api import KeyResult, Objective
from okrsite.api.pages import (
    ObjectiveId,
    PageContext,
    checkins_of,
    cycle_link,
    goal_link,
    objective_line,
    people_links,
    person_link,
    progress_of,
    result_view,
    team_link,
)
from okrsite.builtin.pages.brief.digest_text import escaped, link
from okrsite.builtin.pages.markdown.text import fact, row, table

SHOWN_CHECKINS = 5


def objective_markdown(ctx: PageContext, id_: ObjectiveId) -> str:
    """An objective with its key results, its reason and its newest check-ins."""
    objective = ctx.objective(id_)
    return "\n".join(
        [
            f"# {escaped(objective.title)}",
            "",
            *_facts(ctx, objective),
            "",
            *_results(ctx, objective),
            *_text(ctx, objective),
            *_checkins(ctx, objective),
        ]
    )


def objective_item(ctx: PageContext, id_: ObjectiveId) -> str:
    """An objective in a line: how it stands, how far it is, whose it is."""
    line = objective_line(ctx, id_)
    progress = line.progress
    told = [(line.state or progress.badge).word, progress.text, progress.expected]
    told += [anchor.text for anchor in (line.team, line.owner) if anchor]
    return f"- {link(line.link)}: {escaped(ctx.words.listed(filter(None, told)))}"


def _facts(ctx: PageContext, objective: Objective) -> Iterator[str]:
    words, score = ctx.words, ctx.objective_score(objective.id)
    progress = progress_of(ctx, score)
    far = words.listed(filter(None, (progress.text, progress.expected)))
    line = objective_line(ctx, objective.id)
    yield fact(ctx, "common.status", (line.state or progress.badge).word)
    yield fact(ctx, "common.progress", far)
    if line.confidence:
        yield fact(ctx, "objective.confidence", line.confidence)
    yield fact(ctx, "common.cycle", cycle_link(ctx, objective.cycle))
    if team := team_link(ctx, objective.team):
        yield fact(ctx, "common.team", team)
    if owner := person_link(ctx, objective.owner):
        yield fact(ctx, "common.owner", owner)
    if contributors := people_links(ctx, objective.contributors):
        yield fact(ctx, "common.contributors", *contributors)
    if objective.supports:
        goals = [goal_link(ctx, reference.goal) for reference in objective.supports]
        yield fact(ctx, "common.supports", *goals)


def _results(ctx: PageContext, objective: Objective) -> Iterator[str]:
    if not objective.key_results:
        return
    words = ctx.words
    yield f"## {words['objective.key_results']}"
    yield ""
    heads = ("report.result", "report.aim", "result.current", "common.progress", "common.status")
    yield from table(words[key] for key in heads)
    yield from (_result(ctx, objective, result) for result in objective.key_results)
    yield ""


def _result(ctx: PageContext, objective: Objective, result: KeyResult) -> str:
    view = result_view(ctx, objective, result)
    return row(view.title, view.aim, view.current, view.progress.text, view.progress.badge.word)


def _text(ctx: PageContext, objective: Objective) -> Iterator[str]:
    if objective.body.text:
        yield f"## {ctx.words['objective.why']}"
        yield ""
        yield escaped(objective.body.text)
        yield ""


def _checkins(ctx: PageContext, objective: Objective) -> Iterator[str]:
    known = checkins_of(ctx, objective)[:SHOWN_CHECKINS]
    if not known:
        return
    yield f"## {ctx.words['objective.checkins']}"
    yield ""
    for checkin in known:
        author = person_link(ctx, checkin.author)
        who = [ctx.numbers.day(checkin.date), author.text if author else ""]
        said = ctx.words.labelled(ctx.words.listed(filter(None, who)), checkin.note.text)
        yield f"- {escaped(said)}"
    yield ""
