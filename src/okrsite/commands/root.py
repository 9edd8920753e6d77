"""The root: the folder of a site, which holds its settings."""

from pathlib import Path

import click

SETTINGS = "okrsite.toml"


def find_root(start: Path) -> Path:
    """The nearest folder from here upwards that holds the settings of a site.

    Raises `click.UsageError` where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    message = f"no {SETTINGS} in {here} or above it; `okrsite init` makes a site"
    raise click.UsageError(message)
