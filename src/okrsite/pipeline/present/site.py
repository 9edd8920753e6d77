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
from okrsite.pipeline.cells import FOREST_TABLES, WHOLE, CellTables
from okrsite.pipeline.compute.earlier import MOMENTS, Moment, ScoredDay, score_earlier
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.words import Words

Tables = Mapping[str, Mapping[str, object]]
# By the fields of a forest and of its scores, the names under which pages ask for their tables.
GOAL_TABLES: Final[Mapping[str, str]] = {
    field: name.removeprefix("written ") for field, name in FOREST_TABLES.items()
}
SCORE_TABLES: Final[Mapping[str, str]] = {
    "objectives": "objective_score",
    "kpis": "kpi_score",
    "teams": "team_score",
    "cycles": "cycle_score",
    "maturity": "maturity",
}
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
        "rest": (forest.depth_first, forest.kpi_order, forest.has_people),
        "voice": (site.theme.digest, site.words.language, site.audience, site.version),
        "frame": (site.settings.site, site.audience, site.navigation, site.version),
    }
    return {
        **{name: getattr(forest, field) for field, name in GOAL_TABLES.items()},
        **{name: getattr(scored, field) for field, name in SCORE_TABLES.items()},
        "asset": dict.fromkeys(sorted(forest.assets), True),
        "findings": _by_subject(site.findings),
        "history": _entries_by_subject(site.history.entries),
        **{name: {WHOLE: value} for name, value in alone.items()},
    }


def earlier_tables_of(
    site: Site, moment: Moment, earlier: ScoredDay | None, tables: CellTables
) -> Tables:
    """What a page may ask of an earlier moment; empty tables where there was no such day.

    One scoring of all goals, kept in `tables`.
    """
    found: dict[str, Mapping[str, object]] = {}
    if earlier is not None:
        scored = score_earlier(site.scored, earlier, site.scorers, tables)
        found = {name: getattr(scored, field) for field, name in SCORE_TABLES.items()}
        found |= {"day": {WHOLE: earlier.day}, "company": {WHOLE: scored.company}}
    names = (name for name, its_moment in EARLIER.items() if its_moment == moment)
    return {name: found.get(name.removeprefix(f"{moment} "), {}) for name in names}


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
