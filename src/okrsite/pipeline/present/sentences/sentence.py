"""Sentence: a fact in the words of a language, of which every part may lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter
from typing import TypeAlias

from msgspec import Struct

from okrsite.pipeline.present.html import escape
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.words import Words

# Spaces and signs around the words of a link, which would be underlined with them.
_EDGES = re.compile(r"^([\s:,.\uff1a\u3001\u3002]*)(.*?)([\s:,.\uff1a\u3001\u3002]*)$", re.DOTALL)


class Sentence(Struct, frozen=True):
    """Words in their order; those that belong together lead to one place, or to none.

    It draws itself as HTML when a page is rendered; `text` is the same without links.
    """

    parts: tuple[Anchor, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(part.text for part in self.parts)

    def __html__(self) -> str:
        return "".join(map(_drawn, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


Fact: TypeAlias = str | Anchor | Sentence


def said(words: Words, key: str, /, href: str = "", **facts: Fact) -> Sentence:
    """The text of a key with its places filled; `href` is where its own words lead.

    A fact that is a link keeps its own address, a fact that is text is one of the sentence's own
    words. Raises KeyError as `Words.say` does.
    """
    return _filled(words[key], href, facts)


def counted(
    words: Words, key: str, number: float, shown: str = "", /, href: str = "", **facts: Fact
) -> Sentence:
    """The text for a number of things in the form that the language asks for, with `{count}`."""
    given = {**facts, "count": shown or str(number)}
    return _filled(words[words.form(key, number)], href, given)


def listed(words: Words, facts: Iterable[Fact]) -> Sentence:
    """Facts one after the other, with the comma of the language between them."""
    return _joined(facts, words["punctuation.comma"])


def ended(words: Words, clauses: Iterable[Fact]) -> Sentence:
    """A whole sentence of clauses, with a full stop at its end; empty without clauses."""
    inner = listed(words, clauses)
    return _filled(words["punctuation.sentence"], "", {"text": inner}) if inner else inner


def paragraph(words: Words, sentences: Iterable[Sentence]) -> Sentence:
    """Sentences one after the other; empty ones are left out."""
    return _joined(sentences, words["punctuation.space"])


def _joined(facts: Iterable[Fact], between: str) -> Sentence:
    parts: list[Anchor] = []
    for fact in facts:
        inner = _parts(fact, "")
        if parts and inner:
            parts.append(Anchor(between))
        parts += inner
    return Sentence(tuple(_merged(parts)))


def _filled(template: str, href: str, facts: dict[str, Fact]) -> Sentence:
    parts: list[Anchor] = []
    for literal, place in _pieces(template):
        # An abbreviation at the end of a sentence has its dot already.
        has_dot = bool(parts) and parts[-1].text.endswith(".")
        parts.append(Anchor(literal.removeprefix(".") if has_dot else literal, href))
        if place:
            parts += _parts(facts[place], href)
    linked = [shown for part in _merged(parts) for shown in _without_edges(part)]
    return Sentence(tuple(_merged(linked)))


@cache
def _pieces(template: str) -> tuple[tuple[str, str], ...]:
    """The words of a template, each stretch with the place that follows it."""
    return tuple((literal, place or "") for literal, place, _, _ in Formatter().parse(template))


def _parts(fact: Fact, href: str) -> list[Anchor]:
    match fact:
        case str():
            return [Anchor(fact, href)]
        case Anchor():
            return [fact]
        case Sentence():
            return list(fact.parts)


def _merged(parts: Iterable[Anchor]) -> Iterator[Anchor]:
    """Neighbours that lead to the same place as one part, and no part without words."""
    last: Anchor | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and last.href == part.href:
            last = Anchor(last.text + part.text, part.href)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _without_edges(part: Anchor) -> Iterator[Anchor]:
    """A link without the spaces and signs around its words, and these beside it."""
    found = _EDGES.match(part.text) if part.href else None
    if found is None:
        yield part
        return
    before, inner, after = found.groups()
    yield from (Anchor(before), Anchor(inner, part.href), Anchor(after))


def _drawn(part: Anchor) -> str:
    text = escape(part.text)
    return f'<a href="{escape(part.href)}">{text}</a>' if part.href else text
