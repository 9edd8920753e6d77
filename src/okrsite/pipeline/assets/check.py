"""Check: whether a file of the content may be published, and as what."""

from __future__ import annotations

import re
from collections.abc import Collection
from posixpath import splitext

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.assets.drawing import NoDrawingError, rebuilt
from okrsite.pipeline.assets.types import TYPES

HEAD = 1024
# What sniffing browsers skip before the first tag is skipped here, too.
_MARKUP = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s]*<[a-z!?/]", re.IGNORECASE)
MOST_NAMED = 3


class Asset(Struct, frozen=True):
    """A file as it is published, or None where it must not be, and what there is to say of it."""

    content: bytes | None
    findings: tuple[Diagnostic, ...] = ()


def is_drawing(path: str) -> bool:
    """Whether a file is read whole and made anew; of any other its beginning is enough."""
    return splitext(path)[1].lower() == ".svg"


def checked(path: str, data: bytes, more: Collection[str] = ()) -> Asset:
    """A file of the content as a site may hold it; `data` may be the first `HEAD` bytes of it.

    `more` are endings, such as `.zip`, that the settings add to those of `TYPES`. What a file
    begins with must fit its ending. A drawing is made anew from what is allowed in it.
    """
    if is_drawing(path):
        return _drawing(path, data)
    why = _refusal(splitext(path)[1].lower(), data[:HEAD], more)
    return Asset(None, (_refused(Span(path), why),)) if why else Asset(data)


def _refusal(ending: str, head: bytes, more: Collection[str]) -> str:
    """Why a file that begins so must not be published; empty where it may."""
    known = TYPES.get(ending)
    if known is None and ending not in more:
        files = f"files ending in {ending}" if ending else "files without an ending"
        return f"{files} are not among those that a site may hold"
    # In UTF-16 every second byte of a tag is a zero.
    if _MARKUP.match(head.replace(b"\0", b"")):
        return "it is markup under another name"
    if known and not known.start.match(head):
        return f"it does not begin as a {ending} file does"
    return ""


def _refused(span: Span, why: str) -> Diagnostic:
    return error(
        "OKR046",
        span,
        f"'{span.path}' is not published: {why}",
        "Link a picture, a PDF, a table or an office file; a maintainer can allow more endings "
        "with asset_types in [build].",
    )


def _drawing(path: str, data: bytes) -> Asset:
    try:
        drawing = rebuilt(data)
    except NoDrawingError as problem:
        message = f"'{path}' is not published: {problem}"
        help_ = "Save it as plain SVG, or as a PNG, with the program that it was drawn with."
        return Asset(None, (error("OKR046", Span(path, problem.line), message, help_),))
    if not drawing.dropped:
        return Asset(drawing.content)
    first, *_ = drawing.dropped
    names = list(dict.fromkeys(dropped.what for dropped in drawing.dropped))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    finding = Diagnostic(
        "OKR067",
        "hint",
        Span(path, first.line),
        f"the drawing is published without {', '.join(names[:MOST_NAMED])}{more}",
        "See whether it still looks right; texts and pictures inside the file itself stay.",
    )
    return Asset(drawing.content, (finding,))
