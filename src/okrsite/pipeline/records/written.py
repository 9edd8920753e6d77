"""Written: a record as the bytes of a JSON file."""

from typing import Any

from msgspec import json


def written(record: Any, *, indent: int = 0) -> bytes:
    """The JSON of a value, on one line unless it is indented.

    No `<` stands in it as such, so that it may be put into a page as it is.
    """
    encoded = json.encode(record).replace(b"<", b"\\u003c")
    return (json.format(encoded, indent=indent) if indent else encoded) + b"\n"
