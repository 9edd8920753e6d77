"""Media types: as what each file of a site is to be sent."""

from posixpath import splitext

from okrsite.pipeline.assets import TYPES

# What pages, exports and themes are made of; the types of assets stand beside them.
_OF_SITES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
MEDIA_TYPES = {**{ending: kind.media for ending, kind in TYPES.items()}, **_OF_SITES}
UNKNOWN = "application/octet-stream"


def media_type(path: str) -> str:
    """The type of a file by its ending; of another ending, that of mere bytes, which never act.

    The same on every machine, since systems have tables of their own, which programs add to.
    """
    return MEDIA_TYPES.get(splitext(path)[1].lower(), UNKNOWN)
