"""Types: the kinds of file that may lie beside a site's pages, and how each of them begins."""

from __future__ import annotations

import re

from msgspec import Struct


class AssetType(Struct, frozen=True):
    """A kind of file: its media type, and a pattern that its first bytes match."""

    media: str
    start: re.Pattern[bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# The first box of a file names its brand, and the brands that can read it too.
_BOX = rb"....ftyp"
_JPEG = (r"image/jpeg", rb"\xff\xd8\xff")
_ZIP = rb"PK\x03\x04"
_ANY = rb""

TYPES = {
    ending: AssetType(media, re.compile(start, re.DOTALL))
    for ending, (media, start) in {
        ".png": ("image/png", rb"\x89PNG\r\n\x1a\n"),
        ".jpg": _JPEG,
        ".jpeg": _JPEG,
        ".gif": ("image/gif", rb"GIF8[79]a"),
        ".webp": ("image/webp", rb"RIFF....WEBP"),
        ".avif": ("image/avif", _BOX + rb".{0,64}avi[fs]"),
        ".svg": ("image/svg+xml", _ANY),
        ".pdf": ("application/pdf", rb"(?:\xef\xbb\xbf)?\s{0,32}%PDF-"),
        ".csv": ("text/csv", _ANY),
        ".txt": ("text/plain", _ANY),
        ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
        ".docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
        ".pptx": (f"{_OFFICE}.presentationml.presentation", _ZIP),
        ".odt": (f"{_OPEN}.text", _ZIP),
        ".ods": (f"{_OPEN}.spreadsheet", _ZIP),
        ".mp4": ("video/mp4", _BOX),
        ".webm": ("video/webm", rb"\x1aE\xdf\xa3"),
    }.items()
}

# Browsers run these, or show them as pages that may do all that a page of the site may; no setting
# makes one of them an asset.
ACTIVE = frozenset(
    [
        *(".cjs", ".css", ".hta", ".htm", ".html", ".jar", ".js", ".mht", ".mhtml", ".mjs", ".php"),
        *(".rdf", ".shtm", ".shtml", ".svgz", ".swf", ".vbs", ".wasm", ".wsdl", ".xht", ".xhtml"),
        *(".atom", ".rss", ".mathml", ".mml", ".xbl", ".xml", ".xsd", ".xsl", ".xslt", ".xul"),
    ]
)
