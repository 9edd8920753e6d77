"""Wish: what the command line asks of a fetch."""

from datetime import date

from msgspec import Struct


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked of a fetch; without names in `only`, everything.

    `since` is the first day wanted of every KPI, `backfill` wants all there is; else it goes from
    the period before each KPI's newest observation. `revise` lets past values change. A `dry_run`
    asks, and writes nothing.
    """

    only: tuple[str, ...] = ()
    since: date | None = None
    backfill: bool = False
    revise: bool = False
    dry_run: bool = False
    today: date | None = None
