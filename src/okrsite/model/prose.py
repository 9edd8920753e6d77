"""Prose: Markdown that is rendered already, with its inner links still open."""

import re
from collections.abc import Callable

from msgspec import Struct

from okrsite.model.position import Span

# No text holds these characters, so they tell our words from the author's.
_WORD_MARK, _CALL_MARK = "\x02", "\x03"
_WORD = re.compile(f"{_WORD_MARK}([^{_WORD_MARK} ]*) ?([^{_WORD_MARK}]*){_WORD_MARK}")
_CALL = re.compile(f"{_CALL_MARK}([0-9]+){_CALL_MARK}")


class Link(Struct, frozen=True):
    """A link or picture whose address only the whole site can tell.

    Attributes:
        target: As written: `goal:retain-customers#churn`, `kpi:customer-churn`, a path relative
            to the document (`chart.png`, `../pages/glossary.md#churn`) or an anchor (`#why`).
        span: Where it is written.
        is_image: Whether it is a picture.
    """

    target: str
    span: Span
    is_image: bool = False


class Call(Struct, frozen=True):
    """A shortcode as it is written in a text: `[[value: customer-churn]]`.

    Attributes:
        name: The name of the shortcode.
        argument: What follows its colon, without spaces around it.
        span: Where it is written.
        is_linked: Whether it stands in the words of a link, in which no other link may stand.
    """

    name: str
    argument: str
    span: Span
    is_linked: bool = False

    @property
    def written(self) -> str:
        """The shortcode as its author wrote it."""
        return f"[[{self.name}: {self.argument}]]"


def anchor_of(name: str) -> str:
    """The id in the HTML of the heading that authors call `#name`.

    Apart from every id that a page gives its own parts, so that no heading can take one of those.
    """
    return f"text-{name}"


def word(key: str, number: str = "") -> str:
    """The place in HTML of a text in the site's language, which `with_words` fills.

    `number` is what the text has a place for; it holds nothing that HTML would need escaped.
    """
    return f"{_WORD_MARK}{key} {number}{_WORD_MARK}"


def with_words(html: str, word_of: Callable[[str, str], str]) -> str:
    """HTML with the escaped text that `word_of(key, number)` gives at every such place."""
    if _WORD_MARK not in html:
        return html
    return _WORD.sub(lambda place: word_of(place[1], place[2]), html)


def call_place(number: int) -> str:
    """The place in HTML of what a shortcode shows, by its number in the text."""
    return f"{_CALL_MARK}{number}{_CALL_MARK}"


def with_calls(html: str, shown: Callable[[int], str]) -> str:
    """HTML with what `shown(number)` gives, as HTML, at the place of each shortcode."""
    if _CALL_MARK not in html:
        return html
    return _CALL.sub(lambda place: shown(int(place[1])), html)


class Heading(Struct, frozen=True):
    """A heading of a text.

    Attributes:
        level: The level it has on the page, 2 to 6, since the page's title is the only first.
        anchor: What authors link to it by (`#why`); in the HTML its id is `anchor_of` that.
        text: Its words.
    """

    level: int
    anchor: str
    text: str


class Prose(Struct, frozen=True):
    """Safe HTML cut open at its inner links: `parts[0] links[0] parts[1] links[1] ... parts[-1]`.

    Each part ends inside the quotes of the attribute that the link's address completes, so one is
    put together by writing an escaped address between two parts, and the words of the site's
    language (`with_words`) into the whole.

    Attributes:
        parts: The HTML between the links, one part more than there are links.
        links: The inner links in order.
        headings: The headings in order.
        text: The same without markup, for summaries and search.
        unread: What was meant as links and is none, as it is written: `[[goal]]` of a wiki, and
            addresses with a space.
        calls: The shortcodes in order; `with_calls` puts what they show into the whole.
    """

    parts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    text: str = ""
    unread: tuple[Link, ...] = ()
    calls: tuple[Call, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.links)
