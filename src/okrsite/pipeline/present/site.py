"""Site: everything a page may know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.forest import Forest
from okrsite.model.goal_score import Window
from okrsite.model.names import Kind, Visibility
from okrsite.model.position import Written
from okrsite.model.scored import Scored
from okrsite.model.settings import Settings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.present.tags import Tag, tags_in
from okrsite.pipeline.theme import Theme
from okrsite.pipeline.words import Words

if TYPE_CHECKING:
    from okrsite.pipeline.present.frame import Frame


class Site(Struct, frozen=True, dict=True, kw_only=True):
    """The scored goals, what was found in them, and how they are to be told.

    `findings` are those that the site may show; `missing` counts the documents that had to be left
    out; `version` is that of the program.
    """

    scored: Scored
    theme: Theme
    extensions: Extensions
    findings: tuple[Diagnostic, ...] = ()
    missing: int = 0
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

    @cached_property
    def elapsed(self) -> dict[Window, str]:
        """How much of a time has gone by, in words; filled as it is told, since goals share it."""
        return {}

    @cached_property
    def navigation(self) -> frozenset[str]:
        """The pages that the navigation leads to."""
        return frozenset(kind.nav for kind in self.extensions.pages.values())

    @cached_property
    def frames(self) -> dict[tuple[str, str, str], Frame]:
        """What stands around the pages of one place, by root, section and the navigation's page."""
        return {}

    @cached_property
    def thresholds(self) -> dict[str, str]:
        """How far behind the pace is still on track, and how far still at risk, in words."""
        scoring, percent = self.settings.scoring, self.numbers.percent
        return {"at_risk": percent(scoring.at_risk), "off_track": percent(scoring.off_track)}

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """Every tag by its key, with what carries it."""
        return tags_in(self.forest)

    @cached_property
    def documents(self) -> dict[str, tuple[Kind, str]]:
        """For the path of each document what it is, so that relative links find their page."""
        forest = self.forest
        tables: tuple[tuple[Kind, Mapping[str, Written]], ...] = (
            ("objective", forest.objectives),
            ("kpi", forest.kpis),
            ("team", forest.teams),
            ("person", forest.people),
            ("cycle", forest.cycles),
            ("page", forest.pages),
        )
        return {each.span.path: (kind, name) for kind, of in tables for name, each in of.items()}
