"""Exemptions: the rules that documents ask to be let off, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest
from okrsite.model.goals import Ignore, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle, Team
from okrsite.pipeline.suggest import Guesses


class Exemptions(Struct, frozen=True):
    """Every `ignore` of the content, by the path of its document and by what the document is."""

    by_path: dict[str, tuple[Ignore, ...]]
    paths: dict[tuple[str, str], str]

    @staticmethod
    def of(forest: Forest) -> Exemptions:
        """The exemptions that the documents of a forest ask for."""
        exempt = [(kind, entity) for kind, entity in _entities(forest) if entity.ignore]
        return Exemptions(
            by_path={entity.span.path: entity.ignore for _, entity in exempt},
            paths={(kind, entity.id): entity.span.path for kind, entity in exempt},
        )

    def cover(self, rules: Mapping[str, Rule[Any]], finding: Diagnostic) -> bool:
        """Whether the document that a finding is about is let off its rule, by code or name."""
        # Asked for every finding, and most sites have no `ignore` at all.
        if not self.by_path:
            return False
        about = finding.subject
        path = self.paths.get((about.kind, about.id)) if about else finding.span.path
        ignores = self.by_path.get(path, ()) if path else ()
        rule = rules.get(finding.code)
        return rule is not None and any(ignore.rule in {rule.code, rule.name} for ignore in ignores)

    def findings(self, rules: Mapping[str, Rule[Any]]) -> Iterator[Diagnostic]:
        """What asks to be let off a rule that does not exist, or that lets nobody off."""
        known = {rule.code: rule for rule in rules.values()}
        known |= {rule.name: rule for rule in rules.values()}
        guesses = Guesses()
        for ignore in chain.from_iterable(self.by_path.values()):
            rule = known.get(ignore.rule)
            if rule is None:
                near = guesses.near(ignore.rule, lambda: known)
                message = f"ignores the rule '{ignore.rule}', which does not exist{near}"
                yield _in_vain(ignore, message, "`okrsite rules` lists every rule.")
            elif rule.check is None:
                message = f"ignores {rule.code}, a mistake of structure that nobody is let off"
                yield _in_vain(ignore, message, "Mend the mistake and take the line out.")


def _entities(forest: Forest) -> Iterator[tuple[str, Objective | Kpi | Team | Cycle]]:
    yield from (("objective", objective) for objective in forest.objectives.values())
    yield from (("kpi", kpi) for kpi in forest.kpis.values())
    yield from (("team", team) for team in forest.teams.values())
    yield from (("cycle", cycle) for cycle in forest.cycles.values())


def _in_vain(ignore: Ignore, message: str, help_: str) -> Diagnostic:
    return Diagnostic("OKR410", "warning", ignore.at("rule"), message, help_)
