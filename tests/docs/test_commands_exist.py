"""Every command that a help, a message or the documentation names can be typed."""

import re
from importlib import import_module
from pathlib import Path

import click

from okrsite.commands.registry import COMMANDS

ROOT = Path(__file__).parents[2]
# `okrsite does` in a sentence is no command: one stands in code, in quotes, or begins a line.
NAMED = re.compile(
    r"""(?:[`"']|^\s*(?:\$ )?|(?:with|run|: ))okrsite ([a-z]+)(?: ([a-z][a-z-]*))?""", re.MULTILINE
)
PLACES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "content").rglob("*.md")),
    *sorted((ROOT / "src/okrsite").rglob("*.py")),
    *sorted((ROOT / "src/okrsite").rglob("*.toml")),
]
NO_COMMANDS = {"import", "itself", "does", "and", "is", "turns", "of", "knows", "pack", "site"}


def named_in(text: str) -> list[tuple[str, str]]:
    return [(verb, sub) for verb, sub in NAMED.findall(text) if verb not in NO_COMMANDS]


def exists(verb: str, sub: str) -> bool:
    if verb not in COMMANDS:
        return False
    command = import_module(COMMANDS[verb].module).command
    return not (isinstance(command, click.Group) and sub and sub not in command.commands)


def test_every_command_that_is_named_anywhere_exists() -> None:
    found = [
        (str(path.relative_to(ROOT)), verb, sub)
        for path in PLACES
        for verb, sub in named_in(path.read_text("utf-8"))
    ]
    assert len(found) > 50
    assert [command for command in found if not exists(command[1], command[2])] == []


def test_a_command_that_does_not_exist_would_be_found() -> None:
    assert named_in("help: `okrsite water grow`") == [("water", "grow")]
    assert not exists("water", "grow")
    assert not exists("new", "chekin")
    assert exists("new", "checkin")
