"""Source text: a file of the site, to show the lines that findings are about."""

import os
from pathlib import Path

# A larger file is no document, and reading it for one line takes long.
LARGEST = 1024 * 1024


def source_text(root: Path, path: str) -> str | None:
    """The text of a file below the root, or None where there is none to show.

    Bytes that are not UTF-8 are shown as the replacement character; a link that leads out, a
    folder, or a very large file are not shown.
    """
    target = Path(os.path.realpath(root / path))
    # The whole content may be a link.
    folders = (root, root / "content")
    if not any(target.is_relative_to(os.path.realpath(folder)) for folder in folders):
        return None
    try:
        if not target.is_file() or target.stat().st_size > LARGEST:
            return None
        return target.read_bytes().decode(errors="replace")
    except OSError:
        return None
