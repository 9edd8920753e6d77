"""Drawing: an SVG made anew from the elements and attributes that only draw."""

from __future__ import annotations

import re
from html import escape
from xml.parsers import expat

from msgspec import Struct

from okrsite.pipeline.assets.copies import Copies
from okrsite.pipeline.assets.drawing_names import (
    ANIMATED,
    ATTRIBUTES,
    ELEMENTS,
    FREE_TEXT,
    PICTURES,
    SILENT,
)
from okrsite.pipeline.assets.drawn_with import MARKED, MARKERS, drawn_by_class, drawn_with
from okrsite.pipeline.assets.styles import clean_declarations, clean_sheet, is_inert

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
# Attributes of other namespaces that drawings need, and what they are written as.
_FOREIGN = {
    "http://www.w3.org/1999/xlink href": "href",
    "http://www.w3.org/XML/1998/namespace space": "xml:space",
    "http://www.w3.org/XML/1998/namespace lang": "xml:lang",
}
# Browsers recurse into what is nested.
DEEPEST = 200
# Chromium draws 10,000 copies in a second, and 100,000 in a quarter of a minute.
MOST_COPIES = 50_000
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[\w+/=\s]*", re.IGNORECASE)


class Dropped(Struct, frozen=True):
    """Something that acts or loads, which the drawing is made without, and its line."""

    line: int
    what: str


class RebuiltDrawing(Struct, frozen=True):
    """An SVG as it is published, and what it lost that a reader could miss."""

    content: bytes
    dropped: tuple[Dropped, ...] = ()


class NoDrawingError(Exception):
    """Why a file cannot be read as a drawing, and the line that says so."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def rebuilt(data: bytes) -> RebuiltDrawing:
    """A drawing made anew: an allowlist of elements, attributes and styles, written as UTF-8.

    Nothing in it runs, and nothing leads or loads out of it: scripts, handlers, foreign objects,
    links, comments, document types, instructions and what drawing programs keep for themselves are
    gone. Raises NoDrawingError for what is no SVG, declares entities, is nested too deep or would
    keep a browser busy with copies of copies.
    """
    writer = _Writer()
    try:
        writer.parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise NoDrawingError(f"it is no XML: {problem}", problem.lineno) from problem
    except (LookupError, ValueError) as problem:
        raise NoDrawingError("its encoding is not known", 1) from problem
    try:
        copies = writer.copies.count()
    except RecursionError as problem:
        raise NoDrawingError("a part of it copies itself", 1) from problem
    if copies > MOST_COPIES:
        raise NoDrawingError(f"its copies of copies are more than {MOST_COPIES:,} elements", 1)
    return RebuiltDrawing("".join(writer.written).encode(), tuple(writer.dropped))


def _is_plain(value: str) -> bool:
    """Whether the value of an attribute loads nothing, and hides no name by an escape."""
    return is_inert(value) and not ("\\" in value and "(" in value)


class _Writer:
    """Writes what is allowed while a parser tells what it reads."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.dropped: list[Dropped] = []
        self.copies = Copies()
        self._depth = self._skipped = 0
        self._style: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse_entities
        self.parser.SkippedEntityHandler = self._refuse_entities
        self.parser.ProcessingInstructionHandler = self._drop_instruction

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _drop(self, what: str) -> None:
        self.dropped.append(Dropped(self._line, what))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._depth and (space, local) != (SVG, "svg"):
            raise NoDrawingError(
                "it does not begin with an <svg> of SVG's own namespace", self._line
            )
        self._depth += 1
        if self._depth > DEEPEST:
            raise NoDrawingError(f"it is nested deeper than {DEEPEST} elements", self._line)
        if (
            self._skipped
            or self._style is not None
            or not self._is_allowed(space, local, attributes)
        ):
            self._skipped += 1
            return
        kept = self._attributes(local, attributes)
        classes = kept.get("class", "").split()
        self.copies.open(kept.get("id", ""), drawn_with(local, kept), classes)
        root = f' xmlns="{SVG}"' if self._depth == 1 else ""
        rest = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        self.written.append(f"<{local}{root}{rest}>")
        if local == "style":
            self._style = []

    def _is_allowed(self, space: str, local: str, attributes: dict[str, str]) -> bool:
        if space == SVG and local in ELEMENTS:
            changed = attributes.get("attributeName")
            if changed is None or changed in ANIMATED:
                return True
            self._drop(f"<{local}> of '{changed}'")
        elif space in {SVG, XHTML} and local not in SILENT:
            self._drop(f"<{local}>")
        return False

    def _attributes(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            known = _FOREIGN.get(name, name)
            if known == "href":
                self._keep_address(element, value.strip(), kept)
            elif known in MARKERS and element not in MARKED:
                # All within it would inherit them, and mark each of their points.
                self._drop(f"the markers of a <{element}>")
            elif known == "style":
                kept["style"], is_whole = clean_declarations(value, marks=element in MARKED)
                if not is_whole:
                    self._drop("a style that loads something")
            elif known in FREE_TEXT or (known in ATTRIBUTES and _is_plain(value)):
                kept[known] = value
            elif known in ATTRIBUTES:
                self._drop(f"a '{known}' that loads something")
            elif known.lower().startswith("on"):
                self._drop(f"the handler '{known}'")
        return kept

    def _keep_address(self, element: str, address: str, kept: dict[str, str]) -> None:
        """Keep an address that stays within the drawing, or is a picture with all its bytes."""
        is_picture = element in PICTURES and _PICTURE.fullmatch(address)
        if address.startswith("#") or is_picture:
            kept.setdefault("href", address)
        else:
            self._drop(f"the address of <{element}>")

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        self.copies.close()
        if self._style is not None:
            sheet, is_whole = clean_sheet("".join(self._style))
            self.written.append(escape(sheet, quote=False))
            self._style = None
            for class_, names in drawn_by_class(sheet):
                self.copies.style(class_, names)
            if not is_whole:
                self._drop("styles that load something")
        self.written.append(f"</{name.rpartition(' ')[2]}>")

    def _text(self, text: str) -> None:
        if self._skipped:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self.written.append(escape(text, quote=False))

    def _refuse_entities(self, *_: object) -> None:
        raise NoDrawingError("it uses entities, which can grow without bound", self._line)

    def _drop_instruction(self, target: str, _: str) -> None:
        self._drop(f"<?{target}?>")
