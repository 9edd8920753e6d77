"""Own: what a plugin gets of a source's settings."""

from typing import Any

import msgspec

from okrsite.model.extensions import SourceType
from okrsite.model.settings import SourceSettings


def own_settings(source: SourceSettings, kind: SourceType) -> dict[str, Any]:
    """The settings as they were written, `timeout` only for a plugin that has it among its own."""
    written: dict[str, Any] = msgspec.json.decode(source.settings)
    names = {field.encode_name for field in msgspec.structs.fields(kind.settings)}
    if "timeout" in names and "timeout" in source.places:
        written["timeout"] = source.timeout
    return written
