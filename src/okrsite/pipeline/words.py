"""Words: everything the site says, in its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from babel import Locale


class Words(Struct, frozen=True):
    """The texts of a language.

    Attributes:
        language: The language's tag, such as `de`.
        texts: Texts by key (`kpi.range`); `{name}` in a text is a place for a fact.
    """

    language: str
    texts: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def get(self, key: str, fallback: str) -> str:
        """The text of a key, or another where there is none."""
        return self.texts.get(key, fallback)

    def say(self, key: str, /, **facts: str) -> str:
        """The text of a key with its places filled.

        An abbreviation such as "16. Nov." gets no second dot at the end of a sentence.
        Raises KeyError for an unknown key, and for a place that none of the facts is for.
        """
        text = self.texts[key]
        for name in _before_dots(text):
            facts[name] = facts[name].removesuffix(".")
        return text.format_map(facts)

    def count(self, key: str, number: float, shown: str = "", /, **facts: str) -> str:
        """The text for a number of things, in the form that the language asks for, with `{count}`.

        The forms are CLDR's categories (`key.one`, `key.few`, `key.other`); where a language has
        no text of its own for one, `key.other` stands for it.
        """
        return self.say(self.form(key, number), **{**facts, "count": shown or str(number)})

    def form(self, key: str, number: float) -> str:
        """The key of the text for a number of things."""
        form = f"{key}.{locale_of(self.language).plural_form(number)}"
        return form if form in self.texts else f"{key}.other"

    def labelled(self, label: str, text: str) -> str:
        """A text after what it is about, with the colon of the language between them."""
        return f"{label}{self['punctuation.colon']}{text}"

    def listed(self, texts: Iterable[str]) -> str:
        """Texts one after the other, with the comma of the language between them."""
        return self["punctuation.comma"].join(texts)

    def forms(self, key: str) -> dict[str, str]:
        """The texts for numbers of things by category, for scripts that count by themselves."""
        categories = (*sorted(locale_of(self.language).plural_form.tags), "other")
        return {
            name: self.texts[f"{key}.{name}"]
            for name in categories
            if f"{key}.{name}" in self.texts
        }


@cache
def _before_dots(text: str) -> tuple[str, ...]:
    """The places of a text that a full stop follows."""
    return tuple(re.findall(r"\{(\w+)\}\.", text))


@cache
def locale_of(language: str) -> Locale:
    """The conventions of a language; of English where it is unknown."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to import

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def locales_of(language: str, known: Collection[str]) -> tuple[str, ...]:
    """The locales that a language's words are read from, of those known, the most general first.

    `de-CH` reads `de`, then `de-CH`. Where a language is known in one region only, as Portuguese in
    `pt-BR`, the others read that. None where nobody wrote words in the language.
    """
    parts = language.split("-")
    own = ["-".join(parts[: size + 1]) for size in range(len(parts))]
    regional = re.compile(rf"{re.escape(parts[0])}-([A-Z]{{2}}|[0-9]{{3}})")
    found = tuple(name for name in own if name in known)
    return found or tuple(filter(regional.fullmatch, sorted(known)))[:1]


def words_of(language: str, *layers: Mapping[str, Any]) -> Words:
    """The words of a language from nested tables, each laid over those before it."""
    texts: dict[str, str] = {}
    for layer in layers:
        texts |= flatten(layer)
    return Words(language, texts)


def flatten(table: Mapping[str, Any]) -> dict[str, str]:
    """A nested table of texts with its keys joined by dots."""
    texts: dict[str, str] = {}
    waiting = [("", table)]
    while waiting:
        prefix, inner = waiting.pop()
        for key, value in inner.items():
            if isinstance(value, Mapping):
                waiting.append((f"{prefix}{key}.", value))
            else:
                texts[f"{prefix}{key}"] = str(value)
    return texts
