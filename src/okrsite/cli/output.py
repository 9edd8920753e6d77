"""Output: standard output and standard error; nothing else in okrsite prints."""

import os
import shutil
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click
from msgspec import structs

from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal, harmless


def open_streams() -> None:
    """Let every character be written, and what goes to a closed stream be discarded."""
    sys.stdout = _opened(sys.stdout)
    sys.stderr = _opened(sys.stderr)


def forget_pipe() -> None:
    """Point standard output nowhere, so that Python does not complain when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal() -> Terminal:
    """The terminal as commands see it."""
    is_terminal = sys.stdout.isatty()
    allows_colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    found = Terminal(
        is_terminal=is_terminal,
        can_ask=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
        colour=is_terminal and allows_colour,
        width=shutil.get_terminal_size().columns,
        tell=say,
    )
    if found.can_ask:
        found = structs.replace(found, ask=_prompt)
    return structs.replace(found, progress=_show_progress) if sys.stderr.isatty() else found


def print_result(result: CommandResult, *, is_quiet: bool) -> None:
    """Write a result to standard output, and its note to standard error."""
    if isinstance(result.out, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(result.out)
    elif result.out:
        print(result.out.removesuffix("\n"))
    sys.stdout.flush()
    if result.problem:
        say(harmless(f"okrsite: {result.problem}"))
    if result.note and not is_quiet:
        say(result.note.removesuffix("\n"))


def say(text: str) -> None:
    """Write a line to standard error, at once."""
    print(text, file=sys.stderr, flush=True)


def _opened(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _prompt(question: str, default: str) -> str:
    return str(click.prompt(question, default=default, show_default=bool(default), err=True))


def _show_progress(text: str) -> None:
    """Overwrite the last line of the terminal; the empty text clears it."""
    width = shutil.get_terminal_size().columns - 1
    print(f"\r\x1b[K{text[:width]}", end="", file=sys.stderr, flush=True)
