"""Options: what is asked of a build."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from okrsite.model.names import Visibility


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What is asked of a build; None leaves it to the settings, the clock, the machine.

    `output` is relative to the site's root. `keep_going` publishes what does not depend on a
    mistake; `is_fresh` uses nothing that an earlier build left behind.
    """

    output: Path | None = None
    audience: Visibility | None = None
    today: date | None = None
    strict: bool | None = None
    keep_going: bool = False
    jobs: int | None = None
    is_fresh: bool = False
