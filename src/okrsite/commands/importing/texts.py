"""Texts: Markdown from elsewhere, as a page of the site can hold it."""

from __future__ import annotations

import re

from okrsite.pipeline.prose.address import Outer, link_address

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*(\S+).*$", re.MULTILINE)
# Kramdown's attributes, which other tools read and nobody else.
_ATTRIBUTES = re.compile(r"^\{:[^}\n]*\}\n?", re.MULTILINE)
# What a wiki replaces by its table of contents.
_CONTENTS = re.compile(r"^\[*\[_?TOC_?\]\]*[ \t]*\n?", re.MULTILINE | re.IGNORECASE)


def portable(text: str) -> str:
    """A text whose links lead outside; of all others the address is written behind the text.

    A picture or a path of another place leads nowhere from here.
    """
    plain = _REFERENCE.sub(_reference, _CONTENTS.sub("", _ATTRIBUTES.sub("", text)))
    return _LINK.sub(_link, plain).strip()


def _link(found: re.Match[str]) -> str:
    is_picture, said, address = found.groups()
    if not is_picture and isinstance(link_address(address), Outer):
        return found[0]
    if not is_picture and address.startswith("#"):
        return said
    return f"{said} (`{address}`)" if address else said


def _reference(found: re.Match[str]) -> str:
    return found[0] if isinstance(link_address(found[2]), Outer) else f"`{found[1]}`: `{found[2]}`"
