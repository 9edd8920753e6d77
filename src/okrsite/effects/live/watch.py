"""Watch: tells when anything that the site is made of was saved."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

# A save is on show within a blink: wait for a burst to end, but not for longer than this.
DEBOUNCE_MS, STEP_MS = 50, 10


# What a site is made of; everything else below its root, the output above all, is left alone.
PARTS = ("content", "themes", "plugins")
SETTINGS = "okrsite.toml"


async def saves(root: Path) -> AsyncIterator[None]:
    """One beat for each burst of changes to the content, themes, plugins or settings of a site.

    `root` is a real path, with no links on its way.
    """
    folders = tuple(f"{root / part}{os.sep}" for part in PARTS)

    def matters(_: Change, path: str) -> bool:
        is_part = path.startswith(folders) and "__pycache__" not in path
        return is_part or path == str(root / SETTINGS)

    async for _ in awatch(
        root, watch_filter=matters, debounce=DEBOUNCE_MS, step=STEP_MS, raise_interrupt=False
    ):
        yield None
