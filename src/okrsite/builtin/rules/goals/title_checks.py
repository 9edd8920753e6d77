"""Title checks: the words that give a task, a vague wish or a number away.

Words are matched whole and without regard to case.
"""

import re
from itertools import pairwise

from okrsite.builtin.rules.goals.verb_lists import VerbList, verb_lists

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
# Years, quarters, versions, names of standards, times of day and spans of years are no targets.
NO_TARGET = re.compile(
    r"\b(?:(?:19|20)\d\d(?:[-/]\d{2,4})?|[QH][1-4]|v\d+(?:\.\d+)*|24/7|ISO[ /-]?\d+"
    r"|\d\.0(?! ?%)|\d+(?:[:.]\d\d)? ?(?:[ap]m|uhr|years?|jahren?|jahre)|9 to 5)\b",
    re.IGNORECASE,
)
# A number that is a share or an amount, by the sign or the word beside it.
SHARE = re.compile(
    r"\d\s*(?:[%€$£]|\+(?!\d)|(?:percent|per cent|prozent|eur|usd)\b)|[€$£<>≥≤]\s*\d", re.IGNORECASE
)
# A number to be reached, by the preposition before it; 5G, a 4-day week and the over-50s are none.
COMPARED = re.compile(
    r"\b(?:to|by|over|under|above|below|least|most|auf|um|über|unter|mindestens|höchstens)"
    r"\s+\d[\d.,]*(?![\w-])",
    re.IGNORECASE,
)
# A second clause, which says more than the verb before it.
CLAUSE = re.compile(r"\w: |\w; |\s[-\N{EN DASH}\N{EM DASH}]\s")
# So many words are a phrase without a `than` that would say how much.
FEW = 3
# A number at most so many words from a verb of reaching belongs to it.
NEAR = 4


def task_word(title: str, language: str, *, of_key_result: bool = False) -> str | None:
    """The verb by which a title gives itself away as a task, unless it names the outcome too.

    What is an output in a key result may be a direction in an objective: "Build for the long run".
    """
    written = _words(title)
    for verbs in verb_lists(language):
        if (verbs.outcomes | verbs.states).intersection(written[1:]):
            continue
        verb = _verb(written, verbs, verbs.tasks) or _noun_as_verb(written, verbs, verbs.task_nouns)
        if verb is None and of_key_result:
            verb = _output(written, verbs)
        if verb:
            return verb
    return None


def _output(written: list[str], verbs: VerbList) -> str | None:
    words = _without_opening(written, verbs)
    if len(words) > 1 and words[0] in verbs.counted and _is_figure(words[1], verbs):
        return words[0]
    return _verb(written, verbs, verbs.outputs) or _noun_as_verb(written, verbs, verbs.output_nouns)


def _is_figure(word: str, verbs: VerbList) -> bool:
    return word.isdigit() or word in verbs.numbers


def vague_word(title: str, language: str) -> str | None:
    """The verb by which a title wishes for something, and no more.

    A title with a figure, a word for one, or a word that leads to where the change ends, such as
    `from monthly to weekly`, says what would be true in the end.
    """
    written = _words(title)
    lists = verb_lists(language)
    if figure(title) or CLAUSE.search(title) or any(_says_the_end(written[1:], v) for v in lists):
        return None
    found = (_verb(written, verbs, verbs.wishes) for verbs in lists)
    return next((verb for verb in found if verb), None)


def _says_the_end(written: list[str], verbs: VerbList) -> bool:
    pairs = (" ".join(pair) for pair in pairwise(written))
    return not (verbs.numbers | verbs.ends).isdisjoint([*written, *pairs])


def is_only_more(text: str, language: str) -> bool:
    """Whether a few words say no more than `more` or `better` of something: `more feedback`."""
    written = _words(text)
    if len(written) > FEW or figure(text):
        return False
    return any(
        verbs.comparatives.intersection(written) and verbs.numbers.isdisjoint(written)
        for verbs in verb_lists(language)
    )


def figure(text: str) -> str | None:
    """The first number of a text that is not a year, a quarter, a version or a standard."""
    found = re.search(r"\d+(?:[.,]\d+)*", NO_TARGET.sub(" ", text))
    return found.group() if found else None


def target_in(title: str, language: str) -> str | None:
    """The figure that makes a title a target: a share, an amount, or one that is to be reached."""
    number, rest = figure(title), NO_TARGET.sub(" ", title)
    if number is None or _only_figures(title) or SHARE.search(rest) or COMPARED.search(rest):
        return number
    written = _words(rest)
    return number if any(_reaches(written, verbs) for verbs in verb_lists(language)) else None


def _reaches(written: list[str], verbs: VerbList) -> bool:
    """Whether a number stands near a verb of reaching: after it, or before it at the end."""
    for at, word in enumerate(written):
        if word in verbs.moves:
            is_last = verbs.verb_may_end and at == len(written) - 1
            near = written[max(0, at - NEAR) : at] if is_last else written[at + 1 : at + 1 + NEAR]
            if any(close[0].isdigit() for close in near):
                return True
    return False


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _only_figures(title: str) -> bool:
    return not any(letter.isalpha() for letter in title)


def _verb(written: list[str], language: VerbList, verbs: frozenset[str]) -> str | None:
    words = _without_opening(written, language)
    if not words:
        return None
    is_other = bool(language.no_verb_after.intersection(words[-2:-1]))
    at_end = [words[-1]] if language.verb_may_end and not is_other else []
    ends = (" ".join(words[:2]), words[0], *at_end)
    return next((word for word in ends if word in verbs), None)


def _noun_as_verb(written: list[str], language: VerbList, nouns: frozenset[str]) -> str | None:
    words = _without_opening(written, language)
    if len(words) < 2 or words[0] not in nouns:
        return None
    is_verb = words[1] in language.determiners or _is_figure(words[1], language)
    return words[0] if is_verb else None


def _without_opening(written: list[str], language: VerbList) -> list[str]:
    return written[1:] if written and written[0] in language.openings else written
