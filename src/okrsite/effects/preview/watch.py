"""Watch: wait for saves of what a site is made of."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

# A save is to be seen at once: wait for a burst to end, but not for longer than this.
DEBOUNCE_MS, STEP_MS = 50, 10

# What a site is made of; everything else below its root, the output above all, is left alone.
PARTS = ("content", "themes", "plugins")
SETTINGS = "okrsite.toml"


async def watch(root: Path) -> AsyncIterator[None]:
    """Yield once as soon as saves are noticed, and then once for each burst of them.

    What is read after the first time is therefore old only until the next. A save counts if it is
    of the content, themes, plugins or settings of a site. `root` is a real path, with no links on
    its way. Raises OSError or RuntimeError where the system cannot watch so many folders.
    """
    bursts = _bursts(root)
    coming = asyncio.ensure_future(anext(bursts))
    # The watcher is made before anything is waited for, so one turn is enough.
    await asyncio.sleep(0)
    try:
        yield None
        await coming
        yield None
        async for _ in bursts:
            yield None
    finally:
        coming.cancel()


def _bursts(root: Path) -> AsyncIterator[object]:
    # The system tells of no change behind a link, so that a linked folder is watched itself.
    linked = [Path(os.path.realpath(root / part)) for part in PARTS if (root / part).is_symlink()]
    parts = (*(root / part for part in PARTS), *linked)
    folders = tuple(f"{part}{os.sep}" for part in parts)
    # A part that is renamed or comes back is told by its own name.
    whole = {*map(str, parts), str(root / SETTINGS)}

    def matters(_: Change, path: str) -> bool:
        is_part = path.startswith(folders) and "__pycache__" not in path
        return is_part or path in whole

    return awatch(
        root,
        *(folder for folder in linked if folder.is_dir()),
        watch_filter=matters,
        debounce=DEBOUNCE_MS,
        step=STEP_MS,
        ignore_permission_denied=True,
    )
