"""Settings of the tap source: which tap or connector is run, and what a KPI asks of its streams."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from okrsite.api import RecordQuery


class TapSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which Singer tap (`protocol = "singer"`) or Airbyte connector (`"airbyte"`) is run.

    `command` is the program, best by its full path in an environment of its own, and its first
    arguments. `config` is what the tap is configured with, secrets as `${VAR}`; `{since}` and
    `{until}` in its texts become days: `start_date = "{since}T00:00:00Z"` has no more sent than is
    asked for. It stands in a file that is removed at the end. `env` holds the variables that the
    program is given; it sees no others but PATH, LANG, TZ and HOME, which is an empty folder.

    Only the streams that KPIs ask are selected. With `keep = true` the records of streams that the
    tap gives incrementally are kept in this site's cache, with the tap's state, and the next run
    asks for newer ones alone; what is deleted there is not noticed then. A run may take `seconds`
    and print `max_megabytes`.
    """

    command: Annotated[tuple[str, ...], Meta(min_length=1)]
    protocol: Literal["singer", "airbyte"] = "singer"
    config: dict[str, Any] = {}
    env: dict[str, str] = {}
    keep: bool = False
    seconds: Annotated[float, Meta(gt=0)] = 300
    max_megabytes: Annotated[float, Meta(gt=0)] = 1000


class TapQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of the records; each stream of the tap is a `table`.

    `count`, `sum` and the like with `by` and `where`, or one statement as `query`, as of all
    records.
    """
