"""Characters and ids that look like something else."""

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from msgspec import Struct, msgpack, structs

from okrsite.api import Finding, Forest, Rule, Scored, Span, Subject, Written
from okrsite.builtin.example import KPI, OBJECTIVE, SERIES, kpi_text, objective_text
from okrsite.pipeline.texts import Entity, entities

# Embeddings, overrides and isolates; the marks U+200E and U+200F are at home in many scripts.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# The same in UTF-8, in which msgpack writes texts.
ENCODED = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def check_misleading_characters(scored: Scored, _: None) -> Iterator[Finding]:
    """Characters that turn the direction of writing, in any field of any document."""
    for subject, entity in _written(scored.forest):
        # One search through a document is a hundred times as fast as one for each string.
        if not ENCODED.search(msgpack.encode(entity)):
            continue
        for span, text in _strings(entity, entity.span):
            if found := TURNING.search(text):
                yield Finding(
                    span,
                    f"a character that nobody sees turns the text around ({name(found.group())})",
                    "Delete the line and type it anew; copying would copy the character.",
                    subject,
                    {"character": f"U+{ord(found.group()):04X}"},
                )


def _written(forest: Forest) -> Iterator[tuple[Subject, Written]]:
    yield from ((Subject(kind, entity.id), entity) for kind, entity in entities(forest))
    for id_, checkins in forest.checkins.items():
        yield from ((Subject("objective", id_), checkin) for checkin in checkins)


def _strings(value: object, place: Span) -> Iterator[tuple[Span, str]]:
    """Every text inside a value, with the nearest place that is known."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Struct) and not isinstance(value, Span):
        for field in structs.fields(value):
            inner = getattr(value, field.name)
            where = value.at(field.encode_name) if isinstance(value, Written) else place
            yield from _strings(inner, where)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, place)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item, place)


MISLEADING_CHARACTERS = Rule(
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
    check=check_misleading_characters,
)


# Cyrillic and Greek letters that are drawn like Latin ones, after Unicode's UTS 39; then digits,
# letters and strokes that many typefaces draw alike.
LOOKS_LIKE = (
    str.maketrans("авекмнорстухіјѕԁһԛԝӏү", "abekmhopctyxijsdhqwly")
    | str.maketrans("αβγεηικνορτυχω", "abyenikvoptuxw")
    | str.maketrans("01|\u0131_\u2010\u2013", "olli---")
)


def check_confusable_ids(scored: Scored, _: None) -> Iterator[Finding]:
    """Ids of one kind that look like another of that kind."""
    first: dict[tuple[str, str], Entity] = {}
    for kind, entity in entities(scored.forest):
        other = first.setdefault((kind, skeleton(entity.id)), entity)
        if other is not entity:
            yield Finding(
                entity.span,
                f"the {kind} '{entity.id}' looks like the {kind} '{other.id}' "
                f"({other.span.path}), and is another",
                "Rename one of the two so that nobody takes it for the other.",
                Subject(kind, entity.id),
                {"id": entity.id, "other": other.id},
            )


def skeleton(id_: str) -> str:
    """What an id looks like; ids with one skeleton are easily mistaken for each other."""
    return normalize("NFKC", id_).casefold().translate(LOOKS_LIKE)


CONFUSABLE_IDS = Rule(
    code="OKR407",
    name="confusable-ids",
    severity="warning",
    title="Two ids look alike",
    why="""
A reference names an id. If two of them differ only by a letter of another alphabet, or by an O and
a zero, a reviewer cannot see which one is meant, and a typing error goes unnoticed.
""",
    bad={KPI.replace("churn", "chum-1"): kpi_text(), KPI.replace("churn", "chum-l"): kpi_text()},
    good={
        KPI.replace("churn", "chum-1"): kpi_text(),
        SERIES.replace("churn", "chum-1"): "date,value\n",
    },
    check=check_confusable_ids,
)
