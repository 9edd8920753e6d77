"""A plugin with settings: its format counts objectives, and says it as the company wants.

[plugins.headline]
words = "Goals we chase"
"""

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from okrsite.api import Exporter, ExportRequest, hookimpl


class Settings(Struct, frozen=True):
    """`[plugins.headline]`; a field without a default must be there."""

    words: str
    shout: bool = False


@hookimpl
def okrsite_settings() -> type[Settings]:
    return Settings


def export(settings: Settings, request: ExportRequest) -> dict[str, bytes]:
    line = f"{settings.words}: {len(request.scored.forest.objectives)}\n"
    return {"headline.txt": (line.upper() if settings.shout else line).encode()}


@hookimpl
def okrsite_exporters(settings: Settings) -> Iterable[Exporter]:
    yield Exporter(name="headline", title="One line", export=partial(export, settings))
