"""Theme: how the site looks and speaks, as one value."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.pipeline.words import Words


class Theme(Struct, frozen=True, dict=True, kw_only=True):
    """Templates and static files by name, the words, and the options as this site set them.

    Templates are named by their path within `templates/`; partials begin with `partials/`.
    """

    name: str
    templates: dict[str, str]
    static: dict[str, bytes]
    words: Words
    options: dict[str, Any] = {}

    @cached_property
    def digest(self) -> str:
        """Identifies everything in the theme that a rendered page can depend on."""
        everything = (self.name, self.templates, self.words, self.options, self.assets)
        encoded = msgspec.json.encode(everything, order="deterministic")
        return hashlib.sha256(encoded).hexdigest()

    @cached_property
    def assets(self) -> dict[str, str]:
        """For each static file its path on the site, which changes whenever its bytes do."""
        return {name: _asset_path(name, content) for name, content in sorted(self.static.items())}


def with_templates(theme: Theme, templates: Mapping[str, str]) -> Theme:
    """The theme with more templates below its own, as plugins bring them for their pages."""
    return Theme(
        name=theme.name,
        templates={**templates, **theme.templates},
        static=theme.static,
        words=theme.words,
        options=theme.options,
    )


def _asset_path(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"assets/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
