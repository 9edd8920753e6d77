"""The title of a new file: given, or asked for."""

from okrsite.commands.errors import CommandError
from okrsite.commands.terminal import Terminal


def title_or_ask(title: str | None, question: str, terminal: Terminal) -> str:
    """The title that was given, or the one that the person at the terminal types."""
    given = title if title is not None else terminal.ask(question, "") if terminal.can_ask else ""
    if not given.strip():
        raise CommandError("a title is needed", 'Give one: okrsite new KIND "The title".')
    return given.strip()
