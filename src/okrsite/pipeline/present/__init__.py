"""Present: every word and number of every page, decided as it will be read."""

from __future__ import annotations

from okrsite.model.extensions import File, Page, PageKind
from okrsite.pipeline.present.frame import Frame, frame, in_order
from okrsite.pipeline.present.site import Site

__all__ = ["Frame", "PathCollisionError", "Site", "frame", "present"]


class PathCollisionError(ValueError):
    """Two kinds of pages want the same place on the site."""


def present(site: Site) -> tuple[Page | File, ...]:
    """All pages and files of a site, by their paths.

    Raises PathCollisionError when two of them would be one file, also where a disk does not tell
    capital letters apart. What a kind of pages raises is passed on with the name of the kind.
    """
    found: dict[str, Page | File] = {}
    makers: dict[str, str] = {}
    for kind in in_order(list(site.extensions.pages.values())):
        for page in _pages(kind, site):
            place = page.path.casefold()
            if place in found:
                raise PathCollisionError(
                    f"'{page.path}' of '{kind.name}' and '{found[place].path}' of "
                    f"'{makers[place]}' are the same file"
                )
            found[place], makers[place] = page, kind.name
    return tuple(sorted(found.values(), key=lambda page: page.path))


def _pages(kind: PageKind, site: Site) -> tuple[Page | File, ...]:
    try:
        return tuple(kind.pages(site))
    except Exception as problem:
        problem.add_note(f"while making the pages of '{kind.name}'")
        raise
