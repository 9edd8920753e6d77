"""Scopes: the whole company, or a team with the teams inside it, and what belongs to each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from okrsite.api.pages import PageContext, TeamId

T = TypeVar("T")

# The team that stands for the whole company.
COMPANY: TeamId = ""


def scopes_of(ctx: PageContext, team: TeamId | None) -> list[TeamId]:
    """Every scope that something of a team belongs to: the company, the team, those above it."""
    found, here = [COMPANY], team
    while here is not None:
        found.append(here)
        here = ctx.team(here).parent
    return found


def is_inside(ctx: PageContext, team: TeamId | None, scope: TeamId) -> bool:
    """Whether something of a team belongs to a scope."""
    return scope in scopes_of(ctx, team)


def by_scope(
    ctx: PageContext, things: Iterable[tuple[TeamId | None, T]]
) -> dict[TeamId, tuple[T, ...]]:
    """Things by every scope that they belong to: one walk over all, however many teams ask."""
    found: dict[TeamId, list[T]] = {}
    for team, thing in things:
        for scope in scopes_of(ctx, team):
            found.setdefault(scope, []).append(thing)
    return {scope: tuple(known) for scope, known in found.items()}
