"""Render: from a view-model and a template to the bytes of a page."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

    from okrsite.pipeline.present.frame import Frame


class Render(Protocol):
    """Places a frame and named values in one of a theme's templates."""

    def __call__(self, template: str, frame: Frame, **values: object) -> str:
        """The text of the template, such as `page` with its values filled in."""


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def renderer(theme: Theme) -> Render:
    """A function that places a frame and named values in one of the theme's templates.

    A page's template sees `frame`, `page`, `panels`, `words` and `numbers`, which writes figures
    and days in the theme's language, and nothing else; that of a panel sees `panel` instead of
    `page` and `panels`. Whatever is not safe HTML already is escaped, and a name that does not
    exist is an error. What a view gives must not be used up by reading it, as an iterator is: a
    template that `template_compiler` cannot render is rendered again.
    """
    direct, stock = _environments(theme)
    spoken = {"words": theme.words, "numbers": Numbers(theme.words)}
    left_to_stock: set[str] = set()

    def render(template: str, frame: Frame, **values: object) -> str:
        names = {"frame": frame, **values, **spoken}
        if template not in left_to_stock:
            with suppress(Exception):  # what fails, fails again below or is done as Jinja does it
                return direct.get_template(template).render(names)
            left_to_stock.add(template)
        return stock.get_template(template).render(names)

    return render


def _environments(theme: Theme) -> tuple[Environment, Environment]:
    """One that takes the short way with templates, and Jinja's own."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - 44 ms

    from okrsite.pipeline.template_compiler import FastEnvironment  # noqa: PLC0415 - imports jinja2

    def load(name: str) -> tuple[str, str, None] | None:
        text = theme.templates.get(name, theme.given.get(name))
        # With its name in the place of a file's, an exception tells which template it is from.
        return None if text is None else (_INDENT.sub("", text), name, None)

    def made(kind: type[Environment]) -> Environment:
        environment = kind(
            loader=FunctionLoader(load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.clear()
        return environment

    return made(FastEnvironment), made(Environment)
