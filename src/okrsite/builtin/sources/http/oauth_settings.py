"""Settings of OAuth: how a source gets its access token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from okrsite.api import SettingsMistake


class OauthSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an access token is had, once a run; secrets are written as `${VAR}`.

    With the grant `client_credentials` or `refresh_token` the server at `token_url` gives it for
    `client_id` and `client_secret`, which are sent `client_in` the header (basic authentication) or
    the body. With `jwt_bearer` it is given for a JWT that is signed with `private_key`, in PEM or
    as the whole file of a service account of Google, which says `issuer`, `key_id` and `token_url`
    by itself. With `signed` the JWT is the token. A JWT has the claims `iss`, `sub` (`subject`,
    else the issuer), `aud` (`audience`, else `token_url`), `scope` and those of `claims`, and is
    good for `minutes`. `form` is sent with every request for a token.
    """

    grant: Literal["client_credentials", "refresh_token", "jwt_bearer", "signed"] = (
        "client_credentials"
    )
    token_url: str = ""
    client_id: str = ""
    client_secret: str = ""
    client_in: Literal["header", "body"] = "header"
    refresh_token: str = ""
    scope: str = ""
    audience: str = ""
    issuer: str = ""
    subject: str = ""
    private_key: str = ""
    key_id: str = ""
    algorithm: Literal["RS256", "ES256", "PS256", "HS256"] = "RS256"
    minutes: Annotated[float, Meta(gt=0, le=60)] = 30
    claims: dict[str, Any] = {}
    form: dict[str, str] = {}

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody but the token server may learn."""
        lines = self.private_key.splitlines()
        values = (self.client_secret, self.refresh_token, self.private_key, *lines)
        return tuple(value for value in (*values, *self.form.values()) if value)


_NEEDED = {
    "client_credentials": ("token_url", "client_id", "client_secret"),
    "refresh_token": ("token_url", "refresh_token"),
    "jwt_bearer": ("private_key",),
    "signed": ("private_key",),
}


def oauth_mistakes(oauth: OauthSettings) -> Iterator[SettingsMistake]:
    """What a way to get a token lacks."""
    for name in _NEEDED[oauth.grant]:
        if not getattr(oauth, name):
            yield SettingsMistake(f"the grant {oauth.grant} needs `{name}`", field="oauth")
    is_whole_file = oauth.private_key.lstrip().startswith(("{", "$"))
    if oauth.grant == "jwt_bearer" and not (oauth.token_url or is_whole_file):
        yield SettingsMistake("the grant jwt_bearer needs `token_url`", field="oauth")
