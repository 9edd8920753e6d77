"""`okrsite new rule`: a check of the company's own, as a plugin of the site."""

import re
from pathlib import Path

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.new.plugin_file import write_plugin
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import open_workspace

CODE = re.compile("[A-Z]+[0-9]+")


@click.command("rule", short_help="Write a rule of your own, as a plugin.")
@click.argument("name")
@click.option("--code", help="Its code, letters and then digits.", default="OWN001")
def rule(name: str, code: str) -> CommandResult:
    """Write a rule called NAME as plugins/NAME.py with its test, and name it in the settings."""
    workspace = open_workspace(Path.cwd())
    if not CODE.fullmatch(code):
        raise CommandError(f"{code!r} cannot be a code", "Take capital letters and digits: OWN001.")
    if code in workspace.extensions.rules:
        raise CommandError(f"there is a rule {code} already", "Choose another with --code.")
    return write_plugin(workspace, name, "rule", code=code)
