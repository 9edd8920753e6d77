"""A plugin's file and its test from their templates, and its name in the settings."""

from importlib.resources import files
from pathlib import Path
from string import Template

from okrsite.builtin import SHIPPED
from okrsite.commands.errors import CommandError
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import SETTINGS, Workspace
from okrsite.commands.writing.slug import slug
from okrsite.effects.write import write_new, write_over
from okrsite.pipeline.settings import read_settings


def write_plugin(workspace: Workspace, name: str, kind: str, *, code: str) -> CommandResult:
    """Write plugins/NAME.py and tests/test_NAME.py.

    Their templates know `$module`, `$name`, which is the same but for a rule, whose name has
    hyphens, and a rule's `$code`. Raises `CommandError` where no module can have the name, or a
    plugin that ships has it.
    """
    module = module_name(name)
    if module in SHIPPED:
        raise CommandError(f"{module!r} is the name of a plugin that ships", "Choose another name.")
    called = module.replace("_", "-") if kind == "rule" else module
    words = {"name": called, "module": module, "code": code}
    written = {
        f"plugins/{module}.py": filled(f"{kind}.py.template", **words),
        f"tests/test_{module}.py": filled(f"{kind}.test.template", **words),
    }
    write_new(workspace.root, written)
    return CommandResult("".join(f"{path}\n" for path in written), _consent(workspace, module))


def module_name(name: str) -> str:
    """The name of a plugin as its file and the settings have it, whatever was typed.

    Raises `CommandError` where no module can have it.
    """
    module = slug(name).replace("-", "_")
    if any(each in name for each in "/\\.") or not (module.isidentifier() and module.isascii()):
        help_ = "Use letters, digits and hyphens; its file will stand in plugins/."
        raise CommandError(f"{name!r} cannot be the name of a plugin", help_)
    return module


def filled(template: str, **words: str) -> str:
    """A template with its words."""
    found = files("okrsite.commands.new") / "templates" / template
    return Template(found.read_text("utf-8")).substitute(words)


def with_table(settings: Path, table: str) -> bool:
    """Put a table at the end of the settings, unless it is not safe: comments stay as they are."""
    before = settings.read_bytes()
    after = before.rstrip(b"\n") + f"\n\n{table}".encode()
    if read_settings(before)[1] or read_settings(after)[1]:
        return False
    write_over(settings, after, is_durable=True)
    return True


def _consent(workspace: Workspace, module: str) -> str:
    """Name the plugin in the settings, where that is safe; tells what was done."""
    if module in workspace.settings.plugins:
        return f"[plugins.{module}] stands in {SETTINGS} already."
    if with_table(workspace.root / SETTINGS, f"[plugins.{module}]\n"):
        return f"[plugins.{module}] now stands in {SETTINGS}, so that it is loaded."
    return f"Now put [plugins.{module}] into {SETTINGS}, so that it is loaded."
