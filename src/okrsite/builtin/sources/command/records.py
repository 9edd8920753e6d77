"""Records: what a program prints, read as records while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import ijson
import msgspec

from okrsite.answers.observations import AnswerError
from okrsite.answers.records.one_table import rows_by_header
from okrsite.answers.tables import csv_lines
from okrsite.builtin.sources.command.program import lines_of

_BUFFER = 1 << 18
_NO_LIST = "the program printed no list of objects in JSON"


def printed_records(chunks: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    """A list of objects in JSON, an object in JSON a line, or CSV with a header.

    Raises AnswerError for anything else.
    """
    rest = iter(chunks)
    begin = b""
    while not begin and (chunk := next(rest, b"")):
        begin = chunk.lstrip()
    whole = chain((begin,), rest)
    match begin[:1]:
        case b"[":
            yield from _list_items(whole)
        case b"{":
            yield from _line_items(whole)
        case _:
            lines = csv_lines(line + b"\n" for line in lines_of(whole))
            yield from rows_by_header(next(filter(any, lines), ()), lines)


def _line_items(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    try:
        for line in filter(bytes.strip, lines_of(chunks)):
            yield decode(line)
    except msgspec.MsgspecError:
        raise AnswerError(_NO_LIST) from None


def _list_items(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The objects of a list, each as soon as it is whole, so that memory never holds all."""
    try:
        for item in ijson.items(ijson.from_iter(chunks), "item", buf_size=_BUFFER):
            if not isinstance(item, dict):
                raise AnswerError(_NO_LIST)
            yield item
    except ijson.JSONError:
        raise AnswerError(_NO_LIST) from None
