import json
from base64 import b64encode
from urllib.parse import parse_qs

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from okrsite.builtin.sources.http import SOURCE
from okrsite.builtin.sources.http.settings import HttpSettings

from .conftest import answer

COUNT = {"table": "deals", "count": True}


@pytest.fixture(scope="module")
def key():
    """A private key in PEM, and the public one."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode(), private.public_key()


@pytest.fixture
def granted(asked, served):
    """A source with OAuth whose both servers run here; `forms` are what the token server got."""
    forms = []

    def give(handler):
        forms.append({name: values[0] for name, values in parse_qs(handler.body).items()})
        answer('{"access_token": "tok-123456", "token_type": "bearer"}')(handler)

    served.routes["/token"] = give
    served.routes["/api/deals"] = answer('[{"id": 1}]')

    def make(**oauth):
        return asked(
            SOURCE,
            url=f"{served.url}/api",
            allow_private=True,
            tables={"deals": {"url": "deals"}},
            oauth={"token_url": f"{served.url}/token", **oauth},
        )

    make.forms = forms
    return make


def test_a_token_for_client_credentials_is_had_once_a_run(granted, served) -> None:
    source = granted(
        client_id="ada", client_secret="pässword", scope="read", form={"audience": "x"}
    )
    served.routes["/api/churn"] = answer("4")
    found = source.batch({"a": COUNT, "b": {"url": "churn", "format": "number"}})
    assert found == {"a": {"2026-10-31": 1}, "b": {"2026-10-31": 4}}
    assert granted.forms == [{"grant_type": "client_credentials", "scope": "read", "audience": "x"}]
    headers = dict(served.seen)
    assert (
        headers["/token"]["authorization"] == f"Basic {b64encode('ada:pässword'.encode()).decode()}"
    )
    assert headers["/api/deals"]["authorization"] == "Bearer tok-123456"


def test_credentials_go_into_the_body_where_a_server_wants_them_there(granted, served) -> None:
    source = granted(client_id="ada", client_secret="pw", client_in="body")
    assert source(COUNT) == {"2026-10-31": 1}
    (form,) = granted.forms
    assert (form["client_id"], form["client_secret"]) == ("ada", "pw")
    assert "authorization" not in dict(served.seen)["/token"]


def test_a_refresh_token_gets_a_token(granted) -> None:
    source = granted(
        grant="refresh_token", refresh_token="r-1", client_id="ada", client_secret="pw"
    )
    assert source(COUNT) == {"2026-10-31": 1}
    assert granted.forms == [{"grant_type": "refresh_token", "refresh_token": "r-1"}]


def test_a_service_account_signs_what_it_asks_with(granted, served, key) -> None:
    pem, public = key
    source = granted(
        grant="jwt_bearer", private_key=pem, issuer="kpis@acme", key_id="k1", scope="read"
    )
    assert source(COUNT) == {"2026-10-31": 1}
    (form,) = granted.forms
    assert form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    url = f"{served.url}/token"
    claims = jwt.decode(form["assertion"], public, algorithms=["RS256"], audience=url)
    assert (claims["iss"], claims["sub"], claims["scope"]) == ("kpis@acme", "kpis@acme", "read")
    assert claims["exp"] - claims["iat"] == 1800
    assert jwt.get_unverified_header(form["assertion"])["kid"] == "k1"


def test_the_key_file_of_google_says_the_rest_by_itself(granted, served, key) -> None:
    pem, public = key
    file = {
        "type": "service_account",
        "client_email": "kpis@acme.iam.example",
        "private_key_id": "k2",
        "private_key": pem,
        "token_uri": f"{served.url}/token",
    }
    source = granted(
        grant="jwt_bearer", private_key=json.dumps(file), token_url="", subject="ada@acme"
    )
    assert source(COUNT) == {"2026-10-31": 1}
    (form,) = granted.forms
    claims = jwt.decode(
        form["assertion"], public, algorithms=["RS256"], audience=f"{served.url}/token"
    )
    assert (claims["iss"], claims["sub"]) == ("kpis@acme.iam.example", "ada@acme")


def test_a_signed_token_is_sent_itself(granted, served, key) -> None:
    pem, public = key
    claims = {"bid": "acme.app"}
    source = granted(
        grant="signed", private_key=pem, issuer="i", audience="store-v1", claims=claims
    )
    assert source(COUNT) == {"2026-10-31": 1}
    assert granted.forms == []
    token = dict(served.seen)["/api/deals"]["authorization"].removeprefix("Bearer ")
    assert jwt.decode(token, public, algorithms=["RS256"], audience="store-v1")["bid"] == "acme.app"


def test_what_a_token_server_says_is_told_without_the_secrets(granted, served) -> None:
    said = '{"error": "invalid_client", "hint": "s3cr3t-v4lue is wrong"}'
    served.routes["/token"] = answer(said, status=401, content_type="application/json")
    source = granted(client_id="ada", client_secret="s3cr3t-v4lue")
    reason = source(COUNT)
    assert "no token: " in reason
    assert (
        'answered 401 Unauthorized: {"error": "invalid_client", "hint": "*** is wrong"}' in reason
    )
    served.routes["/token"] = answer('{"ok": true}')
    assert "without an access_token" in source(COUNT)


def test_a_token_is_struck_out_of_what_a_server_repeats(granted, served) -> None:
    def repeat(handler):
        answer(handler.headers["authorization"], status=403)(handler)

    served.routes["/api/deals"] = repeat
    reason = granted(client_id="ada", client_secret="pw")(COUNT)
    assert "answered 403 Forbidden: Bearer ***" in reason


def test_a_key_that_is_none_is_told_and_not_shown(granted) -> None:
    source = granted(grant="jwt_bearer", private_key="not-a-key-at-all", issuer="i")
    assert "its private_key is no key in PEM for RS256" in source(COUNT)


@pytest.mark.parametrize(
    ("oauth", "lacks"),
    [
        ({"client_id": "a", "client_secret": "b"}, "token_url"),
        ({"token_url": "https://x.example", "client_id": "a"}, "client_secret"),
        ({"grant": "refresh_token", "token_url": "https://x.example"}, "refresh_token"),
        ({"grant": "jwt_bearer", "private_key": "-----BEGIN"}, "token_url"),
        ({"grant": "signed"}, "private_key"),
    ],
)
def test_what_a_grant_lacks_is_told_at_its_setting(oauth, lacks) -> None:
    settings = msgspec.convert({"url": "https://acme.example", "oauth": oauth}, HttpSettings)
    found = list(SOURCE.check_settings(settings))
    assert [mistake.field for mistake in found] == ["oauth"]
    assert f"`{lacks}`" in found[0].message


def test_one_source_has_one_way_to_a_token() -> None:
    oauth = {"grant": "jwt_bearer", "private_key": "${KEY}"}
    written = {"url": "https://acme.example", "oauth": oauth, "token": "t"}
    (mistake,) = SOURCE.check_settings(msgspec.convert(written, HttpSettings))
    assert "another one is given" in mistake.message
