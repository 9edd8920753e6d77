"""The root: the folder of a site, which holds its settings."""

from pathlib import Path

import click

from okrsite.pipeline.suggest import nearest

SETTINGS = "okrsite.toml"


def find_root(start: Path) -> Path:
    """The nearest folder from here upwards that holds the settings of a site.

    Raises `click.UsageError` where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    message = f"no {SETTINGS} in {here} or above it"
    if found := next(filter(None, map(_misspelt, (here, *here.parents))), None):
        raise click.UsageError(f"{message}; rename {found} to {SETTINGS}")
    raise click.UsageError(f"{message}; `okrsite init` makes a site")


def _misspelt(folder: Path) -> Path | None:
    """The file of a folder that is probably meant to hold the settings."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_file()]
    except OSError:
        return None
    stem = SETTINGS.partition(".")[0]
    other = next((name for name in sorted(names) if name.casefold().startswith(f"{stem}.")), None)
    name = other or nearest(SETTINGS, names)
    return folder / name if name else None
