"""OKR406: a text reads the same to the eye and to the machine."""

import re
from collections.abc import Iterator
from unicodedata import name

from msgspec import Struct, msgpack, structs

from okrsite.api import Finding, Forest, Rule, Scored, Span, Subject, Written
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.builtin.texts import entities

# Embeddings, overrides and isolates; the marks U+200E and U+200F are at home in many scripts.
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
ENCODED = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Characters that turn the direction of writing, in any field of any document."""
    # One search through everything is a hundred times as fast as one for each string.
    if not ENCODED.search(msgpack.encode(scored.forest)):
        return
    for subject, entity in _written(scored.forest):
        if not ENCODED.search(msgpack.encode(entity)):
            continue
        for span, text in _strings(entity, entity.span):
            if found := CONTROLS.search(text):
                yield Finding(
                    span,
                    f"a character that nobody sees turns the text around ({name(found.group())})",
                    "Delete the line and type it anew; copying would copy the character.",
                    subject,
                    {"character": f"U+{ord(found.group()):04X}"},
                )


def _written(forest: Forest) -> Iterator[tuple[Subject, Written]]:
    yield from ((Subject(kind, each.id), each) for kind, each in entities(forest))
    for id_, checkins in forest.checkins.items():
        yield from ((Subject("objective", id_), each) for each in checkins)


def _strings(value: object, place: Span) -> Iterator[tuple[Span, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Struct) and not isinstance(value, Span):
        for each in structs.fields(value):
            inner = getattr(value, each.name)
            where = value.at(each.encode_name) if isinstance(value, Written) else place
            yield from _strings(inner, where)
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each, place)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each, place)


RULE = Rule(
    code="OKR406",
    name="misleading-characters",
    severity="error",
    title="Invisible characters turn a text around",
    why="""
Characters that turn the direction of writing make a line look different from what it says. Whoever
reviews the pull request approves something else than what is published.
""",
    bad={OBJECTIVE: objective_text("Customers \\u202eyats\\u202c")},
    good={OBJECTIVE: objective_text("Customers stay")},
    check=check,
)
