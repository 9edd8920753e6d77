"""A snapshot: the site as it can be shown at one moment."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic


class Snapshot(Struct, frozen=True):
    """Every file of the site by its path, made when it is asked for, and what is to be mended.

    `findings` may be shown on its pages; those `withheld` are about what its audience does not see,
    and for the author alone. `trouble` is one sentence where the site could not be made at all; the
    files are then those of the last good one.
    """

    files: Mapping[str, Callable[[], bytes]] = {}
    findings: tuple[Diagnostic, ...] = ()
    withheld: tuple[Diagnostic, ...] = ()
    trouble: str = ""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that would keep the site from being published."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def withheld_errors(self) -> tuple[Diagnostic, ...]:
        """Those that would do so too, and stand on no page."""
        return tuple(finding for finding in self.withheld if finding.severity == "error")
