"""A shortcode: `[[team-progress: support]]`, how far the goals of a team are in this cycle."""

from collections.abc import Iterable

from okrsite.api import hookimpl
from okrsite.api.pages import PageContext, Shortcode


def team_progress(ctx: PageContext, team: str) -> str | None:
    progress = ctx.team_score(team).progress
    return None if progress is None else ctx.numbers.percent(progress)


@hookimpl
def okrsite_shortcodes() -> Iterable[Shortcode]:
    yield Shortcode(
        name="team-progress",
        title="The progress of a team in this cycle",
        about="team",
        show=team_progress,
    )
