"""TOML text: settings changed one by one in what somebody wrote, comments and order kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import tomlkit
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import toml_lines, toml_value
from okrsite.pipeline.toml.structure_mend import plain_lines

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([^\[\]]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_KEY = re.compile(r"[ \t]*[\"']?([\w-]+)[\"']?[ \t]*[.=]")


class TomlBlock(Struct, frozen=True):
    """The lines of one table with the comment right above its header.

    `name` is the header's (`key_results`, `key_results.zones`), empty for the lines before the
    first one.
    """

    name: str
    text: str


def blocks_of(toml: str) -> list[TomlBlock]:
    """A TOML text as its tables, in order; put together they are the text again."""
    lines = toml.splitlines(keepends=True)
    plain = frozenset(plain_lines(toml))
    headers = {
        number: found[1].replace(" ", "").replace('"', "")
        for number, line in enumerate(lines, 1)
        if number in plain and (found := _HEADER.match(line.rstrip("\n")))
    }
    starts = {_first_of_comment(lines, number): name for number, name in headers.items()}
    bounds = [(0, ""), *starts.items(), (len(lines), "")]
    return [
        TomlBlock(name, "".join(lines[first:last])) for (first, name), (last, _) in pairwise(bounds)
    ]


def text_of(blocks: Iterable[TomlBlock]) -> str:
    """Tables as one text."""
    return "".join(block.text for block in blocks)


def without(block: TomlBlock, keys: Collection[str]) -> TomlBlock:
    """A table without some of its settings; the comments above them stay."""
    kept = (text for key, text in _statements(block.text) if key not in keys)
    return replace(block, text="".join(kept))


def with_values(
    block: TomlBlock, values: Mapping[str, Any], after: Collection[str] = ()
) -> TomlBlock:
    """A table in which settings have other values; the comments behind them stay.

    A setting that it does not have follows the last one of those named in `after`, else the header.
    """
    for key, value in values.items():
        statements = list(_statements(block.text))
        place = next((n for n, (known, _) in enumerate(statements) if known == key), None)
        if place is not None:
            statements[place] = (key, _with_value(statements[place][1], key, value))
        else:
            line = f"{key} = {toml_value(value)}\n"
            statements.insert(_place_after(statements, after), (key, line))
        block = replace(block, text="".join(text for _, text in statements))
    return block


def with_comment(block: TomlBlock, key: str, comments: Iterable[str]) -> TomlBlock:
    """A table with comments above one of its settings, each a line."""
    lines = "".join(f"# {comment}\n" for comment in comments)
    told = (
        (known, lines + text if known == key else text) for known, text in _statements(block.text)
    )
    return replace(block, text="".join(text for _, text in told))


def with_new_table(toml: str, key: str, fields: Mapping[str, Any]) -> str:
    """A TOML text with one more table in a list of tables, after the others.

    It stands in brackets where the others do, else below a header.
    """
    root, *tables = blocks_of(toml)
    if key in keys_of(root):
        table = tomlkit.value(toml_value(fields))
        return text_of([with_list(root, key, lambda items: items.append(table)), *tables])
    others = [n for n, table in enumerate(tables, 1) if f"{table.name}.".startswith(f"{key}.")]
    place = others[-1] + 1 if others else 1
    before = text_of([root, *tables][:place]).rstrip("\n")
    after = text_of(tables[place - 1 :])
    lines = "\n".join([f"[[{key}]]", *toml_lines(fields)])
    return f"{before}\n\n{lines}\n" + (f"\n{after}" if after else "")


def keys_of(block: TomlBlock) -> set[str]:
    """The first keys of a table's settings."""
    return {key for key, _ in _statements(block.text) if key}


def with_list(block: TomlBlock, key: str, change: Callable[[list[Any]], None]) -> TomlBlock:
    """A table in which a list in brackets, where it has one, was changed in place."""

    def changed(statement: str) -> str:
        document = tomlkit.parse(statement)
        change(document[key])
        return tomlkit.dumps(document)

    texts = (changed(text) if known == key else text for known, text in _statements(block.text))
    return replace(block, text="".join(texts))


def _with_value(statement: str, key: str, value: Any) -> str:
    document = tomlkit.parse(statement)
    document[key] = value
    return tomlkit.dumps(document)


def _statements(text: str) -> Iterator[tuple[str, str]]:
    lines = text.splitlines(keepends=True)
    starts = [number - 1 for number in plain_lines(text) if number <= len(lines)]
    for first, last in pairwise([*starts, len(lines)]):
        found = _KEY.match(lines[first])
        yield found[1] if found else "", "".join(lines[first:last])


def _place_after(statements: list[tuple[str, str]], after: Collection[str]) -> int:
    known = [n for n, (key, _) in enumerate(statements) if key in after]
    if known:
        return known[-1] + 1
    headers = [n for n, (_, text) in enumerate(statements) if _HEADER.match(text.rstrip("\n"))]
    return headers[0] + 1 if headers else 0


def _first_of_comment(lines: list[str], header: int) -> int:
    """The index of the first line of the comment that stands right above a header, or its own."""
    first = header - 1
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return first
