"""Command: KPI values that a program of yours prints."""

from collections.abc import Iterable

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.command.settings import (
    CommandQuery,
    CommandSettings,
    check,
    check_settings,
)


def _fetch(
    requests: tuple[Request[CommandQuery], ...], settings: CommandSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    """One program after the other, each only as long as the whole batch has time."""
    from okrsite.builtin.sources.command.fetch import fetch  # noqa: PLC0415 - rarely needed

    return fetch(requests, settings, context)


SOURCE = SourceType(
    name="command",
    title="A program that prints a number or CSV",
    settings=CommandSettings,
    query=CommandQuery,
    fetch=_fetch,
    check=check,
    check_settings=check_settings,
)
