"""Assets: the files beside documents that a site may hold, since they show and never act."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import splitext
from xml.etree import ElementTree as ET
from xml.parsers import expat

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span

# Browsers run these, or show them as pages that may do all that a page of the site may.
ACTIVE = (
    *(".css", ".hta", ".jar", ".php", ".svgz", ".swf", ".vbs", ".wasm"),
    *(".htm", ".html", ".mht", ".mhtml", ".shtm", ".shtml", ".xht", ".xhtml"),
    *(".cjs", ".js", ".mjs", ".xml", ".xsl", ".xslt"),
)
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?xml")
_ACTING = frozenset(
    [
        *("a", "audio", "embed", "foreignobject", "handler", "iframe"),
        *("link", "listener", "meta", "object", "script", "video"),
    ]
)
_PICTURES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


def refusal(path: str, data: bytes) -> Diagnostic | None:
    """Why an asset must not be published, or None for a passive one."""
    why = _activity(path, data)
    if why is None:
        return None
    return error(
        "OKR046",
        Span(path),
        f"'{path}' is not published: {why}",
        "Link a picture, a PDF or another file that does nothing by itself.",
    )


def _activity(path: str, data: bytes) -> str | None:
    suffix = splitext(path)[1].lower()
    if suffix in ACTIVE:
        return f"files ending in {suffix} can act in a reader's browser"
    if suffix == ".svg":
        return _activity_of_svg(data)
    # What sniffing browsers skip before the first tag is skipped here, too.
    start = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\f").lower()
    return "it is markup under another name" if start.startswith(_MARKUP) else None


def _activity_of_svg(data: bytes) -> str | None:
    # Entities and instructions are refused here, before ElementTree expands any.
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    try:
        parser.Parse(data, True)
        drawing = ET.fromstring(data)  # noqa: S314 - as above
        acts = [act for element in drawing.iter() for act in _acts(element)]
    except (expat.ExpatError, ET.ParseError, LookupError, ValueError):
        return "it is not a plain drawing that can be read"
    return f"the drawing {acts[0]}" if acts else None


def _refuse(*_: object) -> None:
    raise ValueError("entities can grow without bound, instructions can load style sheets")


def _acts(element: ET.Element) -> Iterator[str]:
    name = _local(element.tag)
    if name in _ACTING:
        yield f"holds <{name}>"
    if name == "style" and _loads(element.text or ""):
        yield "has styles that load something"
    for attribute, value in element.attrib.items():
        yield from _acts_by(_local(attribute), value.strip())


def _acts_by(attribute: str, value: str) -> Iterator[str]:
    lower = value.lower()
    if attribute.startswith("on"):
        yield f"has the handler '{attribute}'"
    if attribute == "attributename" and (lower.startswith("on") or "href" in lower):
        yield f"changes '{value}'"
    if attribute in {"href", "src"} and not lower.startswith(("#", *_PICTURES)):
        yield "refers to something outside itself"
    if _loads(value):
        yield f"loads something by '{attribute}'"


def _loads(style: str) -> bool:
    """Whether a style loads something; an escape could hide that it does, so it counts too."""
    lower = style.lower()
    return (
        "@import" in lower
        or "javascript:" in lower
        or "\\" in lower
        or any(
            not after.lstrip(" \t\n'\"").startswith(("#", *_PICTURES))
            for after in lower.split("url(")[1:]
        )
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
