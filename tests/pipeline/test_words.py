"""Words are found by key, filled once, and fall back to English."""

import string
from pathlib import Path

import pytest

from okrsite.effects.themes import PACKAGE, read_words
from okrsite.pipeline.words import locales_of, words_of

WORDS = words_of(
    "en", {"a": {"hello": "Hello {name}", "days": {"one": "{count} day", "other": "{count} days"}}}
)


def test_a_place_is_filled_once_and_what_fills_it_is_never_read_again() -> None:
    assert WORDS.say("a.hello", name="{name} {count} {0}") == "Hello {name} {count} {0}"


def test_an_abbreviation_ends_a_sentence_with_one_dot() -> None:
    words = words_of("de", {"a": {"since": "Seit {day}.", "of": "{day}. {rest}"}})
    assert words.say("a.since", day="16. Nov.") == "Seit 16. Nov."
    assert words.say("a.since", day="gestern") == "Seit gestern."
    assert words.say("a.of", day="16. Nov.", rest="v1..v2") == "16. Nov. v1..v2"


def test_one_thing_and_several_have_their_own_forms() -> None:
    assert WORDS.count("a.days", 1) == "1 day"
    assert WORDS.count("a.days", 1200, "1,200") == "1,200 days"


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        *[("en", 0, "other"), ("en", 1, "one"), ("en", 1.5, "other")],
        *[("fr", 0, "one"), ("fr", 1.5, "one"), ("fr", 2, "other"), ("fr", 1_000_000, "many")],
        *[("pl", 1, "one"), ("pl", 22, "few"), ("pl", 5, "many"), ("pl", 1.5, "other")],
        *[("pt-BR", 0, "one"), ("ja", 1, "other"), ("ar", 0, "zero"), ("ar", 2, "two")],
    ],
)
def test_a_number_takes_the_form_that_its_language_asks_for(language, number, form) -> None:
    forms = ("zero", "one", "two", "few", "many", "other")
    words = words_of(language, {"day": {form: form for form in forms}})
    assert words.count("day", number) == form


def test_a_form_that_nobody_wrote_is_the_last_one() -> None:
    words = words_of("pl", {"day": {"one": "{count} day", "other": "{count} days"}})
    assert words.count("day", 5) == "5 days"


def test_a_script_gets_each_form_of_its_language_and_no_other() -> None:
    day = {"one": "a", "few": "b", "many": "c", "other": "d"}
    assert words_of("pl", {"day": day}).forms("day") == day
    assert words_of("ja", {"day": day}).forms("day") == {"other": "d"}


@pytest.mark.parametrize(
    ("language", "locales"),
    [
        ("de", ("de",)),
        ("de-CH", ("de", "de-CH")),
        ("de-AT", ("de",)),
        ("pt", ("pt-BR",)),
        ("pt-PT", ("pt-BR",)),
        ("sr-Latn-RS", ("sr-Latn",)),
        ("sr", ()),
        ("p", ()),
        ("sv", ()),
    ],
)
def test_a_language_reads_its_own_locales_or_that_of_another_region(language, locales) -> None:
    assert locales_of(language, ["sr-Latn", "pt-BR", "de-CH", "de", "en"]) == locales


def test_a_later_layer_wins_and_the_rest_stays() -> None:
    words = words_of("de", {"a": {"b": "one", "c": "two"}}, {"a": {"c": "zwei"}})
    assert (words["a.b"], words["a.c"]) == ("one", "zwei")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDS["a.nothing"]


def test_portuguese_of_any_country_is_read_from_the_one_there_is() -> None:
    assert read_words("pt-PT").texts == read_words("pt-BR").texts


def test_a_language_without_words_speaks_english() -> None:
    words = read_words("xx-YY")
    assert words.language == "xx-YY"
    assert words["status.on_track"] == "On track"


@pytest.mark.parametrize("path", sorted((PACKAGE / "locales").glob("*.toml")), ids=lambda p: p.stem)
def test_every_text_has_only_plain_places(path: Path) -> None:
    for key, text in read_words(path.stem).texts.items():
        places = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert all(name.isidentifier() for name in places), key
