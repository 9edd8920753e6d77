"""XML: text as it may stand in a feed or a drawing, whatever somebody wrote."""

import re

from okrsite.api.pages import escape

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text between tags or between the quotes of an attribute; XML has no place for controls."""
    return escape(_IMPOSSIBLE.sub("", text))
