"""Refreshing: a new snapshot after every save, each made by a process that can be ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from okrsite.builtin import SHIPPED
from okrsite.effects.preview.live_state import LiveState, Snapshot
from okrsite.effects.preview.maker import Maker, prepare
from okrsite.effects.preview.maker_process import BuildSnapshot

# A snapshot that takes longer gives way to the next save; before that it is made to the end, so
# that somebody who saves all the time sees something.
PATIENCE = 10.0
_MODULES = (
    *(
        "okrsite.commands.serve.preview",
        "okrsite.pipeline.template_compiler",
        "okrsite.builtin.rules",
    ),
    *("babel.dates", "babel.numbers", "jinja2", "markdown_it"),
    *SHIPPED.values(),
)


class Refreshing:
    """The state of a preview, and what makes it anew."""

    def __init__(
        self,
        build_snapshot: BuildSnapshot,
        warm_up: Callable[[], object],
        patience: float = PATIENCE,
    ) -> None:
        self.state = LiveState(self._made)
        self._build_snapshot, self._warm_up = build_snapshot, warm_up
        self._patience = patience
        self._wanted = asyncio.Event()
        self._makers: set[Maker] = set()
        self._next: Maker | None = None
        prepare(_MODULES)

    async def after(self, saves: AsyncIterator[None]) -> AsyncIterator[None]:
        """Make the site anew after every save; yields whenever there is news of it."""
        watching = asyncio.create_task(self._note(saves))
        try:
            while True:
                await _first_of(watching, asyncio.create_task(self._wanted.wait()))
                if watching.done():
                    watching.result()
                    return
                self._wanted.clear()
                async for _ in self._refresh():
                    yield
                # The next one is at hand before it is needed.
                self._next = self._next or await self._started()
        finally:
            watching.cancel()

    def end(self) -> None:
        """End every process that makes something."""
        for maker in self._makers:
            maker.end()

    async def _note(self, saves: AsyncIterator[None]) -> None:
        async for _ in saves:
            self._wanted.set()

    async def _refresh(self) -> AsyncIterator[None]:
        """One attempt, to its end or until a save comes after it has taken too long."""
        attempt = asyncio.create_task(self.state.refresh())
        try:
            await asyncio.wait({attempt}, timeout=self._patience)
            if not attempt.done():
                await self.state.tell(
                    f"The newest save takes longer than {self._patience:g} seconds to be made, "
                    "so what is shown is older."
                )
                yield
                await _first_of(attempt, asyncio.create_task(self._wanted.wait()))
            if attempt.done():
                attempt.result()
                yield
        finally:
            attempt.cancel()

    async def _made(self) -> Snapshot:
        maker, self._next = self._next or await self._started(), None
        maker.begin(whole=bool(self.state.snapshot.files))
        try:
            return await asyncio.wrap_future(maker.snapshot)
        except BaseException:
            maker.end()
            raise

    async def _started(self) -> Maker:
        loop = asyncio.get_running_loop()

        def make_anew() -> None:
            loop.call_soon_threadsafe(self._wanted.set)

        maker = await asyncio.to_thread(Maker, self._build_snapshot, self._warm_up, make_anew)
        self._makers = {maker, *(other for other in self._makers if not other.is_ended)}
        return maker


async def _first_of(*tasks: asyncio.Task[object]) -> None:
    """Wait for one of several; those that only wait for a save are given up."""
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    if tasks[-1] not in done:
        tasks[-1].cancel()
