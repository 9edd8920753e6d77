"""Words are found by key, filled once, and fall back to English."""

import string
from pathlib import Path

import pytest

from okrsite.effects.themes import PACKAGE, read_words
from okrsite.pipeline.words import words_of

WORDS = words_of(
    "en", {"a": {"hello": "Hello {name}", "days": {"one": "{count} day", "other": "{count} days"}}}
)


def test_a_place_is_filled_once_and_what_fills_it_is_never_read_again() -> None:
    assert WORDS.say("a.hello", name="{name} {count} {0}") == "Hello {name} {count} {0}"


def test_one_thing_and_several_have_their_own_forms() -> None:
    assert WORDS.count("a.days", 1) == "1 day"
    assert WORDS.count("a.days", 1200, "1,200") == "1,200 days"


def test_a_later_layer_wins_and_the_rest_stays() -> None:
    words = words_of("de", {"a": {"b": "one", "c": "two"}}, {"a": {"c": "zwei"}})
    assert (words["a.b"], words["a.c"]) == ("one", "zwei")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDS["a.nothing"]


def test_a_language_without_words_speaks_english() -> None:
    words = read_words("xx-YY")
    assert words.language == "xx-YY"
    assert words["status.on_track"] == "On track"


@pytest.mark.parametrize("path", sorted((PACKAGE / "locales").glob("*.toml")), ids=lambda p: p.stem)
def test_every_text_has_only_plain_places(path: Path) -> None:
    english, own = read_words("en").texts, read_words(path.stem).texts
    assert own.keys() == english.keys()
    for key, text in own.items():
        places = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        known = {name for _, name, _, _ in string.Formatter().parse(english[key]) if name}
        assert all(name.isidentifier() for name in places), key
        assert places <= known, key
