"""The folder `content/data/`: it holds no link, for an engine may follow one to anywhere."""

import os
from pathlib import Path

from okrsite.model.extensions import SourceError


def data_folder(data: str) -> Path:
    """The real path of the folder, in which no link stands; there may be no such folder.

    Raises SourceError for a link, hidden or not. DuckDB, for one, takes `..` out of a path before
    it follows a link in it, so that no folder of its own holds it once there is one.
    """
    folder = Path(os.path.realpath(data))
    for here, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(here, name)
            if path.is_symlink():
                shown = str(path.relative_to(folder)).encode(errors="backslashreplace").decode()
                raise SourceError(f"'content/data/{shown}' is a link, and none is followed there")
    return folder
