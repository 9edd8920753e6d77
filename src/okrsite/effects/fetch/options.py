"""Options: what is asked of a fetch, and the site that it is done for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from okrsite.model.settings import Settings
from okrsite.pipeline.extensions import Extensions


class FetchOptions(Struct, frozen=True, kw_only=True):
    """What the command line asks of a fetch; without names in `only`, everything.

    `since` is the first day to ask for of every KPI, `backfill` asks for all there is; else it is
    the period before each KPI's newest observation. `revise` lets past values change. A `dry_run`
    asks, and writes nothing. With a `patience` no source has more seconds than that, and none is
    asked a second time.
    """

    only: tuple[str, ...] = ()
    since: date | None = None
    backfill: bool = False
    revise: bool = False
    dry_run: bool = False
    patience: float | None = None
    today: date | None = None


class FetchSite(Struct, frozen=True):
    """The site to fetch for, its plugins, and the day; `shipped` are the modules of our plugins."""

    root: Path
    settings: Settings
    extensions: Extensions
    today: date
    shipped: Mapping[str, str]
