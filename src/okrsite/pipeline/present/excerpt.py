"""Excerpt: the first sentences of a text, where there is no room for all of it."""

from __future__ import annotations

import re

from okrsite.model.prose import Prose

LONGEST = 240
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def opening(text: Prose, longest: int = LONGEST) -> str:
    """As many whole sentences of the first paragraph as fit; of a long one its beginning."""
    headings = {heading.text for heading in text.headings}
    first = next((line for line in text.text.splitlines() if line and line not in headings), "")
    sentences = _SENTENCE.split(first[: longest * 4])
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + 1 + len(sentence) > longest:
            break
        told = f"{told} {sentence}"
    if len(told) <= longest:
        return told
    return f"{told[:longest].rpartition(' ')[0] or told[:longest]}…"
