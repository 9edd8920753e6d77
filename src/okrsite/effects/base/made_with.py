"""Made with: the files beside the content that decide what becomes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SETTINGS = "okrsite.toml"
MADE_WITH = (SETTINGS, "plugins", "themes")
_COMPILED = "__pycache__"


def listed(root: Path, *, follows_links: bool) -> Iterator[str]:
    """The paths of these files in a site's folder; where links are not followed, each is listed."""
    if os.path.lexists(root / SETTINGS):
        yield SETTINGS
    for name in MADE_WITH[1:]:
        if (root / name).is_symlink() and not follows_links:
            yield name
            continue
        for folder, folders, files in os.walk(root / name, followlinks=follows_links):
            folders[:] = [below for below in folders if below != _COMPILED]
            links = [below for below in folders if Path(folder, below).is_symlink()]
            for file in (*files, *(() if follows_links else links)):
                yield Path(folder, file).relative_to(root).as_posix()
