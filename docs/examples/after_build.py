"""After a build: a line in a file that another program follows.

[plugins.announce]
file = "/var/log/goals.log"
"""

from pathlib import Path

from msgspec import Struct

from okrsite.api import BuildResult, hookimpl


class Settings(Struct, frozen=True):
    """`[plugins.announce]`."""

    file: str


@hookimpl
def okrsite_settings() -> type[Settings]:
    return Settings


@hookimpl
def okrsite_after_build(result: BuildResult, settings: Settings) -> None:
    with Path(settings.file).open("a", encoding="utf-8") as file:
        file.write(f"{result.pages} files for {result.audience}, {result.written} of them new\n")
