"""A snapshot that takes too long gives way to the next save."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from okrsite.commands.serve.refreshing import Refreshing
from okrsite.effects.preview import maker
from okrsite.effects.preview.live_state import Snapshot

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


def read(page: Path, *, whole: bool) -> Snapshot:
    """A site of one file, which is never read to its end while it says `stuck`."""
    text = page.read_bytes()
    if text == b"stuck":
        time.sleep(600)
    return Snapshot({"index.html": lambda: text})


def test_the_last_good_site_is_on_show_until_a_save_that_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that is started anew could not import what stands in a test.
    monkeypatch.setattr(maker, "_CONTEXT", multiprocessing.get_context("fork"))
    page = tmp_path / "page"
    shown: list[tuple[bytes, str]] = []

    news = asyncio.Event()

    async def saves() -> AsyncIterator[None]:
        for text in ("old", "stuck", "new"):
            news.clear()
            page.write_text(text)
            yield
            await news.wait()

    async def show() -> None:
        refreshing = Refreshing(partial(read, page), str, patience=0.3)
        try:
            async for _ in refreshing.after(saves()):
                snapshot = refreshing.state.snapshot
                content = await asyncio.to_thread(snapshot.files["index.html"])
                shown.append((content, snapshot.failure))
                news.set()
        finally:
            refreshing.end()

    asyncio.run(asyncio.wait_for(show(), 60))
    late = "The newest save takes longer than 0.3 seconds to be made, so what is shown is older."
    assert shown == [(b"old", ""), (b"old", late), (b"new", "")]
