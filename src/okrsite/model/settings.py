"""Settings: what `okrsite.toml` says, complete with its defaults."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from okrsite.model.names import Severity, Visibility
from okrsite.model.position import Written


class DefaultVisibility(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may see a document that does not say so itself, by its kind."""

    objective: Visibility = "internal"
    kpi: Visibility = "internal"
    team: Visibility = "internal"
    person: Visibility = "internal"
    cycle: Visibility = "internal"
    page: Visibility = "internal"


class SiteSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[site]`: who speaks, and to whom."""

    title: str = "Goals"
    mission: str = ""
    base_url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    repo_url: str = ""
    edit_url: str = ""
    default_visibility: DefaultVisibility = DefaultVisibility()


class CalendarSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[calendar]`: the company's own year.

    `year_starts` is the month in which it begins, 1 to 12. Quarterly and yearly periods follow it.
    """

    year_starts: Annotated[int, Meta(ge=1, le=12)] = 1


class BuildSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[build]`: what a build writes and how strict it is. `today` pins the day.

    `asset_types` are endings of files, such as `.zip`, that texts may link beside the usual ones.
    Such a file may have `asset_megabytes`, a drawing (SVG) 2 MB.
    """

    output: str = "site"
    strict: bool = False
    audience: Visibility = "internal"
    today: date | None = None
    asset_types: tuple[str, ...] = ()
    asset_megabytes: Annotated[float, Meta(gt=0)] = 50


class ThemeSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[theme]`: which theme, and what it is asked to do differently."""

    name: str = "default"
    options: dict[str, Any] = {}


class ScoringSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[scoring]`: the thresholds of the arithmetic, shares of 1.

    `at_risk` and `off_track` are gaps behind the expected pace; up to the first a goal is on
    track, up to the second at risk. `met` is the grade from which a goal that is not committed
    counts as met; `low` and `high` part the bands of grades.
    """

    at_risk: float = 0.10
    off_track: float = 0.25
    met: float = 0.7
    low: float = 0.4
    high: float = 0.7


class RuleSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[rules]`: which rules speak, how loud, and with which parameters; codes or their beginnings.

    `parameters` holds a table for each code.
    """

    select: tuple[str, ...] = ("OKR",)
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity | Literal["off"]] = {}
    parameters: dict[str, dict[str, Any]] = {}


# The keys that every `[sources.<name>]` may have, whatever its plugin.
COMMON_KEYS = ("plugin", "timeout", "lookback", "memory")
DEFAULT_MEMORY = "1GB"


class SourceSettings(Written, frozen=True, kw_only=True):
    """`[sources.<name>]`: a place that KPI values come from; `settings` is JSON for its plugin.

    `timeout` is how many seconds its process may take before it is ended. `lookback` is how many
    days before a KPI's newest value it is asked about again, at least. `memory` is what a database
    within its process may take.
    """

    plugin: str
    timeout: float = 60.0
    lookback: int = 0
    memory: str = DEFAULT_MEMORY
    settings: bytes = b"{}"


class PluginSettings(Written, frozen=True, kw_only=True):
    """`[plugins.<name>]`: its presence is consent; `settings` is JSON for the plugin."""

    settings: bytes = b"{}"


class Settings(Written, frozen=True, kw_only=True):
    """Everything `okrsite.toml` says."""

    site: SiteSettings = SiteSettings()
    calendar: CalendarSettings = CalendarSettings()
    build: BuildSettings = BuildSettings()
    theme: ThemeSettings = ThemeSettings()
    scoring: ScoringSettings = ScoringSettings()
    rules: RuleSettings = RuleSettings()
    plugins: dict[str, PluginSettings] = {}
    sources: dict[str, SourceSettings] = {}
