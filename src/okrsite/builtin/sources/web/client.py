"""Client: GET requests that no server and no redirect can lead astray."""

from __future__ import annotations

import zlib
from base64 import b64encode
from http import HTTPStatus
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin

import httpx2

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.web.addresses import ServerOrigin, check_host, origin_of
from okrsite.builtin.sources.web.paths import leads_out
from okrsite.builtin.sources.web.pinned_transport import PinnedTransport
from okrsite.builtin.sources.web.settings import WebSettings

# Automatically tells gzip and zlib apart.
_ANY_HEADER = 47
_ENCODED = {"gzip", "x-gzip", "deflate"}
_REDIRECTS = 5
_LONGEST_REASON = 200
_TRANSIENT = {408, 425, 429, 500, 502, 503, 504}


class WebReply(NamedTuple):
    """What a server answered; `url` is where it did, after redirects."""

    status: int
    url: str
    headers: httpx2.Headers
    body: bytes


class WebClient:
    """Asks by GET, one thing at a time; use it in a `with`."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._http = httpx2.Client(
            transport=PinnedTransport(settings),
            timeout=settings.seconds,
            trust_env=False,
            headers={"accept-encoding": "gzip", "user-agent": "okrsite"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(
        self, url: str, headers: dict[str, str] | None = None, also: frozenset[int] = frozenset()
    ) -> WebReply:
        """What stands at an address, through redirects within the hosts that may be asked.

        Credentials go to the server that was asked first, if it may have them, and to no other.
        A status that is neither good nor in `also` raises AnswerError, as does every other failure;
        reasons name the host at most, for an address may hold a secret.
        """
        trusted = self._trusted(url)
        until = monotonic() + self._settings.seconds
        for _ in range(_REDIRECTS + 1):
            origin = self._checked(url)
            known = self._credentials() if origin == trusted else {}
            reply = self._ask(url, {**(headers or {}), **known}, origin, until)
            if "location" not in reply.headers or not 300 <= reply.status < 400:
                return _good(reply, origin, also)
            url = urljoin(url, reply.headers["location"])
        raise AnswerError(f"{trusted or 'the server'} redirects more than {_REDIRECTS} times")

    def _checked(self, url: str) -> ServerOrigin:
        """The server of an address; at that of the settings, only what is below their own.

        A server that redirects to wherever it is told must not lead the credentials there.
        """
        origin, base = origin_of(url), self._settings.url
        if base and origin == origin_of(base) and leads_out(url, base):
            raise AnswerError(f"{origin} leads to an address that is not below that of its source")
        return origin

    def _trusted(self, url: str) -> ServerOrigin | None:
        origin = origin_of(url)
        check_host(origin, self._settings)
        base = self._settings.url
        return origin if not base or origin == origin_of(base) else None

    def _credentials(self) -> dict[str, str]:
        settings = self._settings
        known = {name.lower(): value for name, value in settings.headers.items()}
        if settings.token:
            known["authorization"] = f"Bearer {settings.token}"
        elif settings.user:
            known |= _basic(settings.user, settings.password)
        return known

    def _ask(
        self, url: str, headers: dict[str, str], origin: ServerOrigin, until: float
    ) -> WebReply:
        try:
            request = self._http.build_request("GET", url, headers=headers)
            response = self._http.send(request, stream=True, auth=None)
            try:
                most = int(self._settings.max_megabytes * 1e6)
                body = b"" if response.has_redirect_location else _read_body(response, most, until)
            finally:
                response.close()
        except AnswerError as reason:
            raise _named(reason, origin) from None
        except (httpx2.LocalProtocolError, httpx2.InvalidURL, ValueError, TypeError):
            wrong_address = f"{origin} cannot be asked: address or headers are wrong"
            raise AnswerError(wrong_address) from None
        except httpx2.TimeoutException:
            late = f"{origin} did not answer within {self._settings.seconds:g} seconds"
            raise AnswerError(late, is_transient=True) from None
        except httpx2.ConnectError as wrong:
            refused = f"{origin} cannot be reached: {wrong}"[:_LONGEST_REASON]
            raise AnswerError(refused, is_transient=True) from None
        except httpx2.TransportError:
            raise AnswerError(f"{origin} broke off its answer", is_transient=True) from None
        return WebReply(response.status_code, url, response.headers, body)


def _named(reason: AnswerError, origin: ServerOrigin) -> AnswerError:
    said = str(reason)
    return AnswerError(
        said if str(origin) in said else f"{origin}: {said}", is_transient=reason.is_transient
    )


def _good(reply: WebReply, origin: ServerOrigin, also: frozenset[int]) -> WebReply:
    if 200 <= reply.status < 300 or reply.status in also:
        return reply
    words = {status.value: status.phrase for status in HTTPStatus}.get(reply.status, "")
    raise AnswerError(
        f"{origin} answered {reply.status} {words}".rstrip(),
        is_transient=reply.status in _TRANSIENT,
    )


def _basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


def _read_body(response: httpx2.Response, most: int, until: float) -> bytes:
    """The whole body, unpacked. Raises AnswerError beyond `most` bytes or the moment `until`.

    Both what is sent and what it unpacks to count, so that nothing small becomes huge.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {*_ENCODED, "identity", ""}:
        raise AnswerError("the answer is packed in a way that was not asked for")
    unpack = zlib.decompressobj(_ANY_HEADER) if encoding in _ENCODED else None
    body = bytearray()
    sent = 0
    for chunk in response.iter_raw():
        sent += len(chunk)
        body += _unpacked(unpack, chunk, most + 1 - len(body)) if unpack else chunk
        if max(sent, len(body)) > most:
            raise AnswerError(f"the answer is larger than {most / 1e6:g} MB")
        if monotonic() > until:
            raise AnswerError("the answer took too long", is_transient=True)
    if unpack and not unpack.eof:
        raise AnswerError("the answer ends too early", is_transient=True)
    return bytes(body)


def _unpacked(unpack: zlib._Decompress, chunk: bytes, most: int) -> bytes:
    try:
        return unpack.decompress(chunk, max(most, 1))
    except zlib.error:
        raise AnswerError("the answer is packed wrongly") from None
