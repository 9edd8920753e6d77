"""Fields of plugins: what stands in a document under `[plugins.NAME]`."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from msgspec import Struct

from okrsite.model.position import Written

T = TypeVar("T", bound=Struct)


class PluginFields(Written, frozen=True, kw_only=True):
    """One table `[plugins.NAME]` of a document.

    Attributes:
        plugin: The plugin's name.
        written: The table as JSON text until it is decoded, then empty: it may name goals that an
            audience does not see.
        value: An instance of the type that the plugin gives for this kind of document; None before
            it is decoded.
    """

    plugin: str
    written: bytes = b""
    value: Any = None


class _HasPlugins(Protocol):
    @property
    def plugins(self) -> tuple[PluginFields, ...]: ...


def fields_of(document: _HasPlugins, kind: type[T]) -> T | None:
    """What a document says under `[plugins.NAME]`, by the type that the plugin gave for it.

    None where the document has no such table.
    """
    values = (fields.value for fields in document.plugins)
    return next((value for value in values if isinstance(value, kind)), None)
