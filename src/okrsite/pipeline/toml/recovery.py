"""Mending: a broken TOML text without its broken line, so that one mistake hides no other."""

import re

from okrsite.pipeline.toml.table import BLANK

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_SETTING = re.compile(rf"([ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*[=:]", re.ASCII)
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"?|'[^']*'?|\#.*""")


def mended(text: str, line: int, *, is_duplicate: bool) -> str | None:
    """The text with the value of a line, or else the line, taken out; None where none of it helps.

    Only a line that stands for itself is mended, since parts of a value of several lines hang
    together. A broken header becomes one of a table that nobody asks for.
    """
    lines = text.split("\n")
    broken = lines[line - 1]
    if broken.lstrip().startswith("["):
        lines[line - 1] = f'["{BLANK}{line}"]'
        return "\n".join(lines)
    if not _stands_for_itself(broken):
        return None
    setting = None if is_duplicate else _SETTING.match(broken)
    lines[line - 1] = f'{setting[1]} = "{BLANK}"' if setting else ""
    return "\n".join(lines)


def _stands_for_itself(line: str) -> bool:
    if '"""' in line or "'''" in line:
        return False
    plain = _STRING.sub("", line)
    return all(plain.count(a) == plain.count(b) for a, b in ("[]", "{}"))
