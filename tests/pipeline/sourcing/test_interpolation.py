"""Whatever a variable holds, an address leads where it was written to lead."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from okrsite.pipeline.sourcing.interpolation import UnfitVariableError, interpolate

# Each in a place of its own that would end the part which the variable stands in.
CANARIES = [f"pre{mark}TAILCANARY{mark}x" for mark in "@/:?#%&=;\\[] +"] + [
    "abc@evil.example/x",
    "//evil.example",
    "x@evil.example:1/?host=evil.example#",
    "p%40x",
    "käse",
]
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
DATABASE = "postgresql://reader:${PASSWORD}@127.0.0.1:5432/shop"


def assert_leads_to_the_database(password):
    url = make_url(interpolate(DATABASE, {"PASSWORD": password}))
    assert (url.drivername, url.username, url.host) == ("postgresql", "reader", "127.0.0.1")
    assert (url.port, url.database, url.password) == (5432, "shop", password)


@pytest.mark.parametrize("password", CANARIES)
def test_a_password_stays_one(password) -> None:
    assert_leads_to_the_database(password)


@given(VALUES)
def test_any_password_stays_one(password) -> None:
    assert_leads_to_the_database(password)


@pytest.mark.parametrize("value", CANARIES)
@pytest.mark.parametrize(
    "written",
    [
        "https://${X}:p@a.example:8443/api",
        "https://u:${X}@a.example:8443/api",
        "https://a.example:8443/${X}/values",
        "https://a.example:8443/api?key=${X}&more=1",
        "https://a.example:8443/api#${X}",
    ],
)
def test_no_value_moves_an_address_or_adds_to_it(written, value) -> None:
    parts = urlsplit(interpolate(written, {"X": value}))
    plain = urlsplit(written)
    assert (parts.scheme, parts.hostname, parts.port) == ("https", "a.example", 8443)
    assert bool(parts.query) == bool(plain.query)
    assert bool(parts.fragment) == bool(plain.fragment)
    assert unquote(parts.path) == plain.path.replace("${X}", value)
    query = parse_qs(plain.query)
    assert parse_qs(parts.query) == {
        name: [value if part == "${X}" else part for part in some] for name, some in query.items()
    }


@pytest.mark.parametrize(
    "written",
    [
        "https://${X}/",
        "https://${X}",
        "https://u:p@${X}/",
        "https://a.example:${X}/",
        "https://${X}.a.example/",
        "https://${X}@${Y}/",
        "https://a.example${X}",
    ],
)
@pytest.mark.parametrize("value", ["evil/", "e@vil", "e?", "e#", "a:1", "a b", "e%2f", "e\\x"])
def test_a_host_is_filled_in_with_nothing_else_and_the_value_is_not_told(written, value) -> None:
    name = "Y" if "${Y}" in written else "X"
    with pytest.raises(
        UnfitVariableError, match=f"the environment variable {name} does not"
    ) as told:
        interpolate(written, {"X": "ada", name: value})
    assert value not in str(told.value).replace(name, "")


def test_a_host_and_a_port_are_filled_in() -> None:
    environment = {"HOST": "a-1.example", "PORT": "8443"}
    assert interpolate("https://${HOST}:${PORT}/x", environment) == "https://a-1.example:8443/x"


def test_a_whole_address_is_taken_as_it_is() -> None:
    url = "postgresql://reader:p%40x@db.example/shop"
    assert interpolate("${DATABASE_URL}", {"DATABASE_URL": url}) == url
    environment = {"BASE": "https://a.example/api", "KEY": "a/b&c"}
    assert (
        interpolate("${BASE}/x?key=${KEY}", environment) == "https://a.example/api/x?key=a%2Fb%26c"
    )


def test_a_scheme_is_a_scheme() -> None:
    assert interpolate("${S}://u:${P}@h/x", {"S": "mysql+pymysql", "P": "a@b"}) == (
        "mysql+pymysql://u:a%40b@h/x"
    )
    with pytest.raises(UnfitVariableError, match="a scheme has only letters"):
        interpolate("${S}://u:${P}@h/x", {"S": "https://evil.example/", "P": "a"})


def test_what_is_no_address_is_taken_as_it_is() -> None:
    assert interpolate({"token": "Bearer ${T}"}, {"T": "a@b/c%20"}) == {"token": "Bearer a@b/c%20"}
