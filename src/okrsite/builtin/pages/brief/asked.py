"""Asked: what needs attention of the company, or of a team and the teams inside it."""

from __future__ import annotations

from okrsite.api.pages import Case, PageContext, TeamId, cases
from okrsite.builtin.pages.scopes import by_scope
from okrsite.pipeline.present.attention import movers


def cases_in(ctx: PageContext, team: TeamId) -> tuple[Case, ...]:
    """Everything that needs attention of a scope, the most pressing first."""
    return ctx.entry(_cases_by_scope, team) or ()


def _cases_by_scope(ctx: PageContext) -> dict[TeamId, tuple[Case, ...]]:
    return by_scope(ctx, ((movers(ctx, case.subject)[1], case) for case in cases(ctx)))
