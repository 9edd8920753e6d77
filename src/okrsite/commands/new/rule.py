"""`okrsite new rule`: a check of the company's own, as a plugin of the site."""

from importlib.resources import files
from pathlib import Path
from string import Template

import click

from okrsite.commands.answer import Answer
from okrsite.commands.trouble import Trouble
from okrsite.commands.workspace import SETTINGS, open_workspace
from okrsite.commands.writing.slug import slug
from okrsite.effects.write import write_new, write_over
from okrsite.pipeline.settings import read_settings


@click.command("rule", short_help="Write a rule of your own, as a plugin.")
@click.argument("name")
@click.option("--code", help="Its code, letters and then digits.", default="OWN001")
def rule(name: str, code: str) -> Answer:
    """Write a rule called NAME as plugins/NAME.py, and name it in the settings."""
    workspace = open_workspace(Path.cwd())
    kebab = slug(name)
    plugin = kebab.replace("-", "_")
    if not plugin.isidentifier():
        raise Trouble(f"{name!r} cannot be the name of a plugin", "Use letters and hyphens.")
    if code in workspace.extensions.rules:
        raise Trouble(f"there is a rule {code} already", "Choose another with --code.")
    text = Template(_template()).substitute(code=code, name=kebab)
    write_new(workspace.root, {f"plugins/{plugin}.py": text})
    return Answer(f"plugins/{plugin}.py\n", _consent(workspace.root / SETTINGS, plugin))


def _template() -> str:
    return (files("okrsite.commands.new") / "templates" / "rule.py.template").read_text("utf-8")


def _consent(settings: Path, plugin: str) -> str:
    """Name the plugin in the settings, where that is safe; tells what was done."""
    before = settings.read_bytes()
    after = before.rstrip(b"\n") + f"\n\n[plugins.{plugin}]\n".encode()
    found, findings = read_settings(after)
    if findings or plugin not in found.plugins:
        return f"Now put [plugins.{plugin}] into {SETTINGS}, so that it is loaded."
    write_over(settings, after)
    return f"[plugins.{plugin}] now stands in {SETTINGS}, so that it is loaded."
