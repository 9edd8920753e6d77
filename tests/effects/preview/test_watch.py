"""Every save is noticed from the first moment on."""

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from okrsite.effects.preview.watch import watch


def alone(work: Coroutine[None, None, None]) -> None:
    """Run it in a thread of its own: a browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "site"
    (root / "content").mkdir(parents=True)
    return root


def test_a_save_during_the_first_look_is_not_lost(root: Path) -> None:
    async def look() -> None:
        beats = watch(root)
        await asyncio.wait_for(anext(beats), 10)
        (root / "content/a.md").write_text("saved while the site was being read")
        await asyncio.wait_for(anext(beats), 10)
        (root / "content/a.md").write_text("and again")
        await asyncio.wait_for(anext(beats), 10)

    alone(look())


def test_a_content_folder_that_is_moved_away_and_back_is_noticed(root: Path) -> None:
    async def look() -> None:
        beats = watch(root)
        await anext(beats)
        (root / "content").rename(root / "away")
        await asyncio.wait_for(anext(beats), 10)
        (root / "away").rename(root / "content")
        await asyncio.wait_for(anext(beats), 10)

    alone(look())


def test_what_the_site_is_not_made_of_is_left_alone(root: Path) -> None:
    async def look() -> None:
        beats = watch(root)
        await anext(beats)
        (root / "site").mkdir()
        (root / "site/index.html").write_text("")
        (root / "content/__pycache__").mkdir()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(beats), 0.5)

    alone(look())


def test_a_system_that_cannot_watch_says_so_after_the_first_look(root: Path) -> None:
    async def look() -> None:
        beats = watch(root)
        await anext(beats)
        with pytest.raises(OSError, match="watch limit"):
            await anext(beats)

    limit = OSError(28, "OS file watch limit reached")
    with patch("watchfiles.main.RustNotify", side_effect=limit):
        alone(look())


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_does_not_end_the_watch(root: Path) -> None:
    async def look() -> None:
        beats = watch(root)
        await anext(beats)
        (root / "content/a.md").write_text("x")
        await asyncio.wait_for(anext(beats), 10)

    (root / "shut").mkdir(mode=0)
    alone(look())
