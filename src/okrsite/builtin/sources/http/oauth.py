"""OAuth: an access token for a source, had once a run from the server that gives them."""

from __future__ import annotations

from collections.abc import MutableSequence
from time import time
from typing import Any
from urllib.parse import urlencode

import jwt
import msgspec
from jwt.exceptions import PyJWTError
from msgspec import Struct

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.http.oauth_settings import OauthSettings
from okrsite.builtin.sources.web.client import WebClient
from okrsite.builtin.sources.web.settings import WebSettings

_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_GOOGLE = "https://oauth2.googleapis.com/token"
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}


class _KeyFile(Struct, frozen=True):
    """A key of a service account as Google gives it out."""

    client_email: str
    private_key: str
    private_key_id: str = ""
    token_uri: str = _GOOGLE


class _Granted(Struct, frozen=True):
    """What a token server answers."""

    access_token: str


class TokenSource:
    """Gives `Authorization` with a token that is had when it is first needed.

    Tokens, and what is sent to get them, are added to `secrets` before anything can tell of them.
    """

    def __init__(
        self, oauth: OauthSettings, settings: WebSettings, secrets: MutableSequence[str]
    ) -> None:
        self._oauth, self._settings, self._secrets = oauth, settings, secrets
        self._known: str | AnswerError = ""

    def __call__(self) -> str:
        """The value of the header. Raises AnswerError where no token is to be had."""
        if not self._known:
            try:
                self._known = f"Bearer {self._token()}"
            except AnswerError as reason:
                # Remembered, too: a server that refuses once is not asked again for each KPI.
                self._known = AnswerError(f"no token: {reason}", is_transient=reason.is_transient)
        if isinstance(self._known, AnswerError):
            raise self._known
        return self._known

    def _token(self) -> str:
        oauth = self._oauth
        match oauth.grant:
            case "signed":
                return self._signed(oauth.audience)
            case "client_credentials":
                return self._granted(oauth.token_url, {"grant_type": oauth.grant})
            case "refresh_token":
                asked = {"grant_type": oauth.grant, "refresh_token": oauth.refresh_token}
                return self._granted(oauth.token_url, asked)
            case "jwt_bearer":
                url = oauth.token_url or self._account().token_uri
                assertion = self._signed(oauth.audience or url)
                return self._granted(url, {"grant_type": _JWT_GRANT, "assertion": assertion})

    def _granted(self, url: str, asked: dict[str, str]) -> str:
        """The token that a server gives for what it is asked with."""
        oauth = self._oauth
        form = {**asked, **oauth.form}
        if oauth.scope and oauth.grant != "jwt_bearer":
            form["scope"] = oauth.scope
        is_basic = oauth.client_in == "header" and bool(oauth.client_secret)
        if oauth.client_id and not is_basic:
            form |= {"client_id": oauth.client_id, "client_secret": oauth.client_secret}
        settings = WebSettings(
            url=url,
            user=oauth.client_id if is_basic else "",
            password=oauth.client_secret if is_basic else "",
            allow_private=self._settings.allow_private,
            ca=self._settings.ca,
            seconds=self._settings.seconds,
        )
        sent = {name: value for name, value in form.items() if value}
        with WebClient(settings) as client:
            reply = client.post(url, urlencode(sent).encode(), _FORM)
        try:
            granted = msgspec.json.decode(reply.body, type=_Granted)
        except msgspec.DecodeError:
            raise AnswerError("its server answered without an access_token") from None
        self._secrets.append(granted.access_token)
        return granted.access_token

    def _signed(self, audience: str) -> str:
        """A token in JWT, signed with the private key, good for `minutes`."""
        oauth, account = self._oauth, self._account()
        now = int(time())
        claims: dict[str, Any] = {
            "iss": account.client_email,
            "sub": oauth.subject or account.client_email,
            "aud": audience,
            "iat": now,
            "exp": now + int(60 * oauth.minutes),
            "scope": oauth.scope,
            **oauth.claims,
        }
        claims = {name: value for name, value in claims.items() if value not in {"", None}}
        headers = {"kid": account.private_key_id} if account.private_key_id else None
        try:
            token = jwt.encode(claims, account.private_key, oauth.algorithm, headers)
        except (PyJWTError, ValueError, TypeError):
            raise AnswerError(f"its private_key is no key in PEM for {oauth.algorithm}") from None
        self._secrets.append(token)
        return token

    def _account(self) -> _KeyFile:
        """The key and whose it is: from Google's file as a whole, or from the settings."""
        oauth = self._oauth
        if not oauth.private_key.lstrip().startswith("{"):
            return _KeyFile(oauth.issuer, oauth.private_key, oauth.key_id)
        try:
            account = msgspec.json.decode(oauth.private_key, type=_KeyFile)
        except msgspec.DecodeError:
            raise AnswerError("its private_key is not the file of a service account") from None
        self._secrets.append(account.private_key)
        return account
