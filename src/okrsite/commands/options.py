"""Options: days and the closed vocabularies of the content, as the command line takes them."""

from datetime import date
from typing import Any, get_args

import click


def choice(words: Any) -> click.Choice[str]:
    """An option that takes one of the words of a vocabulary."""
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
