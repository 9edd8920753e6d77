"""The stage: holds the snapshot on show, and tells everybody who watches when it changes."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable

from msgspec import structs

from okrsite.effects.preview.snapshot import Snapshot

HEARTBEAT = 15.0


class Stage:
    """One snapshot at a time; a failed attempt keeps the last good files and says what is wrong."""

    def __init__(self, rehearse: Callable[[], Awaitable[Snapshot]]) -> None:
        self._rehearse = rehearse
        self._changed = asyncio.Condition()
        # A page that outlives the server must see that the next server is another one.
        self._run = secrets.token_hex(4)
        self.snapshot = Snapshot()
        self.version = 0

    async def refresh(self) -> None:
        """Make the site anew and show it."""
        new = await self._attempt()
        if not new.files:
            new = structs.replace(new, files=self.snapshot.files)
        async with self._changed:
            self.snapshot = new
            self.version += 1
            self._changed.notify_all()

    async def versions(self) -> AsyncIterator[str | None]:
        """The version on show, then each new one; None when nothing changed for a while."""
        while True:
            seen = self.version
            yield f"{self._run}-{seen}"
            while self.version == seen:
                if not await self._changes(seen):
                    yield None

    async def _changes(self, seen: int) -> bool:
        async with self._changed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(
                    self._changed.wait_for(lambda: self.version != seen), HEARTBEAT
                )
        return self.version != seen

    async def _attempt(self) -> Snapshot:
        try:
            return await self._rehearse()
        except Exception as problem:  # noqa: BLE001 - a preview outlives every mistake of its site
            return Snapshot(trouble=f"{type(problem).__name__}: {problem}")
