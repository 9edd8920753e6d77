"""Cycle file: the day of the close and the draft of the retrospective, put into a cycle's file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from okrsite.commands.close.retrospective import HEADING, retrospective
from okrsite.commands.draft import Draft
from okrsite.commands.site import theme_of
from okrsite.model.edit import Replacement
from okrsite.model.people import Cycle
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.pipeline.fix import edited
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.words import Words

T = TypeVar("T")


def with_closing_day(draft: Draft, cycle: Cycle, day: date) -> Draft:
    """The draft with the day of the close below the cycle's other days."""
    path = cycle.span.path
    line = max(
        cycle.places[field][0] for field in ("start", "end", "parent") if field in cycle.places
    )
    edit = Replacement(Span(path, line + 1), (line + 1, 1), f"closed = {day}\n")
    return draft.with_files({path: edited(draft.read(path), [edit])})


def with_retrospective(draft: Draft, cycle: Cycle) -> Draft:
    """The draft with the facts below what stands in the cycle's file.

    They hold nothing that the readers of the cycle's page may not see.
    """
    path = cycle.span.path
    data = draft.read(path)
    text = data.decode("utf-8-sig")
    if HEADING in text:
        return draft
    scored = draft.scored(cycle.visibility or "internal")
    words = theme_of(draft.workspace).words
    facts = told(scored, words, lambda ctx: retrospective(ctx, cycle.id))
    gap = "" if text.endswith("\n") else "\n"
    gap += "\n" if cycle.body else ""
    end = text.count("\n") + 2
    return draft.with_files(
        {path: edited(data, [Replacement(Span(path, end), (end, 1), gap + facts)])}
    )


def told(scored: Scored, words: Words, tell: Callable[[PageContext], T]) -> T:
    """What is told of the goals in some words, with the site's own arithmetic."""
    theme = Theme(name="", templates={}, static={}, words=words)
    return Ledger(Site(scored=scored, theme=theme)).ask("", tell).value
