"""Voice: where the program speaks, and how; nothing else in it prints."""

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
    """Let every character be written, and let closed streams take what they get nowhere."""
    sys.stdout = _open(sys.stdout)
    sys.stderr = _open(sys.stderr)


def forget_pipe() -> None:
    """Point standard output nowhere, so that Python does not complain when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal() -> Terminal:
    """What commands may know of the place they speak to."""
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
        found = structs.replace(found, ask=_ask)
    return structs.replace(found, progress=_progress) if sys.stderr.isatty() else found


def answer(answer: CommandResult, *, is_quiet: bool) -> None:
    """Write an answer to standard output, and its note to standard error."""
    if isinstance(answer.out, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(answer.out)
    elif answer.out:
        print(answer.out.removesuffix("\n"))
    sys.stdout.flush()
    if answer.problem:
        say(harmless(f"okrsite: {answer.problem}"))
    if answer.note and not is_quiet:
        say(answer.note.removesuffix("\n"))


def say(text: str) -> None:
    """Write a line to standard error, at once."""
    print(text, file=sys.stderr, flush=True)


def _open(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _ask(question: str, default: str) -> str:
    return str(click.prompt(question, default=default, err=True))


def _progress(text: str) -> None:
    """Overwrite the last line of the terminal; the empty text clears it."""
    width = shutil.get_terminal_size().columns - 1
    print(f"\r\x1b[K{text[:width]}", end="", file=sys.stderr, flush=True)
