"""Nesting: where a TOML text goes deeper than its readers can follow.

Reading goes down one level for every bracket and for every part of a dotted key, and a reader
written in C or Rust ends the whole process when it runs out of stack.
"""

import re

DEEPEST = 100

# Strings and comments are taken whole, as the readers themselves take them: an unfinished string
# ends with its line, an unfinished one of several lines with the text.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|\\|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r"""|"(?:[^"\\\n]|\\["\\]|\\)*+"?"""
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[][{}.,\n]",
    re.DOTALL,
)


def brackets_and_dots(text: str) -> int:
    """An upper bound of the depth of a text, strings and comments counted in."""
    return text.count("[") + text.count("{") + text.count(".")


def too_deep(text: str) -> int | None:
    """The position at which a text gets deeper than it may, or None; in linear time.

    Dots count until the comma, the closing bracket or the line that ends their key, so that keys
    inside of keys add up.
    """
    if brackets_and_dots(text) <= DEEPEST:
        return None
    dots = depth = 0
    outer: list[int] = []
    for token in TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                outer.append(dots)
                depth, dots = depth + 1 + dots, 0
            case "]" | "}" if outer:
                dots = outer.pop()
                depth -= 1 + dots
            case ".":
                dots += 1
            case ",":
                dots = 0
            case "\n" if not outer:
                dots = 0
            case _:
                continue
        if depth + dots > DEEPEST:
            return token.start()
    return None
