"""Paths: whether what stands behind the address of a source stays below it.

Servers read an address in many ways: they decode it once or twice, take a backslash for a slash,
drop what follows a `;`, dots and spaces at an end. A path is refused that leads anywhere else, or
is empty between two slashes, in any of these readings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes, urlsplit

# How often a path may be encoded; what is encoded more often is not looked at, and refused.
_MOST_ENCODED = 4
_BROKEN_ENCODING = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
_ENDS_STEP = re.compile(r"[;?#]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def relative_mistake(rest: str) -> str:
    """Why this may not follow the address of a source; empty where it may."""
    if _SCHEME.match(rest):
        return "it is a whole address"
    if "#" in rest:
        return "it has a fragment (#)"
    path, _, query = rest.partition("?")
    if _CONTROLS.search(query):
        return "it holds a control character"
    # One slash at the beginning is a habit, two are another server.
    return path_mistake(path.removeprefix("/"))


def absolute_mistake(address: str) -> str:
    """Why a source without an address of its own may not ask this one; empty where it may."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "it cannot be read"
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return "it does not begin with https:// and a host"
    if "@" in parts.netloc or "\\" in parts.netloc:
        return "it holds a user, and not only a host"
    if "#" in address:
        return "it has a fragment (#)"
    return relative_mistake(f"{parts.path}?{parts.query}")


def leads_out(url: str, base: str) -> bool:
    """Whether an address at the server of the base is not below it, however it is read."""
    path, above = urlsplit(url).path, urlsplit(base).path.rstrip("/")
    below = path.removeprefix(above)
    is_below = path.startswith(above) and below[:1] in {"", "/"}
    return not is_below or bool(path_mistake(below.removeprefix("/")))


def path_mistake(path: str) -> str:
    """Why a path may lead above where it begins; empty where it cannot."""
    for read in _readings(path):
        if read is None:
            return "it is not encoded as an address is"
        if _CONTROLS.search(read):
            return "it holds a control character"
        if "\\" in read:
            return "it holds a backslash"
        if read.count("/") != path.count("/"):
            return "it holds an encoded slash"
        *folders, last = (_step(step) for step in read.split("/"))
        if "." in {*folders, last}:
            return "it leads upwards (..)"
        if "" in folders:
            return "it has an empty step (//)"
    return ""


def _step(step: str) -> str:
    """A step as servers read it: `.` for one of nothing but dots, empty for one of nothing."""
    name = _ENDS_STEP.split(step, maxsplit=1)[0]
    return name.strip(" .") or ("." if step else "")


def _readings(path: str) -> Iterator[str | None]:
    """The path as it is, and as it is once decoded, twice and so on; None where it is broken."""
    if _BROKEN_ENCODING.search(path):
        yield None
    for _ in range(_MOST_ENCODED):
        yield path
        yield unicodedata.normalize("NFKC", path)
        try:
            decoded = unquote_to_bytes(path).decode()
        except UnicodeDecodeError:
            yield None
            return
        if decoded == path:
            return
        path = decoded
    yield None
