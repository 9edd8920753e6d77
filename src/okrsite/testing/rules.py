"""Rules, asked one at a time."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import tomli_w

from okrsite.api import Diagnostic, Rule, hookimpl
from okrsite.commands.workspace import SETTINGS
from okrsite.testing.plugins import load_plugin
from okrsite.testing.sites import EXAMPLE, site_of


def find(rule: Rule[Any], files: Mapping[str, str], **parameters: Any) -> tuple[Diagnostic, ...]:
    """What one rule finds in a site, with parameters as `[rules.parameters]` would set them.

    Raises AssertionError where the rule fails, or does not take these parameters.
    """
    module = ModuleType("tested_rule")
    module.okrsite_rules = hookimpl(lambda: (rule,))  # type: ignore[attr-defined]
    site = site_of(_with_parameters(files, rule.code, parameters), load_plugin(module))
    broken = [finding for finding in site.findings if finding.code in {"OKR060", "OKR602"}]
    assert not broken, broken[0]
    return tuple(finding for finding in site.findings if finding.code == rule.code)


def _with_parameters(
    files: Mapping[str, str], code: str, parameters: Mapping[str, Any]
) -> Mapping[str, str]:
    if not parameters:
        return files
    table = tomli_w.dumps({"rules": {"parameters": {code: parameters}}})
    return {**files, SETTINGS: f"{files.get(SETTINGS, '')}\n{table}"}


def prove_rule(rule: Rule[Any]) -> None:
    """Assert that a rule finds something in its bad example, and nothing in its good one.

    Both are laid over EXAMPLE, as the program's documentation shows them.
    """
    assert find(rule, {**EXAMPLE, **rule.bad}), f"{rule.code} finds nothing in its bad example"
    found = find(rule, {**EXAMPLE, **rule.good})
    assert not found, f"{rule.code} finds something in its good example: {found[0]}"
