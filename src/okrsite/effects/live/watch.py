"""Watch: tells when anything that the site is made of was saved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

# A save is on show within a blink: wait for a burst to end, but not for longer than this.
DEBOUNCE_MS, STEP_MS = 50, 10


async def saves(root: Path, ignored: tuple[Path, ...]) -> AsyncIterator[None]:
    """One beat for each burst of changes below the root, outside the ignored folders."""
    skipped = tuple(str(path) for path in (*ignored, root / ".git", root / ".okrsite"))

    def matters(_: Change, path: str) -> bool:
        return not any(path == each or path.startswith(f"{each}/") for each in skipped)

    async for _ in awatch(
        root, watch_filter=matters, debounce=DEBOUNCE_MS, step=STEP_MS, raise_interrupt=False
    ):
        yield None
