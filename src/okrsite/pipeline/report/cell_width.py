"""Width: how many cells of a terminal a text takes, and the text made safe to show there."""

from unicodedata import category, east_asian_width

JOINER = "\u200d"
EMOJI_PRESENTATION = "\ufe0f"
SKIN_TONES = range(0x1F3FB, 0x1F400)
TAB = "    "


def visible(text: str) -> str:
    """A line as a terminal may show it: tabs as four spaces, control and bidi characters as \ufffd.

    What an author wrote thus never moves the cursor, colours anything or turns the line around.
    """
    return "".join(map(_visible, text))


def cells(text: str) -> int:
    """The cells that a visible text takes: wide characters two, marks none, joined emoji as one."""
    total, previous, last = 0, "", 0
    for each in text:
        if each == EMOJI_PRESENTATION:
            total += 2 - last if last else 0
            last = 2
        elif previous != JOINER:
            last = _cells(each) or last
            total += _cells(each)
        previous = each
    return total


def _visible(character: str) -> str:
    if character == "\t":
        return TAB
    is_control = category(character) in {"Cc", "Zl", "Zp", "Cs"}
    turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return "\ufffd" if is_control or turns else character


def _cells(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"} or ord(character) in SKIN_TONES:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
