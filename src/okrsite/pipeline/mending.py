"""Mending: a broken TOML text without its broken line, so that one mistake hides no other."""

import re

# A noncharacter, which no text holds by right, stands for the value of a line that was broken.
BLANKED = "\ufdd0"

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_SETTING = re.compile(rf"[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART})*[ \t]*=", re.ASCII)
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"?|'[^']*'?|\#.*""")


def mended(text: str, line: int, reason: str) -> str:
    """The text with the value of a line, or else the line, taken out; empty where none of it helps.

    Only lines that stand for themselves are mended: to take out a header, or a part of a value of
    several lines, would move or break what follows.
    """
    lines = text.split("\n")
    broken = lines[line - 1]
    if BLANKED in text or not _stands_for_itself(broken):
        return ""
    setting = _SETTING.match(broken)
    is_new = setting and not reason.startswith("duplicate key")
    lines[line - 1] = f'{setting[0]} "{BLANKED}"' if setting and is_new else ""
    return "\n".join(lines)


def _stands_for_itself(line: str) -> bool:
    if '"""' in line or "'''" in line or line.lstrip().startswith("["):
        return False
    plain = _STRING.sub("", line)
    return all(plain.count(a) == plain.count(b) for a, b in ("[]", "{}"))
