"""Catalogue: every rule with its reason and its examples, as the Markdown of the documentation."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import Any

import msgspec

from okrsite.model.extensions import Rule
from okrsite.model.names import Severity
from okrsite.pipeline.first_few import first_few

MOST_FILES = 4
WIDEST = 100

# The number of a code from which on a section goes.
SECTIONS: tuple[tuple[int, str], ...] = (
    (0, "Files and front matter"),
    (40, "Names and collisions"),
    (50, "Settings"),
    (70, "Observations"),
    (100, "References and structure"),
    (121, "Lost, misplaced and misdated"),
    (150, "Formulas"),
    (160, "Texts"),
    (200, "Objectives and key results"),
    (300, "KPIs"),
    (400, "Links, visibility and deceptive text"),
    (500, "Signals"),
    (600, "Plugins"),
)


def catalogue(rules: Iterable[Rule[Any]]) -> str:
    """The Markdown of all rules: a table of them, then each with its reason and its example."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return "\n".join([*_contents(ordered), *_entries(ordered)]).rstrip() + "\n"


def section_of(rule: Rule[Any]) -> str:
    """The part of the catalogue that a rule of okrsite's own stands in."""
    number = int(rule.code.removeprefix("OKR"))
    return [title for first, title in SECTIONS if first <= number][-1]


def _contents(rules: list[Rule[Any]]) -> Iterator[str]:
    yield "| code | name | severity | says |"
    yield "|---|---|---|---|"
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | {rule.name} | {_severity(rule)} | {rule.title} |"
    yield ""


def _severity(rule: Rule[Any]) -> str:
    severity: Severity = rule.severity
    return severity if rule.check else f"{severity}, reading"


def _entries(rules: list[Rule[Any]]) -> Iterator[str]:
    section = ""
    for rule in rules:
        if section_of(rule) != section:
            section = section_of(rule)
            yield f"## {section}\n"
        yield f"### {rule.code} {rule.name}\n"
        yield f"**{rule.title}** ({_severity(rule)})\n"
        yield f"{rule.why.strip()}\n"
        yield from _parameters(rule)
        yield from _examples(rule)


def _parameters(rule: Rule[Any]) -> Iterator[str]:
    if rule.parameters is None:
        return
    meaning = " ".join((rule.parameters.__doc__ or "").split())
    yield f"Parameters: {meaning}\n"
    yield f"```toml\n[rules.parameters.{rule.code}]"
    for field in msgspec.structs.fields(rule.parameters):
        yield f"{field.encode_name} = {_toml(field.default)}"
    yield "```\n"


def _toml(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _examples(rule: Rule[Any]) -> Iterator[str]:
    yield from _example(rule.bad, rule.good)
    if rule.also_good:
        yield "Good, too:\n"
    for site in rule.also_good:
        for path, good in site.items():
            if good != (bad := rule.bad.get(path, "")):
                yield from _mended(bad, good, around=0)


def _example(bad_site: Mapping[str, str], good_site: Mapping[str, str]) -> Iterator[str]:
    """The bad example's files, each as the difference that makes it the good one."""
    paths, more = first_few(sorted({*bad_site, *good_site}), MOST_FILES)
    for path in paths:
        bad, good = bad_site.get(path, ""), good_site.get(path, "")
        yield f"`{path}`\n"
        yield from _whole(bad) if bad == good else _mended(bad, good)
    if more:
        yield f"{more} files like these.\n"


def _whole(text: str) -> tuple[str, ...]:
    return ("```text", *map(_escaped, text.rstrip("\n").split("\n")), "```\n")


def _mended(bad: str, good: str, around: int = 3) -> tuple[str, ...]:
    """The lines that differ, with so many around them.

    Lines that only the bad file has begin with -, those that only the good one has with +.
    """
    _, _, _, *lines = unified_diff(bad.splitlines(), good.splitlines(), lineterm="", n=around)
    return ("```diff", *(_escaped(line) for line in lines if not line.startswith("@@")), "```\n")


def _escaped(line: str) -> str:
    """A line as documentation may hold it: short, and with what nobody would see spelt out."""
    short = line if len(line) <= WIDEST else f"{line[:WIDEST]}..."
    return "".join(c if c.isprintable() or c == "\t" else f"\\u{ord(c):04x}" for c in short)
