"""A plugin: a module with hooks, the name it goes by, and what the site says of it."""

from types import ModuleType

from msgspec import Struct
from xxhash import xxh3_64_hexdigest

from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings


class Plugin(Struct, frozen=True):
    """A module with hooks; `version` changes whenever its code does.

    `written` is its table of the site's settings.
    """

    name: str
    module: ModuleType
    version: str
    written: PluginSettings

    @property
    def span(self) -> Span:
        """Where the site asks for it."""
        return self.written.span

    @property
    def identity(self) -> str:
        """What everything it gives depends on: its code and its settings."""
        if self.written.settings == PluginSettings(span=self.span).settings:
            return self.version
        return f"{self.version}+{xxh3_64_hexdigest(self.written.settings)}"
