"""Headings: what a section of a text is: an objective, a list of something, or a group of goals."""

from __future__ import annotations

import re

from okrsite.commands.importing.cycles import cycle_in
from okrsite.commands.importing.guess import guessed
from okrsite.commands.importing.sections import Item, TextSection, plain_text
from okrsite.commands.importing.sentences import labelled, without_number
from okrsite.commands.importing.vocabulary import kind_of

_TEAM_WORDS = "team|squad|tribe|department|abteilung|bereich|équipe|equipo|equipe"
_TEAM = re.compile(
    rf"(?:{_TEAM_WORDS})\s*[:–—-]?\s+(.+)|(.+?)[\s-]+(?:{_TEAM_WORDS})", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:okrs?|goals?|ziele|objectives?(?: and key results)?|company|for|of|für|the|und|and"
    r"|fiscal|quarter|quartal)\b|[\W_]+",
    re.IGNORECASE,
)
_FISCAL_YEAR = r"(?:fy|gj)?[\s'-]*(?:(?:19|20)\d{2}|\d{2})(?:/\d{2})?"
_CYCLE_WORDS = re.compile(
    rf"(?:{_FISCAL_YEAR})?[\s/_,-]*(?:[qh][1-4]|[1-4]\.\s*(?:quartal|halbjahr))"
    rf"[\s/_,-]*(?:{_FISCAL_YEAR})?|\b(?:19|20)\d{{2}}\b",
    re.IGNORECASE,
)
# More words than these are a sentence, and no team is called so.
_LONGEST_NAME = 4


def team_of(section: TextSection, *, has_cycle: bool) -> str:
    """The team that a heading above goals names; empty where it names none."""
    rest = _without_cycle(section.title)
    team = _TEAM.fullmatch(section.title) or _TEAM.fullmatch(rest)
    said = (team[1] or team[2]) if team else rest
    is_name = len(said.split()) <= _LONGEST_NAME and (section.level > 1 or has_cycle)
    return said if is_name else ""


def _without_cycle(title: str) -> str:
    return _FILLER.sub(" ", _CYCLE_WORDS.sub(" ", title)).strip()


def is_objective(section: TextSection) -> bool:
    """Whether a section without a label is an objective: key results stand right below it."""
    named = [kind_of(inner.title) for inner in section.sections]
    if "key_result" in named or any(label_of(inner) == "key_result" for inner in section.sections):
        return True
    has_goals = any(is_goal(inner) for inner in section.sections)
    lists = [block for block in section.blocks if block.items or block.table]
    if not lists:
        return False
    tables = [block.table for block in lists if block.table]
    if tables:
        mapping = guessed(tables[0])
        return "title" in mapping.columns("key_result") and "title" not in mapping.columns(
            "objective"
        )
    if any(are_objectives(block.items) for block in lists):
        return False
    # Above other goals, a list is of key results only where it looks like them.
    return not has_goals or any(_are_results(block.items) for block in lists)


def is_goal(section: TextSection) -> bool:
    """Whether a section is an objective, by its label or by what stands in it."""
    return label_of(section) == "objective" or (
        not kind_of(section.title) and not is_group(section.title) and is_objective(section)
    )


def label_of(section: TextSection) -> str | None:
    """The kind that a heading's label names."""
    found = labelled(section.title)
    return found[0] if found else None


def are_objectives(items: tuple[Item, ...]) -> bool:
    """Whether the items of a list are objectives: they say so, or have key results in them."""
    if any(is_labelled(item, "objective") for item in items):
        return True
    if any(is_labelled(item, "key_result") for item in items):
        return False
    return 2 * sum(bool(item.items) for item in items) > len(items)


def _are_results(items: tuple[Item, ...]) -> bool:
    """Whether the items of a list look like key results: they have numbers, or say so."""
    has_numbers = sum(bool(re.search(r"\d", item.text)) for item in items)
    return 2 * has_numbers > len(items) or any(is_labelled(item, "key_result") for item in items)


def is_labelled(item: Item, kind: str) -> bool:
    """Whether an item of a list has the label of a kind."""
    found = labelled(plain_text(item.text))
    return bool(found and found[0] == kind)


def is_group(title: str) -> bool:
    """Whether a heading names a team or a cycle and nothing else."""
    rest = _without_cycle(title)
    return bool(_TEAM.fullmatch(title)) or (bool(cycle_in(title)) and not rest)


def title_of(text: str) -> str:
    """An objective's title without its label or number."""
    label = labelled(text)
    return label[1] if label and label[0] == "objective" else without_number(text)
