"""Render: from a view-model and a template to the bytes of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from okrsite.pipeline.present.frame import Frame

Render = Callable[[str, "Frame", Struct], bytes]

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def renderer(theme: Theme) -> Render:
    """A function that places a frame and a view-model in one of the theme's templates.

    A template sees `frame`, `page`, `words` and `numbers`, which writes figures and days in the
    theme's language, and nothing else. Whatever is not safe HTML already is escaped, and a name
    that does not exist is an error.
    """
    environment = _environment(theme)
    spoken = {"words": theme.words, "numbers": Numbers(theme.words)}
    compiled: dict[str, Template] = {}

    def render(template: str, frame: Frame, view: Struct) -> bytes:
        if template not in compiled:
            compiled[template] = environment.get_template(template)
        return compiled[template].render(frame=frame, page=view, **spoken).encode()

    return render


def _environment(theme: Theme) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - 44 ms

    def load(name: str) -> tuple[str, str, None] | None:
        text = theme.templates.get(name)
        # With its name in the place of a file's, an exception tells which template it is from.
        return None if text is None else (_INDENT.sub("", text), name, None)

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()
    return environment
