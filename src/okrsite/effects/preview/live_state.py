"""The state of a preview: the snapshot on show, and news of it for every open page."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from msgspec import Struct, structs

from okrsite.model.diagnostic import Diagnostic

HEARTBEAT = 15.0


class Snapshot(Struct, frozen=True):
    """The site at one moment: its files by their paths, each made when it is asked for.

    `findings` may be shown on its pages; those `withheld` are about what its audience does not see,
    and for the author alone. `failure` is one sentence where the site could not be made at all; the
    files are then those of the last good one. Its `cause`, which may name anything, is for the
    author alone.
    """

    files: Mapping[str, Callable[[], bytes]] = {}
    findings: tuple[Diagnostic, ...] = ()
    withheld: tuple[Diagnostic, ...] = ()
    failure: str = ""
    cause: str = ""
    end: Callable[[], None] | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that would keep the site from being published."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def withheld_errors(self) -> tuple[Diagnostic, ...]:
        """Those that would do so too, and stand on no page."""
        return tuple(finding for finding in self.withheld if finding.severity == "error")


class LiveState:
    """One snapshot at a time; a failed attempt keeps the last good files and says what is wrong."""

    def __init__(self, build_snapshot: Callable[[], Awaitable[Snapshot]]) -> None:
        self._build_snapshot = build_snapshot
        self._changed = asyncio.Condition()
        # A page that outlives the server must see that the next server is another one.
        self._run = secrets.token_hex(4)
        self.snapshot = Snapshot()
        self.version = 0

    async def refresh(self) -> None:
        """Make the site anew and show it."""
        new, old = await self._attempt(), self.snapshot
        if not new.files:
            _end(new)
            new = structs.replace(new, files=old.files, end=old.end)
        await self._show(new)
        if new.end is not old.end:
            _end(old)

    async def tell(self, failure: str) -> None:
        """Show with what is there already why nothing newer is."""
        await self._show(structs.replace(self.snapshot, failure=failure))

    async def _show(self, snapshot: Snapshot) -> None:
        async with self._changed:
            self.snapshot = snapshot
            self.version += 1
            self._changed.notify_all()

    async def versions(self) -> AsyncIterator[str | None]:
        """The version on show, then each new one; None when nothing changed for a while."""
        while True:
            seen = self.version
            yield f"{self._run}-{seen}"
            while self.version == seen:
                if not await self._wait_for_change(seen):
                    yield None

    async def _wait_for_change(self, seen: int) -> bool:
        """Whether there is another version than the one seen, within a heartbeat."""
        async with self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._changed.wait_for(lambda: self.version != seen), HEARTBEAT
                )
        return self.version != seen

    async def _attempt(self) -> Snapshot:
        try:
            return await self._build_snapshot()
        except Exception as problem:  # noqa: BLE001 - a preview outlives every mistake of its site
            return failed(problem)


def failed(problem: Exception) -> Snapshot:
    """The snapshot of a site that a mistake of ours, or of a plugin, keeps from being made."""
    return Snapshot(
        failure="The site cannot be made; the terminal tells why",
        cause=f"{type(problem).__name__}: {problem}",
    )


def _end(snapshot: Snapshot) -> None:
    if snapshot.end:
        snapshot.end()
