"""Site: everything that pages are made from, as one value and as tables of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.extensions import Scorer
from okrsite.model.forest import Forest
from okrsite.model.history import History, HistoryEntry
from okrsite.model.names import Visibility
from okrsite.model.scored import Scored
from okrsite.model.settings import Settings
from okrsite.pipeline.compute.earlier import MOMENTS, Moment, score_earlier
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.words import Words

Tables = Mapping[str, Mapping[str, object]]
# By the name of a table its moment, as in `monday objective_score`.
EARLIER: Final[Mapping[str, Moment]] = {
    f"{moment} {table}": moment
    for moment in MOMENTS
    for table in ("day", "objective_score", "kpi_score", "team_score", "company", "cycle_score")
}


class NavSection(Struct, frozen=True):
    """A section of the site that the navigation leads to, and the menu in which it stands."""

    name: str
    title: str
    path: str
    group: str


class Site(Struct, frozen=True, dict=True, kw_only=True):
    """The scored goals, what was found in them, and how they are to be told.

    `history` is what its audience may know of the past; `findings` are those that the site may
    show; `missing` counts the documents that had to be left out; `navigation` has its sections in
    order; `scorers` score the goals of earlier days; `version` is that of the program.
    """

    scored: Scored
    theme: Theme
    history: History = History()
    navigation: tuple[NavSection, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    missing: int = 0
    scorers: Mapping[str, Scorer[Any]] = {}
    version: str = ""

    @property
    def forest(self) -> Forest:
        """The goals themselves."""
        return self.scored.forest

    @property
    def settings(self) -> Settings:
        """What `okrsite.toml` says."""
        return self.scored.forest.settings

    @property
    def audience(self) -> Visibility:
        """For whom the site is made."""
        return self.scored.forest.audience

    @property
    def today(self) -> date:
        """The day as of which everything is told."""
        return self.scored.today

    @property
    def words(self) -> Words:
        """Every word the site says."""
        return self.theme.words

    @cached_property
    def numbers(self) -> Numbers:
        """Figures and days in the site's language."""
        return Numbers(self.words)


def tables_of(site: Site) -> Tables:
    """Everything that a page may ask for, by table and name; what stands alone has no name."""
    scored, forest = site.scored, site.forest
    alone: dict[str, object] = {
        "settings": forest.settings,
        "today": scored.today,
        "current_cycle": scored.cycle,
        "company": scored.company,
        "missing": site.missing,
        "whole_history": site.history,
        "rest": (forest.depth_first, forest.kpi_order, forest.has_people, forest.unread),
    }
    return {
        "objective": forest.objectives,
        "objective_score": scored.objectives,
        "kpi": forest.kpis,
        "kpi_score": scored.kpis,
        "team": forest.teams,
        "team_score": scored.teams,
        "person": forest.people,
        "cycle": forest.cycles,
        "cycle_score": scored.cycles,
        "page": forest.pages,
        "series": forest.series,
        "provenance": forest.provenance,
        "checkins": forest.checkins,
        "supporters": forest.supported_by,
        "maturity": scored.maturity,
        "aliases": {str(kind): old for kind, old in forest.aliases.items()},
        "asset": dict.fromkeys(sorted(forest.assets), True),
        "findings": _by_subject(site.findings),
        "history": _entries_by_subject(site.history.entries),
        **{name: {"": value} for name, value in alone.items()},
    }


def earlier_tables_of(site: Site, moment: Moment) -> Tables:
    """What a page may ask of an earlier moment; empty tables where there was no such day.

    One scoring of all goals: it is worked out when the first page asks for any of it.
    """
    scored = score_earlier(site.scored, moment, site.scorers)
    tables: Tables = (
        {}
        if scored is None
        else {
            "day": {"": scored.today},
            "objective_score": scored.objectives,
            "kpi_score": scored.kpis,
            "team_score": scored.teams,
            "company": {"": scored.company},
            "cycle_score": scored.cycles,
        }
    )
    names = (name for name, its_moment in EARLIER.items() if its_moment == moment)
    return {name: tables.get(name.removeprefix(f"{moment} "), {}) for name in names}


def _by_subject(findings: tuple[Diagnostic, ...]) -> dict[str, tuple[Diagnostic, ...]]:
    """The findings about each thing in their order, by `kind id`; without a subject, by nothing."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        found.setdefault(subject_name(finding.subject), []).append(finding)
    return {name: tuple(about) for name, about in found.items()}


def _entries_by_subject(
    entries: tuple[HistoryEntry, ...],
) -> dict[str, tuple[HistoryEntry, ...]]:
    """The changes of each thing, those of key results with their objective's."""
    found: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        if entry.subject:
            found.setdefault(subject_name(entry.subject), []).append(entry)
    return {name: tuple(about) for name, about in found.items()}


def subject_name(subject: Subject | None) -> str:
    """The name under which findings about a thing are kept; a key result's are its objective's."""
    return f"{subject.kind} {subject.id}" if subject else ""
