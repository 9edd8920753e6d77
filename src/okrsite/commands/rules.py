"""`okrsite rules`: every rule in a line, or one of them with its reason and its examples."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import click
import tomli_w
from msgspec import to_builtins

from okrsite.commands.errors import CommandError
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import known_extensions
from okrsite.model.extensions import Rule
from okrsite.pipeline.suggest import nearest


@click.command("rules", short_help="List the rules, or explain one.")
@click.argument("code", required=False)
def command(code: str | None) -> CommandResult:
    """List the rules, or explain one by its CODE or its name.

    An explanation holds the reason, an example that the rule complains about and one that it is
    happy with, and the parameters that `[rules.parameters]` may set.
    """
    rules = known_extensions(Path.cwd()).rules
    if code is None:
        return CommandResult("".join(f"{line}\n" for line in map(_line, rules.values())))
    return CommandResult(explanation(_find(rules, code)))


def explanation(rule: Rule[Any]) -> str:
    """Everything the catalogue says of a rule, as plain text."""
    return "\n".join(
        [
            f"{rule.code} {rule.name} ({rule.severity})",
            "",
            rule.title,
            "",
            rule.why.strip(),
            *_example("Bad", rule.bad),
            *_example("Good", rule.good),
            *chain.from_iterable(_example("Good, too", good) for good in rule.also_good),
            *_parameters(rule),
            "",
        ]
    )


def _line(rule: Rule[Any]) -> str:
    return f"{rule.code}  {rule.severity:<8} {rule.name:<32} {rule.title}"


def _find(rules: Mapping[str, Rule[Any]], wanted: str) -> Rule[Any]:
    by_name = {rule.name: rule for rule in rules.values()}
    found = rules.get(wanted.upper()) or by_name.get(wanted.lower())
    if found:
        return found
    near = nearest(wanted.upper(), rules) or nearest(wanted, by_name)
    meant = f"Did you mean {near}?" if near else "`okrsite rules` lists them all."
    raise CommandError(f"there is no rule {wanted!r}", meant)


def _example(title: str, site: Mapping[str, str]) -> list[str]:
    lines = ["", f"{title}:"]
    for path, text in site.items():
        lines += ["", f"  {path}", *(f"    {line}".rstrip() for line in text.splitlines())]
    return lines


def _parameters(rule: Rule[Any]) -> list[str]:
    if rule.parameters is None:
        return []
    defaults = tomli_w.dumps(to_builtins(rule.parameters()))
    return [
        "",
        "Parameters, with their defaults:",
        "",
        f"    [rules.parameters.{rule.code}]",
        *(f"    {line}" for line in defaults.splitlines()),
    ]
