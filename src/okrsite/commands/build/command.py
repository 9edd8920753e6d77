"""`okrsite build` on the command line: its options, and whether there is anything to do."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import click
import msgspec

from okrsite.commands.options import DAY, UNTRUSTED, choice
from okrsite.commands.result import CommandResult, Exit
from okrsite.commands.root import find_root
from okrsite.commands.terminal import Terminal
from okrsite.effects.receipt import recall_build
from okrsite.model.names import Visibility


@click.command("build", short_help="Build the site.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to publish in.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="The site published before, for plugins that tell what changed.",
)
@click.option("--audience", type=choice(Visibility), help="For whom the site is made.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
@click.option("--strict/--no-strict", default=None, help="Let warnings keep it back too.")
@click.option("--keep-going", is_flag=True, help="Publish what does not depend on mistakes.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many processes may work at once.")
@click.option("--clean", "is_fresh", is_flag=True, help="Make everything anew.")
@UNTRUSTED
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Build the site, offline, and only what changed.

    With errors, nothing is published and the exit code is 1. Readers see the old site until the
    new one is complete, and then the new one.

    --untrusted is for a preview of a stranger's pull request: nothing of it is run, no link is
    followed, and no observer is told.
    """
    for name in ("output", "previous"):
        given[name] = given[name] and Path.cwd() / given[name]
    if base := given.pop("untrusted"):
        from okrsite.commands.build.work import work_untrusted  # noqa: PLC0415 - as below

        return work_untrusted(base, given, terminal)
    root = find_root(Path.cwd())
    question = _question(given, terminal)
    if not given["is_fresh"] and (answer := recall_build(root, question)):
        return CommandResult(*msgspec.json.decode(answer, type=tuple[str, str, Exit]))
    from okrsite.commands.build.work import work  # noqa: PLC0415 - only who has work to do pays for it

    # The process ends with the build, so looking for garbage among the goals is time lost.
    gc.disable()
    return work(root, given, terminal, question)


def _question(given: dict[str, Any], terminal: Terminal) -> bytes:
    """What is asked of a build, and what of the terminal changes its answer."""
    ways = {"jobs", "is_fresh"}
    asked = {name: str(value) for name, value in given.items() if name not in ways}
    return msgspec.json.encode({**asked, "colour": terminal.colour}, order="sorted")
