"""A plugin's file from its template, and its name in the settings, so that it is loaded."""

from importlib.resources import files
from pathlib import Path
from string import Template

from okrsite.commands.answer import Answer
from okrsite.commands.trouble import Trouble
from okrsite.commands.workspace import SETTINGS, Workspace
from okrsite.commands.writing.slug import slug
from okrsite.effects.write import write_new, write_over
from okrsite.pipeline.settings import read_settings


def write_plugin(workspace: Workspace, name: str, template: str, **words: str) -> Answer:
    """Write plugins/NAME.py from a template, whose `$name` is the name with hyphens.

    Raises `Trouble` where no module can have the name.
    """
    kebab = slug(name)
    plugin = kebab.replace("-", "_")
    if not (plugin.isidentifier() and plugin.isascii()):
        raise Trouble(f"{name!r} cannot be the name of a plugin", "Use letters and hyphens.")
    text = Template(_template(template)).substitute(name=kebab, **words)
    write_new(workspace.root, {f"plugins/{plugin}.py": text})
    return Answer(f"plugins/{plugin}.py\n", _consent(workspace.root / SETTINGS, plugin))


def _template(name: str) -> str:
    return (files("okrsite.commands.new") / "templates" / name).read_text("utf-8")


def _consent(settings: Path, plugin: str) -> str:
    """Name the plugin in the settings, where that is safe; tells what was done."""
    after = settings.read_bytes().rstrip(b"\n") + f"\n\n[plugins.{plugin}]\n".encode()
    found, findings = read_settings(after)
    if findings or plugin not in found.plugins:
        return f"Now put [plugins.{plugin}] into {SETTINGS}, so that it is loaded."
    write_over(settings, after)
    return f"[plugins.{plugin}] now stands in {SETTINGS}, so that it is loaded."
