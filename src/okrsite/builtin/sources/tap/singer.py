"""Singer: what a tap is asked with, and what its messages mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from okrsite.answers.observations import AnswerError
from okrsite.api import KeptState, SourceRecord
from okrsite.builtin.sources.tap.process import Tap
from okrsite.builtin.sources.tap.stream import Stream, chosen

_INCREMENTAL = {"INCREMENTAL", "LOG_BASED"}


def streams(tap: Tap, config: object, wanted: Collection[str]) -> list[Stream]:
    """The streams of a tap's catalogue that are wanted. Raises AnswerError."""
    path = tap.file("config.json", config)
    try:
        catalog = msgspec.json.decode(tap.text("--config", path, "--discover"))
        found = [_stream(entry) for entry in catalog["streams"]]
    except (msgspec.DecodeError, KeyError, TypeError):
        raise AnswerError("what the tap discovers is no catalogue of Singer") from None
    return chosen(found, wanted)


def read(
    tap: Tap, config: object, selected: Sequence[Stream], state: Any
) -> Iterator[SourceRecord | KeptState]:
    """The records of the selected streams, and states. Raises AnswerError."""
    catalog = {"streams": [_selected(stream.described) for stream in selected]}
    arguments = [
        *("--config", tap.file("config.json", config)),
        # Older taps know the catalogue as properties.
        *("--catalog", tap.file("catalog.json", catalog)),
    ]
    if state is not None:
        arguments += ["--state", tap.file("state.json", state)]
    for message in tap.messages(*arguments):
        match message:
            case {"type": "RECORD", "stream": str(name), "record": dict(fields)}:
                yield SourceRecord(fields, name)
            case {"type": "STATE", "value": value}:
                yield KeptState(value)
            case _:
                pass


def _stream(entry: dict[str, Any]) -> Stream:
    whole = _whole(entry)
    method = entry.get("replication_method") or whole.get("forced-replication-method")
    keys = entry.get("key_properties") or whole.get("table-key-properties") or ()
    return Stream(
        name=str(entry.get("stream") or entry["tap_stream_id"]),
        key=tuple(map(str, keys)),
        fields=tuple(entry.get("schema", {}).get("properties", ())),
        is_incremental=method in _INCREMENTAL,
        described=entry,
    )


def _whole(entry: dict[str, Any]) -> dict[str, Any]:
    """What the catalogue says of a stream as a whole."""
    described = (at["metadata"] for at in entry.get("metadata", ()) if not at.get("breadcrumb"))
    return next(described, {})


def _selected(entry: dict[str, Any]) -> dict[str, Any]:
    """A stream of the catalogue, selected with every field, as newer and older taps read it."""
    metadata = [
        {**at, "metadata": {**at.get("metadata", {}), "selected": True}}
        for at in entry.get("metadata", ())
        if at.get("metadata", {}).get("inclusion") != "unsupported"
    ]
    if not any(not at.get("breadcrumb") for at in metadata):
        metadata.append({"breadcrumb": [], "metadata": {"selected": True}})
    schema = {**entry.get("schema", {}), "selected": True}
    return {**entry, "metadata": metadata, "schema": schema, "selected": True}
