"""References: what a document names, read without understanding the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from okrsite.model.names import Kind
from okrsite.pipeline.naming import PROVENANCE
from okrsite.pipeline.parse.front_matter import split_front_matter
from okrsite.pipeline.parse.identity import id_of, kind_of
from okrsite.pipeline.parse.text import decode_text
from okrsite.pipeline.toml.read import read_toml

Name = tuple[Kind, str]

# The keys that hold names, wherever they stand, with the kind of what they name.
_NAMING: dict[str, Kind] = {
    "author": "person",
    "contributors": "person",
    "cycle": "cycle",
    "from": "objective",
    "goal": "objective",
    "kpi": "kpi",
    "lead": "person",
    "objective": "objective",
    "owner": "person",
    "supports": "objective",
    "team": "team",
    "to": "person",
    "watch": "kpi",
    "with_teams": "team",
}
_OPERAND = re.compile(r"\{([^{}]+)\}")
_LINK = re.compile(r"\b(goal|kpi):([^\s#)\]>\"']+)")
_TARGETS: dict[str, Kind] = {"goal": "objective", "kpi": "kpi"}


class DocumentReferences(Struct, frozen=True, array_like=True):
    """What a document is called, and what it names.

    Attributes:
        kind: Its kind; that of a KPI for its observations, too.
        names: Its id and its aliases; none of a check-in.
        fields: What its fields name.
        links: What its text links.
        supports: The objectives that it helps, among its fields.
        has_children: Whether its progress is made of that of the objectives that support it.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    fields: tuple[Name, ...] = ()
    links: tuple[Name, ...] = ()
    supports: tuple[str, ...] = ()
    has_children: bool = False


def references_of(path: str, data: bytes) -> DocumentReferences:
    """What a document names; of one that cannot be read only what its file is called."""
    kind = kind_of(path) or "page"
    if path.endswith(".csv"):
        return DocumentReferences(kind, (id_of(path, kind),))
    if path.endswith(PROVENANCE):
        return DocumentReferences(kind, (id_of(f"{path.removesuffix(PROVENANCE)}.toml", kind),))
    by_file = id_of(path, kind)
    own = () if kind == "checkin" else (by_file,)
    text, _ = decode_text(path, data)
    front_matter = split_front_matter(path, text)[0] if text is not None else None
    if text is None or front_matter is None:
        return DocumentReferences(kind, own)
    links = tuple((_TARGETS[scheme], name) for scheme, name in _LINK.findall(text))
    fields = read_toml(front_matter.toml, path, 2).value
    if kind == "checkin":
        return DocumentReferences(kind, (), tuple(_named(fields, kind)), links)
    written = fields.get("id")
    names = (written if isinstance(written, str) else by_file, *_texts(fields.get("aliases")))
    supports = tuple(map(_objective, _goals(fields.get("supports"))))
    has_children = fields.get("rollup") in ("children", "both")
    named = tuple(dict.fromkeys(_named(fields, kind)))
    return DocumentReferences(kind, names, named, links, supports, has_children)


def _named(value: Any, kind: Kind) -> Iterator[Name]:
    """Everything that is named in a value of a document of that kind."""
    if isinstance(value, list):
        for item in value:
            yield from _named(item, kind)
    if not isinstance(value, dict):
        return
    for key, below in value.items():
        of_kind = kind if key == "parent" else _NAMING.get(key)
        if of_kind:
            yield from ((of_kind, _objective(name)) for name in _texts(below))
        if key == "formula" and isinstance(below, str):
            yield from (("kpi", name.strip()) for name in _OPERAND.findall(below))
        yield from _named(below, kind)


def _goals(value: Any) -> Iterator[str]:
    """The goals that `supports` names, as texts or in tables with a weight."""
    yield from _texts(value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield from _texts(item.get("goal"))


def _texts(value: Any) -> list[str]:
    """The texts of a value that is one, or a list with some."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _objective(name: str) -> str:
    """The objective of a goal that may be one of its key results."""
    return name.partition("#")[0]
