"""The server: answers requests for the snapshot on show, and for nothing else.

It binds to this machine only, checks that it is addressed as this machine, changes nothing on any
request, and never opens a file by a name from outside: paths are looked up in the snapshot.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from okrsite.effects.preview.live_state import LiveState
from okrsite.effects.preview.overlay import LIVE_CSS, LIVE_JS, placeholder, with_overlay
from okrsite.pipeline.media_types import media_type

# A page of another site may resolve its own name to this machine; it is refused by that name.
OURS = ("127.0.0.1", "localhost")
# The last one keeps a page of another site from loading ours as a script or a picture.
HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}


def preview_app(state: LiveState) -> Starlette:
    """The application that shows a preview, as it stands at each request."""

    async def page(request: Request) -> Response:
        return await _page(state, request.path_params["path"])

    async def events(request: Request) -> Response:
        if not _is_from_here(request):
            return PlainTextResponse("not for other sites", status_code=403)
        return StreamingResponse(_events(state), media_type="text/event-stream", headers=HEADERS)

    return Starlette(
        routes=[
            Route("/_okrsite/events", events, methods=["GET"]),
            Route("/_okrsite/live.js", _fixed(LIVE_JS, "text/javascript"), methods=["GET"]),
            Route("/_okrsite/live.css", _fixed(LIVE_CSS, "text/css"), methods=["GET"]),
            Route("/{path:path}", page, methods=["GET"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(OURS), www_redirect=False)
        ],
    )


async def _page(state: LiveState, asked: str) -> Response:
    snapshot = state.snapshot
    path = f"{asked}index.html" if not asked or asked.endswith("/") else asked
    make = snapshot.files.get(path)
    if make is None and not snapshot.files:
        return Response(placeholder(snapshot), 503, HEADERS, "text/html; charset=utf-8")
    status = 200 if make else 404
    make = make or snapshot.files.get("404.html") or (lambda: b"There is no such page.")
    try:
        body = await run_in_threadpool(make)
    except Exception as problem:  # noqa: BLE001 - one page that fails must not end the preview
        if state.snapshot is not snapshot:
            # A save came meanwhile, and what made the page is gone.
            return await _page(state, asked)
        return PlainTextResponse(f"This page cannot be made: {problem}", 500, HEADERS)
    kind = media_type("404.html" if status == 404 else path)
    if kind.startswith("text/html"):
        body = with_overlay(body, snapshot)
    return Response(body, status, HEADERS, kind)


async def _events(state: LiveState) -> AsyncIterator[str]:
    # Comments keep the connection open through whatever would close an idle one.
    async for version in state.versions():
        yield ": still here\n\n" if version is None else f"event: version\ndata: {version}\n\n"


def _is_from_here(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _fixed(body: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return Response(body, headers=HEADERS, media_type=kind)

    return answer
