"""`okrsite serve` on the command line: its options, its socket, and what it says meanwhile."""

from __future__ import annotations

import asyncio
import os
import socket
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.commands.errors import CommandError
from okrsite.commands.options import DAY, choice
from okrsite.commands.result import CommandResult
from okrsite.commands.root import find_root
from okrsite.commands.serve.outcome import known_after, outcome_of
from okrsite.commands.serve.preview import build_snapshot
from okrsite.commands.terminal import Terminal, harmless
from okrsite.commands.workspace import open_workspace
from okrsite.effects.parallel import require_threads
from okrsite.model.names import Visibility

if TYPE_CHECKING:
    from okrsite.commands.serve.refreshing import Refreshing

HOST = "127.0.0.1"
PORT = 8000
TRIES = 20
THREADS = 16


@click.command("serve", short_help="Show the site here, new at every save.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"The port; {PORT} or the next free.")
@click.option("--audience", type=choice(Visibility), help="For whom the site is made.")
@click.option("--today", type=DAY, help="The day as of which everything is told.")
@click.pass_obj
def command(
    terminal: Terminal, *, port: int | None, audience: Visibility | None, today: date | None
) -> CommandResult:
    """Show the site on this machine; every save shows in the browser at once.

    Only this machine is answered. What does not build is laid over the last good page, but for
    mistakes in what the audience does not see: the terminal alone tells those. It also tells each
    new warning, and what is wrong with a page that a browser asks for. Ctrl-C ends it.
    """
    root = find_root(Path.cwd())
    # Some of them start in libraries, which end the process where they cannot.
    require_threads(THREADS)
    listening = _listen(port)
    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    terminal.tell(f"Serving {root} at {address} (Ctrl-C ends it)")
    asyncio.run(_serve(terminal, root, listening, audience, today))
    return CommandResult()


async def _serve(
    terminal: Terminal,
    root: Path,
    listening: socket.socket,
    audience: Visibility | None,
    today: date | None,
) -> None:
    import uvicorn  # noqa: PLC0415 - with starlette 150 ms, and only this command needs it

    from okrsite.commands.serve.refreshing import Refreshing  # noqa: PLC0415 - as above
    from okrsite.effects.preview.server import preview_app  # noqa: PLC0415 - as above

    refreshing = Refreshing(
        partial(build_snapshot, root, today, audience, is_quiet=terminal.loudness < 0),
        partial(open_workspace, root),
    )

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # First, since requests that wait for it would hold up the end of the server.
            refreshing.end()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        preview_app(refreshing.state),
        log_level="warning",
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    task = asyncio.create_task(_refresh_on_saves(terminal, root, refreshing))
    try:
        await Server(config).serve([listening])
    finally:
        task.cancel()


async def _refresh_on_saves(terminal: Terminal, root: Path, refreshing: Refreshing) -> None:
    """Show the site as it stands now, and after every save."""
    from okrsite.effects.preview.watch import watch  # noqa: PLC0415 - only this command needs it

    known = None
    try:
        async for _ in refreshing.after(watch(root)):
            snapshot = refreshing.state.snapshot
            for line in outcome_of(snapshot, known):
                if terminal.loudness >= 0:
                    terminal.tell(harmless(line))
            known = known_after(snapshot, known)
    except (OSError, RuntimeError) as problem:
        terminal.tell(f"Saves are no longer noticed ({problem}); start it anew to see them.")


def _listen(port: int | None) -> socket.socket:
    """A socket on the port asked for or, when none is, on the first free one.

    Raises `CommandError` when there is none.
    """
    reason = ""
    for candidate in [port] if port is not None else range(PORT, PORT + TRIES):
        try:
            return socket.create_server((HOST, candidate))
        except OSError as problem:
            reason = os.strerror(problem.errno or 0).lower()
    if port is not None:
        raise CommandError(f"port {port} cannot be used: {reason}", "Name another one with --port.")
    last = PORT + TRIES - 1
    raise CommandError(f"no port from {PORT} to {last} is free", "Name another one with --port.")
