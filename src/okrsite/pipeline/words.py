"""Words: everything the site says, in its language."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Words(Struct, frozen=True):
    """Texts by key (`kpi.range`); `{name}` in a text is a place for a fact."""

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

        Raises KeyError for an unknown key, and for a place that none of the facts is for.
        """
        return self.texts[key].format_map(facts)

    def count(self, key: str, number: float, shown: str = "", /, **facts: str) -> str:
        """The text for a number of things, `key.one` or `key.other`, with `{count}` filled."""
        form = f"{key}.one" if number == 1 else f"{key}.other"
        return self.say(form, **{**facts, "count": shown or str(number)})


def words_of(language: str, *layers: Mapping[str, Any]) -> Words:
    """The words of a language from nested tables, each laid over those before it."""
    texts: dict[str, str] = {}
    for layer in layers:
        texts |= flat(layer)
    return Words(language, texts)


def flat(table: Mapping[str, Any]) -> dict[str, str]:
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
