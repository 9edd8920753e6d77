"""Render: from a view-model and a template to the bytes of a page."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

    from okrsite.pipeline.present.frame import Frame
    from okrsite.pipeline.template_loader import TemplateLoader


class Render(Protocol):
    """Places a frame and named values in one of a theme's templates."""

    def __call__(self, template: str, frame: Frame, **values: object) -> str:
        """The text of the template, such as `page` with its values filled in."""


def renderer(theme: Theme) -> Render:
    """A function that places a frame and named values in one of the theme's templates.

    A page's template sees `frame`, `page`, `panels`, `words` and `numbers`, which writes figures
    and days in the theme's language, and nothing else; that of a panel sees `panel` instead of
    `page` and `panels`. Whatever is not safe HTML already is escaped, and a name that does not
    exist is an error. What a view gives must not be used up by reading it, as an iterator is: a
    template that `template_compiler` cannot render is rendered again.
    """
    direct, stock = _environments(*_loaders(theme))
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


def template_code(templates: Mapping[str, str]) -> dict[str, bytes]:
    """The templates compiled, by name, for `Theme.code`; those with a mistake are left out.

    The code is good for this Python, this Jinja and this okrsite only.
    """
    from okrsite.pipeline.template_loader import TemplateLoader  # noqa: PLC0415 - imports jinja2

    loader = TemplateLoader(templates, {})
    direct, _ = _environments(loader, loader)
    code = {}
    for name in templates:
        with suppress(Exception):  # whoever renders it is told
            code[name] = loader.compiled(direct, name)
    return code


def _loaders(theme: Theme) -> tuple[TemplateLoader, TemplateLoader]:
    """What gives the templates of a theme to either environment; only the first knows the code."""
    from okrsite.pipeline.template_loader import TemplateLoader  # noqa: PLC0415 - imports jinja2

    return TemplateLoader(theme.texts, theme.code), TemplateLoader(theme.texts, {})


def _environments(
    loader: TemplateLoader, stock_loader: TemplateLoader
) -> tuple[Environment, Environment]:
    """One that takes the short way with templates, and Jinja's own."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - 44 ms

    from okrsite.pipeline.template_compiler import FastEnvironment  # noqa: PLC0415 - imports jinja2

    def made(kind: type[Environment], loader: TemplateLoader) -> Environment:
        environment = kind(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.clear()
        return environment

    return made(FastEnvironment, loader), made(Environment, stock_loader)
