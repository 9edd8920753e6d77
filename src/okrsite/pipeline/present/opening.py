"""Opening: the first sentences of a text, where there is no room for all of it."""

from __future__ import annotations

import re

LONGEST = 240
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def opening(text: str, longest: int = LONGEST) -> str:
    """As many whole sentences of the first paragraph as fit; of a long one its beginning."""
    first = text.strip().partition("\n\n")[0]
    sentences = _SENTENCE.split(" ".join(first.split())[: longest * 4])
    told = sentences[0]
    for each in sentences[1:]:
        if len(told) + 1 + len(each) > longest:
            break
        told = f"{told} {each}"
    return (
        told if len(told) <= longest else f"{told[:longest].rpartition(' ')[0] or told[:longest]}…"
    )
