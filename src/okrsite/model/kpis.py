"""KPIs: the permanent instruments, their ranges, baselines and observations."""

from datetime import date
from typing import Literal

from okrsite.model.formula import Formula
from okrsite.model.goals import GoalKey, GoalRef, Ignore
from okrsite.model.measure import Range
from okrsite.model.names import (
    Aggregate,
    Cadence,
    Indicator,
    KpiId,
    PersonId,
    Perspective,
    TeamId,
    Visibility,
)
from okrsite.model.plugin_fields import PluginFields
from okrsite.model.position import Written
from okrsite.model.prose import Prose


class KpiTarget(Written, frozen=True, kw_only=True):
    """The value that a KPI should reach.

    Attributes:
        value: The value, in the KPI's unit.
        by: The day by which it should; None for every period's target.
    """

    value: float
    by: date | None = None


class Review(Written, frozen=True, kw_only=True):
    """Somebody looked at the KPI on a day and said what they found.

    Attributes:
        date: The day.
        author: Who looked.
        note: What they found.
    """

    date: date
    author: PersonId | None = None
    note: Prose = Prose()


class Baseline(Written, frozen=True, kw_only=True):
    """The level that counts as normal since a day.

    Attributes:
        since: The first day it counts.
        value: The level, in the KPI's unit.
        from_: The key result whose success it was.
    """

    since: date
    value: float
    from_: GoalRef | None = None

    def is_from(self, key_result: GoalKey) -> bool:
        """Whether a key result brought it, or its objective as a whole."""
        return self.from_ is not None and self.from_.goal in {
            key_result,
            GoalKey(key_result.objective),
        }


class Source(Written, frozen=True, kw_only=True):
    """Where observations come from: a `[sources.<use>]` of the settings, and what to ask it.

    `settings` is the JSON text of everything else that was written, for the plugin to read.
    """

    use: str
    on_failure: Literal["error", "warn"] = "error"
    settings: bytes = b"{}"


class Kpi(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A number watched for good, and the range in which nobody needs to act.

    Attributes:
        id: Its id, the name of its file unless it says another.
        title: What readers see as its name.
        abbreviation: The short name that people say, such as NPS.
        team: The team that watches it.
        owner: Who answers for it.
        unit: The unit of its values: `%`, `h`, `days`; three capital letters are a currency.
            Values in % are 0 to 100.
        range: What is acceptable; beyond it somebody needs to act.
        warning: A narrower range: between the two is a warning.
        cadence: How often there is a new value.
        aggregate: How points make a period's value.
        rolling: Over how many periods, the value's own included, a sum or an average is taken;
            None for each period alone.
        indicator: Whether it leads or lags.
        perspective: Its perspective of the Balanced Scorecard.
        critical: Whether the company cannot afford to ignore it.
        target: The value it should reach.
        reviews: Who looked at it, when, and what they found.
        baselines: Levels that counted as normal, each since a day.
        source: Where its values are fetched from.
        formula: How it is computed from other KPIs.
        tags: Words to find it by.
        ignore: Rules that it asks to be let off.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The text below the fields.
    """

    id: KpiId
    title: str
    abbreviation: str = ""
    team: TeamId | None = None
    owner: PersonId | None = None
    unit: str = ""
    range: Range | None = None
    warning: Range | None = None
    cadence: Cadence = "monthly"
    aggregate: Aggregate = "last"
    rolling: int | None = None
    indicator: Indicator | None = None
    perspective: Perspective | None = None
    critical: bool = False
    target: KpiTarget | None = None
    reviews: tuple[Review, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    source: Source | None = None
    formula: Formula | None = None
    tags: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()
