"""`okrsite new plugin`, `rule`, `theme`: files to start from, and their names in the settings."""

import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import count
from pathlib import Path
from string import Template
from typing import Literal, get_args

import click

from okrsite.builtin import SHIPPED
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.result import CommandResult
from okrsite.commands.root import SETTINGS
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.write import write_new, write_over
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.settings import read_settings

PluginKind = Literal[
    "source",
    "rule",
    "fields",
    "page",
    "panel",
    "shortcode",
    "scorer",
    "exporter",
    "markdown",
    "after-build",
]
# Their names stand in texts, addresses and the catalogue, where a name has hyphens.
HYPHENATED = frozenset({"rule", "fields", "panel", "shortcode"})
RULE_CODE = re.compile("[A-Z]+[0-9]+")


@click.command("plugin", short_help="Write a plugin that works, to start from.")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(get_args(PluginKind)),
    default="source",
    show_default=True,
    help="What it gives: where values come from, a check, front matter with a check of it, a page, "
    "a panel of a page, a shortcode of texts, a kind of key result, a format, more Markdown, or "
    "what is done after a build.",
)
def plugin(name: str, kind: PluginKind) -> CommandResult:
    """Write a plugin called NAME as plugins/NAME.py with its test, and name it in the settings.

    It works as it stands, and so does its test: pytest tests/test_NAME.py
    """
    workspace = open_workspace(Path.cwd())
    called = _module_name(name)
    if kind in HYPHENATED:
        called = called.replace("_", "-")
    if called in _taken_names(workspace.extensions, kind):
        raise CommandError(f"{called!r} is taken by another {kind}", "Choose another name.")
    return _write_plugin(workspace, name, kind, code=_free_code(workspace.extensions))


@click.command("rule", short_help="Write a rule of your own, as a plugin.")
@click.argument("name")
@click.option("--code", help="Its code, letters and then digits; the next free OWN001.")
def rule(name: str, code: str | None) -> CommandResult:
    """Write a rule called NAME as plugins/NAME.py with its test, and name it in the settings."""
    workspace = open_workspace(Path.cwd())
    code = code or _free_code(workspace.extensions)
    if not RULE_CODE.fullmatch(code):
        message = f"{code!r} cannot be a code"
        raise CommandError(message, "Take capital letters and digits: OWN001.")
    if code in workspace.extensions.rules:
        raise CommandError(f"there is a rule {code} already", "Choose another with --code.")
    return _write_plugin(workspace, name, "rule", code=code)


@click.command("theme", short_help="Write a theme that works, to start from.")
@click.argument("name")
def theme(name: str) -> CommandResult:
    """Write a theme called NAME into themes/NAME, and name it in the settings."""
    workspace = open_workspace(Path.cwd())
    called = slug(name)
    if not called or called == ThemeSettings().name:
        raise CommandError(f"{name!r} cannot be the name of a theme", "Use letters and hyphens.")
    texts = {
        f"themes/{called}/theme.toml": _from_template("theme.toml.template", name=called),
        f"themes/{called}/static/brand.css": _from_template("brand.css.template", name=called),
    }
    write_new(workspace.root, texts)
    table = f'[theme]\nname = "{called}"\n'
    if _add_table(workspace.root / SETTINGS, table):
        note = f"{SETTINGS} now asks for this theme."
    else:
        note = f"Now ask for it in {SETTINGS}:\n\n{table}"
    return CommandResult("".join(f"{path}\n" for path in texts), note.rstrip())


def _free_code(extensions: Extensions) -> str:
    return next(code for number in count(1) if (code := f"OWN{number:03}") not in extensions.rules)


def _taken_names(extensions: Extensions, kind: PluginKind) -> Mapping[str, object]:
    rules = {known.name: known for known in extensions.rules.values()}
    return {
        "source": extensions.sources,
        "rule": rules,
        "fields": rules,
        "page": extensions.pages,
        "panel": extensions.panels,
        "shortcode": extensions.shortcodes,
        "scorer": extensions.scorers,
        "exporter": extensions.exporters,
        "markdown": extensions.markdown,
        "after-build": extensions.observers,
    }[kind]


def _write_plugin(workspace: Workspace, name: str, kind: str, *, code: str) -> CommandResult:
    """Write plugins/NAME.py and tests/test_NAME.py.

    Their templates know `$module`, `$name`, which is the same but for those kinds whose names have
    hyphens, a rule's `$code`, and the variables of the environment for a `$token` and for the
    address of a `$webhook`. Raises `CommandError` where no module can have the name, or a plugin
    that ships has it.
    """
    module = _module_name(name)
    if module in SHIPPED:
        message = f"{module!r} is the name of a plugin that ships"
        raise CommandError(message, "Choose another name.")
    called = module.replace("_", "-") if kind in HYPHENATED else module
    words = {
        "name": called,
        "module": module,
        "code": code,
        "token": f"{module.upper()}_TOKEN",
        "webhook": f"{module.upper()}_WEBHOOK",
    }
    texts = {
        f"plugins/{module}.py": _from_template(f"{kind}.py.template", **words),
        f"tests/test_{module}.py": _from_template(f"{kind}.test.template", **words),
    }
    write_new(workspace.root, texts)
    return CommandResult("".join(f"{path}\n" for path in texts), _enable(workspace, module))


def _module_name(name: str) -> str:
    """The name of a plugin as its file and the settings have it, whatever was typed.

    Raises `CommandError` where no module can have it.
    """
    module = slug(name).replace("-", "_")
    has_separator = any(separator in name for separator in "/\\.")
    if has_separator or not (module.isidentifier() and module.isascii()):
        help_ = "Use letters, digits and hyphens; its file will stand in plugins/."
        raise CommandError(f"{name!r} cannot be the name of a plugin", help_)
    return module


def _from_template(template: str, **words: str) -> str:
    path = files("okrsite.commands.new") / "templates" / template
    return Template(path.read_text("utf-8")).substitute(words)


def _enable(workspace: Workspace, module: str) -> str:
    """Name the plugin in the settings, where that is safe; a sentence on what was done."""
    if module in workspace.settings.plugins:
        return f"[plugins.{module}] stands in {SETTINGS} already."
    if _add_table(workspace.root / SETTINGS, f"[plugins.{module}]\n"):
        return f"[plugins.{module}] now stands in {SETTINGS}, so that it is loaded."
    return f"Now put [plugins.{module}] into {SETTINGS}, so that it is loaded."


def _add_table(settings: Path, table: str) -> bool:
    """Put a table at the end of the settings, unless it is not safe: comments stay as they are."""
    before = settings.read_bytes()
    after = before.rstrip(b"\n") + f"\n\n{table}".encode()
    if read_settings(before)[1] or read_settings(after)[1]:
        return False
    write_over(settings, after, is_durable=True)
    return True
