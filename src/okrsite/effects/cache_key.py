"""The cache key: a secret by which a site's caches are known to be written by us.

Who owns a cache file and what its mode is prove nothing: `tar` and `unzip` give both to whatever a
stranger packed. So every cache file is signed, and without the key another's is not read at all.

The key is `OKRSITE_CACHE_KEY`, for a machine that is made anew for each build. Otherwise it is kept
in the user's own cache folder; as one such key serves all sites of a user, it counts together with
the site's folder, so that no cache of another site is taken for this one's.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from okrsite.effects.atomic_write import replace_file

VARIABLE = "OKRSITE_CACHE_KEY"
# What is shorter can be guessed.
SHORTEST = 16
SIGNATURE_SIZE = _KEY_SIZE = 32
_NAME = "key"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def site_key(root: Path) -> bytes | None:
    """The key of a site's caches; None where there is none, so that nothing can be remembered."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return signature(given.encode()) if len(given) >= SHORTEST else None
    place = os.path.realpath(root)
    folder = _user_folder(os.environ)
    if folder is None or folder.resolve().is_relative_to(place):
        # What lies within the site may have come with it.
        return None
    own = _own_key(folder)
    return signature(os.fsencode(place), key=own) if own else None


def signature(*parts: bytes | memoryview, key: bytes = b"") -> bytes:
    """32 bytes that only who has the key can make of these parts in this order."""
    made = blake2b(key=key, digest_size=SIGNATURE_SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _user_folder(environment: Mapping[str, str]) -> Path | None:
    """Where this user's caches lie, by the XDG Base Directory Specification."""
    given = Path(environment.get("XDG_CACHE_HOME", ""))
    base = given if given.is_absolute() else Path("~/.cache").expanduser()
    return base / "okrsite" if base.is_absolute() else None


def _own_key(folder: Path) -> bytes | None:
    """The key in the user's folder, made where there is none; None where none can be kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, _FOLDER)
    except OSError:
        return None
    try:
        if not _is_private(os.fstat(handle), 0o022):
            return None
        found = _read(handle)
        if found is None:
            # Two that do this at once are left with one key, and one of them with a lost cache.
            replace_file(
                _NAME, secrets.token_bytes(_KEY_SIZE), is_durable=False, folder=handle, mode=0o600
            )
            found = _read(handle)
    except OSError:
        return None
    finally:
        os.close(handle)
    return found


def _read(folder: int) -> bytes | None:
    """The key, if it is a file that nobody else can read or write."""
    try:
        handle = os.open(_NAME, _FILE, dir_fd=folder)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        is_good = stat.S_ISREG(status.st_mode) and _is_private(status, 0o077)
        key = file.read(_KEY_SIZE + 1) if is_good else b""
    return key if len(key) == _KEY_SIZE else None


def _is_private(status: os.stat_result, others: int) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & others
