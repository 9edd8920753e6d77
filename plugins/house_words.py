"""A rule of ours: objectives speak of the people we work for in the words of our house.

[rules.parameters.LAN001.instead]
clients = "libraries"
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from types import MappingProxyType

from msgspec import Struct

from okrsite.api import Finding, KeyResult, Objective, Rule, Scored, Subject, hookimpl

HOUSE = MappingProxyType({"users": "readers or librarians", "clients": "libraries"})
GOAL = "content/objectives/loans.md"
TEXT = """\
+++
title = "{}"
cycle = "2026-q4"
team = "company"
owner = "ada"

[[key_results]]
id = "churn"
title = "Fewer libraries leave"
kpi = "customer-churn"
start = 8
target = 4
+++
"""


class Parameters(Struct, frozen=True):
    """Words that our house does not use, and what it says instead."""

    instead: Mapping[str, str] = HOUSE


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Titles of objectives and key results with a word that could mean anybody."""
    for objective in scored.forest.objectives.values():
        titled: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
        for goal, (word, better) in product(titled, parameters.instead.items()):
            if re.search(rf"\b{re.escape(word)}\b", goal.title, re.IGNORECASE):
                yield Finding(
                    span=goal.at("title"),
                    message=f"the title says '{word}', which may be anybody",
                    help=f"Say {better}: we know whom we work for.",
                    subject=Subject("objective", objective.id),
                )


@hookimpl
def okrsite_rules() -> Iterable[Rule[Parameters]]:
    """LAN001."""
    yield Rule(
        code="LAN001",
        name="house-words",
        severity="warning",
        title="A title speaks of nobody in particular",
        why="A goal for users is a goal for nobody. At the desk stand readers and librarians, and "
        "who reads the goal should see one of them.",
        bad={GOAL: TEXT.format("Users borrow with one hand")},
        good={GOAL: TEXT.format("Librarians lend with one hand")},
        check=check,
        parameters=Parameters,
    )
