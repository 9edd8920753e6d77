"""Settings of the command source: which programs may be run, and what a KPI runs."""

from typing import Annotated

from msgspec import Meta, Struct


class CommandSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which programs may be run; none, unless they are named.

    `allow` holds names of programs (found in /usr/local/bin, /usr/bin and /bin) or their paths;
    those that do not begin with `/` begin at the site's folder. A query chooses the arguments, so
    never allow a shell or an interpreter: allow a script. `env` holds the variables that a program
    is given, secrets as `${VAR}`; it sees no others but PATH, LANG and TZ. A run may take `seconds`
    and print `max_megabytes`.
    """

    allow: tuple[str, ...] = ()
    env: dict[str, str] = {}
    seconds: Annotated[float, Meta(gt=0)] = 30
    max_megabytes: Annotated[float, Meta(gt=0)] = 5


class CommandQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is run: the program and its arguments; `{since}` and `{until}` in these become days.

    It prints one number, which is of the last day that is asked for, or CSV with a header; `date`
    and `value` are then the names of its columns. No shell is involved.
    """

    run: Annotated[tuple[str, ...], Meta(min_length=1)]
    date: str = "date"
    value: str = "value"
