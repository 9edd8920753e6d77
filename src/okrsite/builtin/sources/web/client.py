"""Client: requests that no server and no redirect can lead astray."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin

import httpx2

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.web.addresses import ServerOrigin, check_host, origin_of
from okrsite.builtin.sources.web.pace import Pace, wanted_pause
from okrsite.builtin.sources.web.paths import leads_out
from okrsite.builtin.sources.web.pinned_transport import PinnedTransport
from okrsite.builtin.sources.web.reply import WebReply, good, read_body
from okrsite.builtin.sources.web.settings import WebSettings

_REDIRECTS = 5
_LONGEST_REASON = 200


class WebRequest(NamedTuple):
    """What is sent, and where to."""

    url: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes | None = None


class WebClient:
    """Asks one thing at a time; use it in a `with`.

    `authorize` gives the value of `Authorization`, where it is none that stands in the settings;
    `pace` says when the next request may be sent.
    """

    def __init__(
        self,
        settings: WebSettings,
        authorize: Callable[[], str] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._settings = settings
        self._authorize = authorize
        self._pace = pace or Pace(0, monotonic() + settings.seconds)
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

    @property
    def is_late(self) -> bool:
        """Whether its source has no time left for another request."""
        return self._pace.is_late

    def get(
        self, url: str, headers: dict[str, str] | None = None, also: frozenset[int] = frozenset()
    ) -> WebReply:
        """What stands at an address, through redirects within the hosts that may be asked.

        Credentials go to the server that was asked first, if it may have them, and to no other.
        A status that is neither good nor in `also` raises AnswerError, as does every other failure;
        reasons name the host at most, for an address may hold a secret.
        """
        trusted = self._trusted(url)
        for _ in range(_REDIRECTS + 1):
            origin = self._checked(url)
            known = self._credentials() if origin == trusted else {}
            reply = self._paced(WebRequest(url, {**(headers or {}), **known}), origin)
            if not _redirects(reply):
                return good(reply, origin, also)
            url = urljoin(url, reply.headers["location"])
        raise AnswerError(f"{trusted or 'the server'} redirects more than {_REDIRECTS} times")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> WebReply:
        """What a server answers to a body. It is sent to this address alone: no redirect leads on.

        Raises AnswerError as `get` does.
        """
        trusted = self._trusted(url)
        origin = self._checked(url)
        known = self._credentials() if origin == trusted else {}
        reply = self._paced(WebRequest(url, {**headers, **known}, "POST", body), origin)
        if _redirects(reply):
            raise AnswerError(f"{origin} redirects a POST, which goes to no other address")
        return good(reply, origin, frozenset())

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
        if self._authorize:
            known["authorization"] = self._authorize()
        elif settings.token:
            known["authorization"] = f"Bearer {settings.token}"
        elif settings.user:
            known |= _basic(settings.user, settings.password)
        return known

    def _paced(self, request: WebRequest, origin: ServerOrigin) -> WebReply:
        """The answer to a request, asked again where the server says that it was too often."""
        paused = 0
        while True:
            self._pace.wait()
            reply = self._ask(request, origin)
            pause = wanted_pause(reply.status, reply.headers, paused)
            if pause is None:
                return reply
            paused += 1
            wait = f"{origin} answered {reply.status} and wants to be left alone for {pause:.0f} s"
            self._pace.pause(pause, f"{wait}; its source has less time left (timeout)")

    def _ask(self, asked: WebRequest, origin: ServerOrigin) -> WebReply:
        until = monotonic() + self._settings.seconds
        try:
            request = self._http.build_request(
                asked.method, asked.url, headers=asked.headers, content=asked.body
            )
            response = self._http.send(request, stream=True, auth=None)
            try:
                most = int(self._settings.max_megabytes * 1e6)
                body = b"" if response.has_redirect_location else read_body(response, most, until)
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
        return WebReply(response.status_code, asked.url, response.headers, body)


def _redirects(reply: WebReply) -> bool:
    return "location" in reply.headers and 300 <= reply.status < 400


def _named(reason: AnswerError, origin: ServerOrigin) -> AnswerError:
    said = str(reason)
    return AnswerError(
        said if str(origin) in said else f"{origin}: {said}", is_transient=reason.is_transient
    )


def _basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}
