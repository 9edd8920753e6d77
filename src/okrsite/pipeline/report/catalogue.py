"""Catalogue: every rule with its reason and its examples, as the Markdown of the documentation."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from okrsite.model.extensions import Rule
from okrsite.model.names import Severity

SECTIONS: tuple[tuple[str, str], ...] = (
    ("OKR00", "Files and front matter"),
    ("OKR01", "Files and front matter"),
    ("OKR02", "Files and front matter"),
    ("OKR03", "Files and front matter"),
    ("OKR04", "Names and collisions"),
    ("OKR05", "Settings"),
    ("OKR06", "Settings"),
    ("OKR07", "Observations"),
    ("OKR08", "Observations"),
    ("OKR10", "References and structure"),
    ("OKR11", "References and structure"),
    ("OKR12", "References and structure"),
    ("OKR13", "References and structure"),
    ("OKR14", "References and structure"),
    ("OKR15", "Formulas"),
    ("OKR16", "Texts"),
    ("OKR17", "Texts"),
    ("OKR2", "Objectives and key results"),
    ("OKR3", "KPIs"),
    ("OKR4", "Links, visibility and deceptive text"),
    ("OKR5", "Signals"),
    ("OKR6", "Plugins"),
)

INTRODUCTION = """\
# Rules

<!-- Written by okrsite from the rules themselves; a test keeps it current. -->

A *finding* is about the text, a *signal* is about the business or the calendar. Errors keep a site
from being published; warnings do so under `--strict`; hints and signals never do. `okrsite rules
OKR204` prints an entry of this list.

In `okrsite.toml`, codes or their beginnings say which rules speak, how loud, and with which
parameters:

```toml
[rules]
ignore = ["OKR305"]
severity = { OKR212 = "hint", OKR303 = "off" }

[rules.parameters.OKR204]
most = 4
```

A document is let off a rule with a reason:

```toml
ignore = [{ rule = "OKR204", reason = "agreed with the board" }]
```

Rules whose entry says *reading* are mistakes of structure: nothing can silence them. The examples
are laid over a small site that has no findings.
"""


def catalogue(rules: Iterable[Rule]) -> str:
    """The Markdown of all rules: a table of contents, then each in a section of its own."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return "\n".join([INTRODUCTION, *_contents(ordered), *_entries(ordered)]).rstrip() + "\n"


def section_of(rule: Rule) -> str:
    """The part of the catalogue that a rule stands in; a plugin's own codes come last."""
    return next((title for start, title in SECTIONS if rule.code.startswith(start)), "Others")


def _contents(rules: list[Rule]) -> Iterator[str]:
    yield "| code | name | severity | says |"
    yield "|---|---|---|---|"
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | {rule.name} | {_severity(rule)} | {rule.title} |"
    yield ""


def _severity(rule: Rule) -> str:
    severity: Severity = rule.severity
    return severity if rule.check else f"{severity}, reading"


def _entries(rules: list[Rule]) -> Iterator[str]:
    section = ""
    for rule in rules:
        if section_of(rule) != section:
            section = section_of(rule)
            yield f"## {section}\n"
        yield f"### {rule.code} {rule.name}\n"
        yield f"**{rule.title}** ({_severity(rule)})\n"
        yield f"{rule.why.strip()}\n"
        yield from _parameters(rule)
        yield from _example("Bad", rule.bad)
        yield from _example("Good", rule.good)


def _parameters(rule: Rule) -> Iterator[str]:
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


def _example(title: str, site: Mapping[str, str]) -> Iterator[str]:
    if not site:
        return
    yield f"{title}:\n"
    for path in sorted(site)[:2]:
        yield f"```text\n# {path}\n{_shown(site[path])}\n```\n"
    if len(site) > 2:
        yield f"and {len(site) - 2} more files like these.\n"


def _shown(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    visible = lines if len(lines) <= 40 else [*lines[:40], "..."]
    return "\n".join(_escaped(line) for line in visible)


def _escaped(line: str) -> str:
    """A line of an example as documentation may hold it: what nobody would see is spelt out."""
    short = line if len(line) <= 110 else f"{line[:110]}..."
    return "".join(c if c.isprintable() or c == "\t" else f"\\u{ord(c):04x}" for c in short)
