"""Title checks: the words that give a task, a vague wish or a number away.

Words are matched whole and without regard to case.
"""

import re

from okrsite.builtin.rules.goals.verb_lists import VerbList, verb_lists

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
# Years, quarters, versions and names of standards are no targets.
NO_TARGET = re.compile(
    r"\b(?:(?:19|20)\d\d(?:[-/]\d{2,4})?|[QH][1-4]|v\d+(?:\.\d+)*|24/7|ISO[ /-]?\d+)\b",
    re.IGNORECASE,
)
# A number that is a share or an amount, by the sign or the word beside it.
SHARE = re.compile(
    r"\d\s*(?:[%+€$£]|(?:percent|per cent|prozent|eur|usd)\b)|[€$£<>≥≤]\s*\d", re.IGNORECASE
)
# A number to be reached, by the preposition before it.
COMPARED = re.compile(
    r"\b(?:from|to|by|over|under|above|below|least|most|von|auf|um|über|unter|mindestens|höchstens)"
    r"\s+\d",
    re.IGNORECASE,
)


def task_word(title: str, language: str) -> str | None:
    """The verb by which a title gives itself away as a task, unless it names the outcome too."""
    written = _words(title)
    for verbs in verb_lists(language):
        verb = _verb(written, verbs, verbs.tasks) or _noun_as_verb(written, verbs)
        if verb and not verbs.outcomes.intersection(written[1:]):
            return verb
    return None


def vague_word(title: str, language: str) -> str | None:
    """The word by which a title wishes for something that no figure would settle."""
    written = _words(title)
    for verbs in verb_lists(language):
        if verb := _verb(written, verbs, verbs.wishes):
            return verb
        if found := [word for word in written if word in verbs.comparatives]:
            return found[0]
    return None


def figure(text: str) -> str | None:
    """The first number of a text that is not a year, a quarter, a version or a standard."""
    found = re.search(r"\d+(?:[.,]\d+)*", NO_TARGET.sub(" ", text))
    return found.group() if found else None


def target_in(title: str, language: str) -> str | None:
    """The figure that makes a title a target: a share, an amount, or one that is to be reached."""
    number, rest = figure(title), NO_TARGET.sub(" ", title)
    if number is None or _only_figures(title) or SHARE.search(rest) or COMPARED.search(rest):
        return number
    moves = {word for verbs in verb_lists(language) for word in verbs.moves}
    return number if moves.intersection(_words(title)) else None


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _only_figures(title: str) -> bool:
    return not any(letter.isalpha() for letter in title)


def _verb(written: list[str], language: VerbList, verbs: frozenset[str]) -> str | None:
    words = _without_opening(written, language)
    ends = (words[0], words[-1]) if words and language.verb_may_end else words[:1]
    return next((word for word in ends if word in verbs), None)


def _noun_as_verb(written: list[str], language: VerbList) -> str | None:
    words = _without_opening(written, language)
    if len(words) < 2 or words[0] not in language.nouns:
        return None
    is_verb = words[1] in language.determiners or words[1].isdigit()
    return words[0] if is_verb else None


def _without_opening(written: list[str], language: VerbList) -> list[str]:
    return written[1:] if written and written[0] in language.openings else written
