"""Activate: the moment in which the next generation becomes the site."""

from __future__ import annotations

import os
import re
from pathlib import Path

from okrsite.effects.atomic_write import replace_file
from okrsite.effects.publish.cleanup import remove_empty, remove_generation, walk
from okrsite.effects.publish.manifest import MARKER, Manifest, manifest_text
from okrsite.effects.publish.swap import exchange, flush, flush_entry

_INSIDE = ".okrsite-next"
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(rb"\\([0-7]{3})")


def staging_of(output: Path) -> Path:
    """Where the next generation is built: beside the output, or inside it where it must be.

    It must be inside where the output is a mount point, since what is beside it is another disk
    then, and where the folder around it cannot be written to.
    """
    if output.is_dir() and (_is_mount_point(output) or not os.access(output.parent, os.W_OK)):
        return output / _INSIDE
    return output.with_name(f".{output.name}.okrsite-next")


def _is_mount_point(folder: Path) -> bool:
    """Whether something is mounted on a folder, be it another folder of the same disk.

    `os.path.ismount` compares disks, so Linux is asked for its list, which writes a space in octal.
    """
    if os.path.ismount(folder):
        return True
    try:
        mounts = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return False
    points = (mount.split(b" ")[4] for mount in mounts)
    name = os.fsencode(folder)
    return any(name == _OCTAL.sub(lambda code: bytes([int(code[1], 8)]), point) for point in points)


def aside_of(output: Path) -> Path:
    """Where the last generation is put for a moment where two folders cannot be exchanged."""
    return output.with_name(f".{output.name}.okrsite-last")


def activate(staging: Path, output: Path, old: Manifest, new: Manifest) -> None:
    """Let a finished generation take the place of the one on show.

    In one step where the file system can exchange two folders; else with two renames, between
    which there is no site for some microseconds; inside a mount point file by file, pages last.
    """
    # A site that took the place before its content is on the disk could be empty after a power
    # failure, with the old one gone.
    flush(staging)
    if staging.parent == output:
        _replace_each_file(staging, output, old, new)
    elif not output.exists():
        staging.rename(output)
    elif not exchange(staging, output):
        output.rename(aside_of(output))
        staging.rename(output)
    flush_entry(output.parent)
    clean_up(output)


def clean_up(output: Path) -> bool:
    """Remove what a build that has ended left beside a site; True when nothing is left of it.

    A site that was put aside by a build that was killed in that moment comes back.
    """
    if aside_of(output).is_dir() and not output.exists():
        aside_of(output).rename(output)
    try:
        staged_is_gone = remove_generation(staging_of(output), output)
        aside_is_gone = remove_generation(aside_of(output), output)
    except OSError:
        return False
    return staged_is_gone and aside_is_gone


def _replace_each_file(staging: Path, output: Path, old: Manifest, new: Manifest) -> None:
    """Replace one file after the other; the manifest lists both generations in the meantime."""
    shown = new.files | new.kept
    _write_manifest(output, Manifest(old.files | new.files, new.lasting, old.kept | new.kept))
    _make_way(output, old, new)
    for path in sorted(shown, key=lambda path: (path.endswith(".html"), path)):
        (output / path).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        (staging / path).replace(output / path)
    for path, entry in walk(output):
        if entry.is_dir(follow_symlinks=False):
            if path in old.folders:
                remove_empty(output / path)
        elif path in old and path not in new:
            (output / path).unlink()
    _write_manifest(output, new)


def _make_way(output: Path, old: Manifest, new: Manifest) -> None:
    """Remove files whose names are folders now, and folders whose names are files."""
    for path in old.files | old.kept:
        folders = {parent.as_posix() for parent in Path(path).parents}
        if path in new.folders or not folders.isdisjoint(new.files | new.kept):
            (output / path).unlink(missing_ok=True)
    for folder in sorted(old.folders - new.folders, reverse=True):
        remove_empty(output / folder)


def _write_manifest(output: Path, manifest: Manifest) -> None:
    # A manifest that was lost can be made again by a build.
    replace_file(str(output / MARKER), manifest_text(manifest), is_durable=False, mode=0o644)
