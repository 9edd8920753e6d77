"""Templates: those of a theme compiled, once for all builds of a site."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from okrsite.effects import cache_file
from okrsite.effects.code_digest import code_digest
from okrsite.pipeline.render import template_code
from okrsite.pipeline.theme import Theme

_NAME = "templates"


def with_code(theme: Theme, root: Path, *, is_fresh: bool = False) -> Theme:
    """The theme with its templates compiled, now or by an earlier build of the site in `root`.

    `is_fresh` uses nothing of an earlier build.
    """
    # The digest of the code names this Python and the version of Jinja, too.
    stamp = code_digest() + xxh3_128_digest(msgspec.json.encode(theme.templates, order="sorted"))
    code = None if is_fresh else cache_file.load(root, _NAME, stamp, dict[str, bytes])
    if code is None:
        code = template_code(theme.templates)
        cache_file.save(root, _NAME, stamp, code)
    return replace(theme, code=code)
