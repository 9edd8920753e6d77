"""A plugin: a module with hooks, the name it goes by, and where the site asks for it."""

from types import ModuleType

from msgspec import Struct

from okrsite.model.source import Span


class Plugin(Struct, frozen=True):
    """A module that may give extensions; `version` changes whenever its code does."""

    name: str
    module: ModuleType
    version: str
    span: Span
