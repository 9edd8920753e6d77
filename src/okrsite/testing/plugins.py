"""Plugins, loaded for a test as a site would load them, and their rules, run one at a time."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import tomli_w

from okrsite.api import Diagnostic, Rule, hookimpl
from okrsite.commands.root import SETTINGS
from okrsite.hooks.loading import load_file
from okrsite.hooks.plugin import Plugin
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings
from okrsite.testing.sites import EXAMPLE, site_of


def load_plugin(module: str | Path | ModuleType, **settings: Any) -> Plugin:
    """A plugin from its file or its module, with its `[plugins.NAME]` as keyword arguments."""
    written = PluginSettings(span=Span(SETTINGS), settings=msgspec.json.encode(settings))
    if isinstance(module, ModuleType):
        return Plugin(module.__name__.rpartition(".")[2], module, "tested", written)
    path = Path(module)
    return Plugin(path.stem, load_file(path, path.stem), "tested", written)


def find(
    rule: Rule[Any], files: Mapping[str, str], plugin: Plugin | None = None, /, **parameters: Any
) -> tuple[Diagnostic, ...]:
    """What one rule finds in a site, with parameters as `[rules.parameters]` would set them.

    The rule is asked alone; a `plugin` that gives it brings the rest of what it gives, such as
    fields that the rule reads. Raises AssertionError where the rule fails, or does not take these
    parameters.
    """
    written = _with_parameters(files, rule.code, parameters)
    site = site_of(written, plugin or _plugin_with(rule))
    broken = [finding for finding in site.findings if finding.code in {"OKR060", "OKR602"}]
    assert not broken, broken[0]
    return tuple(finding for finding in site.findings if finding.code == rule.code)


def prove_rule(rule: Rule[Any], plugin: Plugin | None = None) -> None:
    """Assert that a rule finds something in its bad example, and nothing in its good ones.

    All are laid over EXAMPLE, as the program's documentation shows them; `plugin` is as in `find`.
    """
    assert find(rule, {**EXAMPLE, **rule.bad}, plugin), (
        f"{rule.code} finds nothing in its bad example"
    )
    for good in (rule.good, *rule.also_good):
        found = find(rule, {**EXAMPLE, **good}, plugin)
        told = f"{found[0]}{_of(found[0], good)}" if found else ""
        assert not found, f"{rule.code} finds something in its good example: {told}"


def _of(found: Diagnostic, files: Mapping[str, str]) -> str:
    """What to do about a finding in a file that the example does not have."""
    path = found.span.path
    if path in files:
        return ""
    return f" ({path} is of EXAMPLE, over which it is laid: give the good example its own)"


def _plugin_with(rule: Rule[Any]) -> Plugin:
    module = ModuleType("tested_rule")
    module.okrsite_rules = hookimpl(lambda: (rule,))  # type: ignore[attr-defined]
    return load_plugin(module)


def _with_parameters(
    files: Mapping[str, str], code: str, parameters: Mapping[str, Any]
) -> Mapping[str, str]:
    if not parameters:
        return files
    table = tomli_w.dumps({"rules": {"parameters": {code: parameters}}})
    return {**files, SETTINGS: f"{files.get(SETTINGS, '')}\n{table}"}
