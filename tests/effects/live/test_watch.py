"""Every save is noticed from the first moment on."""

import asyncio
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from okrsite.effects.live.watch import saves


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "site"
    (root / "content").mkdir(parents=True)
    return root


def test_a_save_during_the_first_look_is_not_lost(root: Path) -> None:
    async def look() -> None:
        beats = saves(root)
        await asyncio.wait_for(anext(beats), 10)
        (root / "content/a.md").write_text("saved while the site was being read")
        await asyncio.wait_for(anext(beats), 10)
        (root / "content/a.md").write_text("and again")
        await asyncio.wait_for(anext(beats), 10)

    asyncio.run(look())


def test_what_the_site_is_not_made_of_is_left_alone(root: Path) -> None:
    async def look() -> None:
        beats = saves(root)
        await anext(beats)
        (root / "site").mkdir()
        (root / "site/index.html").write_text("")
        (root / "content/__pycache__").mkdir()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(beats), 0.5)

    asyncio.run(look())


def test_a_system_that_cannot_watch_says_so_after_the_first_look(root: Path) -> None:
    async def look() -> None:
        beats = saves(root)
        await anext(beats)
        with pytest.raises(OSError, match="watch limit"):
            await anext(beats)

    limit = OSError(28, "OS file watch limit reached")
    with patch("watchfiles.main.RustNotify", side_effect=limit):
        asyncio.run(look())


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_does_not_end_the_watch(root: Path) -> None:
    async def look() -> None:
        beats = saves(root)
        await anext(beats)
        (root / "content/a.md").write_text("x")
        await asyncio.wait_for(anext(beats), 10)

    (root / "shut").mkdir(mode=0)
    asyncio.run(look())
