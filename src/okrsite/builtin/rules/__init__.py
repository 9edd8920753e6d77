"""The rules that ship, collected from the modules of this package and of `diagnostics`.

A rule here checks the goals; the entries of `diagnostics` explain what other code reports. A module
defines each rule as a constant named like the rule: `ORPHAN_OBJECTIVE` is `orphan-objective`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from okrsite.api import Rule, hookimpl

PACKAGES = ("okrsite.builtin.diagnostics", "okrsite.builtin.rules")


@hookimpl
def okrsite_rules() -> tuple[Rule[Any], ...]:
    """Every rule that ships."""
    return shipped_rules()


@cache
def shipped_rules() -> tuple[Rule[Any], ...]:
    """Every rule that ships, in the order of the codes."""
    return in_order(rule for package in PACKAGES for rule in rules_of(package))


def rules_of(package: str) -> Iterator[Rule[Any]]:
    """The rules that the modules of a package define, whatever the depth."""
    for found in walk_packages(import_module(package).__path__, f"{package}."):
        module = import_module(found.name)
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


def in_order(rules: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
    """Rules in the order of their codes; ValueError where two share a code or a name."""
    ordered = tuple(sorted(rules, key=lambda rule: rule.code))
    for kind in ("code", "name"):
        given = [getattr(rule, kind) for rule in ordered]
        if doubled := {value for value in given if given.count(value) > 1}:
            raise ValueError(f"more than one rule has the {kind} {', '.join(sorted(doubled))}")
    return ordered
