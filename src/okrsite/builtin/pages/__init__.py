"""Pages: every kind of page that ships."""

from okrsite.api import PageKind, hookimpl
from okrsite.builtin.pages import home, objective, objectives

KINDS: tuple[PageKind, ...] = (
    home.KIND,
    objective.KIND,
    objectives.KIND,
)


@hookimpl
def okrsite_pages() -> tuple[PageKind, ...]:
    """The kinds of pages that ship."""
    return KINDS
