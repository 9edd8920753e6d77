"""Slugs: an id from a title."""

import re
import unicodedata

LONGEST = 60
# Letters that German and Nordic readers spell with two, where dropping the accent would mislead.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae"})


def slug(title: str) -> str:
    """The title in lower case with hyphens, cut at a word's end; empty where no letter is left.

    Latin letters lose their accents, German ones are spelt out; other scripts are kept.
    """
    spelt = unicodedata.normalize("NFC", title).lower().translate(_SPELT_OUT)
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", spelt)
        if not unicodedata.combining(letter)
    )
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        kept = longer
    return kept
