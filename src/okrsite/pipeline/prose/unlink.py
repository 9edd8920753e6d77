"""Unlink: prose in which some inner links are no more than their words."""

import re
from collections.abc import Callable

from okrsite.model.prose import Link, Prose

_WORDS = re.compile(r'\balt="([^"]*)"')
_END = "</a>"


def without_links(prose: Prose, is_hidden: Callable[[Link], bool]) -> Prose:
    """The same prose without the links that are hidden; a link's words and `text` stay.

    A picture gives way to its words. Rests on how prose is cut: the part before a link ends inside
    its tag, the next one begins there, links are not nested, and quoted `<` and `>` are escaped.
    """
    hidden = [is_hidden(link) for link in prose.links]
    if not any(hidden):
        return prose
    parts = [prose.parts[0]]
    links: list[Link] = []
    is_unclosed = False
    for link, drop, part in zip(prose.links, hidden, prose.parts[1:], strict=True):
        is_unclosed = is_unclosed or (drop and not link.is_image)
        ends_here = is_unclosed and _END in part
        following = part.replace(_END, "", 1) if ends_here else part
        is_unclosed = is_unclosed and not ends_here
        if drop:
            parts[-1] = _without_tag(parts[-1], following, link)
        else:
            links.append(link)
            parts.append(following)
    return Prose(tuple(parts), tuple(links), prose.headings, prose.text, calls=prose.calls)


def _without_tag(before: str, after: str, link: Link) -> str:
    start = before.rindex("<")
    tag, rest = after.split(">", 1)
    words = _WORDS.search(f"{before[start:]}{tag}") if link.is_image else None
    return f"{before[:start]}{words[1] if words else ''}{rest}"
