"""Options: days, closed vocabularies and titles, as the command line takes them."""

from datetime import date
from typing import Any, get_args

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.terminal import Terminal


def choice(words: Any) -> click.Choice[str]:
    """An option that takes one of the words of a vocabulary, which is a Literal type."""
    return click.Choice(get_args(words))


class Day(click.ParamType[date]):
    """A day as TOML and ISO 8601 write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; anything but an ISO 8601 date is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-10-12.", param, ctx)


DAY = Day()
UNTRUSTED = click.option(
    "--untrusted",
    metavar="BASE",
    help="Take settings, plugins and themes from a revision, or from ./FOLDER, not from here.",
)


def title_or_ask(title: str | None, question: str, terminal: Terminal) -> str:
    """The title that was given, or the one that the person at the terminal types.

    Raises `CommandError` where there is none.
    """
    given = title if title is not None else terminal.ask(question, "") if terminal.can_ask else ""
    if not given.strip():
        raise CommandError("a title is needed", 'Give one, as in: okrsite new team "Support".')
    return given.strip()
