"""Airbyte: what a connector is asked with, and what its messages mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from okrsite.answers.observations import AnswerError
from okrsite.api import KeptState, SourceRecord
from okrsite.builtin.sources.tap.process import Tap
from okrsite.builtin.sources.tap.stream import Stream, chosen


def streams(tap: Tap, config: object, wanted: Collection[str]) -> list[Stream]:
    """The streams that a connector discovers and that are wanted. Raises AnswerError."""
    path = tap.file("config.json", config)
    for message in tap.messages("discover", "--config", path):
        _raise_error(message)
        match message:
            case {"type": "CATALOG", "catalog": {"streams": list(found)}}:
                return chosen([_stream(entry) for entry in found], wanted)
            case _:
                pass
    raise AnswerError("the connector discovers no catalogue of Airbyte")


def read(
    tap: Tap, config: object, selected: Sequence[Stream], state: Any
) -> Iterator[SourceRecord | KeptState]:
    """The records of the selected streams, and states. Raises AnswerError."""
    catalog = {"streams": [_configured(stream) for stream in selected]}
    arguments = [
        *("--config", tap.file("config.json", config)),
        *("--catalog", tap.file("catalog.json", catalog)),
    ]
    known: dict[str, Any] = {_owner(entry): entry for entry in state or ()}
    if known:
        arguments += ["--state", tap.file("state.json", list(known.values()))]
    for message in tap.messages("read", *arguments):
        _raise_error(message)
        match message:
            case {"type": "RECORD", "record": {"stream": str(name), "data": dict(fields)}}:
                yield SourceRecord(fields, name)
            case {"type": "STATE", "state": dict(entry)}:
                # Each tells of one stream, or of what all have in common.
                known[_owner(entry)] = entry
                yield KeptState(list(known.values()))
            case _:
                pass


def _owner(entry: dict[str, Any]) -> str:
    descriptor = entry.get("stream", {}).get("stream_descriptor", {})
    return f"{descriptor.get('namespace') or ''}.{descriptor.get('name') or ''}"


def _raise_error(message: dict[str, Any]) -> None:
    match message:
        case {"type": "TRACE", "trace": {"type": "ERROR", "error": {"message": str(reason)}}}:
            raise AnswerError(f"the connector failed: {reason}")
        case _:
            pass


def _stream(entry: dict[str, Any]) -> Stream:
    keys = entry.get("source_defined_primary_key") or ()
    return Stream(
        name=str(entry.get("name")),
        # A key is a path; one within a table of a record tells no records apart here.
        key=tuple(path[0] for path in keys if len(path) == 1) if _are_plain(keys) else (),
        fields=tuple(entry.get("json_schema", {}).get("properties", ())),
        is_incremental="incremental" in entry.get("supported_sync_modes", ())
        and bool(entry.get("source_defined_cursor")),
        described=entry,
    )


def _are_plain(keys: Sequence[Sequence[str]]) -> bool:
    return all(len(path) == 1 for path in keys)


def _configured(stream: Stream) -> dict[str, Any]:
    described = stream.described
    return {
        "stream": described,
        "sync_mode": "incremental" if stream.is_incremental else "full_refresh",
        "destination_sync_mode": "append",
        "cursor_field": described.get("default_cursor_field") or [],
        "primary_key": described.get("source_defined_primary_key") or [],
    }
