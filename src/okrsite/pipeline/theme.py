"""Theme: how the site looks and speaks, as one value."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import basename, dirname, join, normpath, split
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.pipeline.words import Words

SHEET, FONT = ".css", ".woff2"
SMALL_FONT = 60_000  # bytes
_URL = re.compile(rb"""url\(\s*(?P<quote>["']?)(?P<address>[\w./-]+)(?P=quote)\s*\)""")


class Theme(Struct, frozen=True, dict=True, kw_only=True):
    """Templates and static files by name, the words, and the options as this site set them.

    Templates are named by their path within `templates/`; partials begin with `partials/`. `given`
    has them by `THEME/NAME` as a theme gives them, whatever is laid over it: so a template extends
    the one of the same name that it replaces. `code` has what `template_code` made of `templates`,
    where it is known already.
    """

    name: str
    templates: dict[str, str]
    static: dict[str, bytes]
    words: Words
    options: dict[str, Any] = {}
    given: dict[str, str] = {}
    code: dict[str, bytes] = {}

    @property
    def texts(self) -> dict[str, str]:
        """The text of every template by each of its names."""
        return {**self.given, **self.templates}

    @cached_property
    def digest(self) -> str:
        """Identifies everything in the theme that a rendered page can depend on."""
        everything = (
            self.name,
            self.templates,
            self.given,
            self.words,
            self.options,
            self.assets,
        )
        encoded = msgspec.json.encode(everything, order="deterministic")
        return hashlib.sha256(encoded).hexdigest()

    @cached_property
    def assets(self) -> dict[str, str]:
        """For each static file its path on the site, which changes whenever its bytes do."""
        return {name: _asset_path(name, content) for name, content in sorted(self.shipped.items())}

    @cached_property
    def shipped(self) -> dict[str, bytes]:
        """The static files as a site holds them; what a sheet names by `url` is found there."""
        others = {name: data for name, data in self.static.items() if not name.endswith(SHEET)}
        sheets = {name: data for name, data in self.static.items() if name.endswith(SHEET)}
        return others | {name: _placed(name, data, others) for name, data in sheets.items()}


def _placed(sheet: str, content: bytes, others: Mapping[str, bytes]) -> bytes:
    """A sheet with the addresses of the theme's other files, as it writes them, led to their paths.

    A small font goes into the sheet itself: it is there as soon as the sheet is, also on a page
    that is opened from the disk, for which a browser cannot be told to load a font early.
    """

    def place(found: re.Match[bytes]) -> bytes:
        folder, name = split(found["address"].decode("ascii"))
        named = normpath(join(dirname(sheet), folder, name))
        data = others.get(named)
        if data is None:
            return found[0]
        if named.endswith(FONT) and len(data) <= SMALL_FONT:
            return b'url("data:font/woff2;base64,%s")' % b64encode(data)
        return f'url("{join(folder, basename(_asset_path(named, data)))}")'.encode()

    return _URL.sub(place, content)


def _asset_path(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"assets/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
