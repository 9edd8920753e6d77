"""Sentences: what a line of a document says of a key result: its title, numbers, score, owners."""

from __future__ import annotations

import re

from msgspec.structs import replace

from okrsite.commands.importing import values
from okrsite.commands.importing.facts import KeyResultFacts
from okrsite.commands.importing.sections import plain_text
from okrsite.commands.importing.vocabulary import field_of, kind_of

_LABEL = re.compile(
    r"(?P<word>[^\W\d_][\w \-]{0,30}?)?\s*(?P<number>\d+(?:\.\d+)*[a-z]?)?\s*"
    r"(?:[:.)]|\s[–—-]|–|—)\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_META = re.compile(r"(?P<label>[^\W\d_][\w %\-/]{0,30}?)\s*[:=]\s*(?P<said>.*)", re.DOTALL)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]\s+(.*)", re.DOTALL)
_SHARE = r"(?:0?[.,]\d{1,3}|[01](?:[.,]\d{1,3})?|\d{1,3}(?:[.,]\d+)?\s*%)"
_SCORE_WORDS = (
    r"(?:final\s+)?(?:score|grade|progress|result|bewertung|fortschritt|erreicht|note|stand"
    r"|zielerreichung|avancement|progreso|progresso)"
)
_SCORES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\s*[\[(]\s*(?:{_SCORE_WORDS}\s*[:=]?\s*)?({_SHARE})\s*[\])]\s*$",
        rf"\s*[\[(]?(?:[–—,;:-]\s*)?{_SCORE_WORDS}\s*[:=]?\s*({_SHARE})\s*[\])]?\s*$",
        rf"\s+(?:–|—|-|->|=>|→|\|)\s*({_SHARE})\s*$",
        r"\s*[:=]\s*(0?[.,]\d{1,3}|1[.,]0)\s*$",
        # Behind an arrow, unless it leads from one number to another.
        rf"(?<![\d%])\s+(?:=>|⇒)\s*({_SHARE})(?=[\s.,;(]|$)",
        rf"^\s*[\[(]\s*({_SHARE})\s*[\])]\s*",
    )
)
_OWNER = re.compile(
    r"\s*[\[(–—,;-]*\s*(?:owner|dri|lead|verantwortlich|responsable|responsible)\w*\s*[:=]"
    r"\s*([^()\[\]]+?)\s*[\])]?\s*$",
    re.IGNORECASE,
)
_MENTIONS = re.compile(r"\s*[\[(–—,;-]*\s*((?:@[\w.-]+(?:\s*[/,&+]\s*|\s+and\s+|\s+)?)+)[\])]?\s*$")
_MENTIONS_FIRST = re.compile(r"^((?:@[\w.-]+\s*[/,&+]?\s*)+)[:–—-]\s*")
_BLANK_SCORE = re.compile(
    r"\s*[\[(]\s*(?:score|grade|bewertung)?\s*[:=]?\s*[\])]\s*$", re.IGNORECASE
)
_AMOUNT = (
    rf"[^\d\s.,+\u2212-]{{0,4}}?{values.NUMERAL}\s*(?:%|[kKmM]\b|[mM]io\.?|[^\W\d_]{{1,7}}\b)?"
)
_FROM_TO = re.compile(
    rf"\b(?:from|von|de|da|van|z|od)\s+(?P<start>{_AMOUNT})\s*"
    rf"(?:to|auf|à|a|para|naar|do|bis|→|->)\s+(?P<target>{_AMOUNT})",
    re.IGNORECASE,
)
_ARROW = re.compile(rf"(?P<start>{_AMOUNT})\s*(?:→|->|=>|➔|➜)\s*(?P<target>{_AMOUNT})")
_TO = re.compile(
    rf"(?:\b(?:to|auf|below|under|unter|above|über|at least|mindestens)|>=|<=|≥|≤|[<>])"
    rf"\s*(?P<target>{_AMOUNT})",
    re.IGNORECASE,
)
_BY_DAY = re.compile(
    r"\s*[(,]?\s*\b(?:by|until|due|bis(?: zum)?|fällig)\s*:?\s*"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})\)?",
    re.IGNORECASE,
)
# A small word that is no unit, though it stands behind a number.
_NO_UNITS = frozenset(
    [
        "to",
        "auf",
        "in",
        "by",
        "and",
        "und",
        "the",
        "of",
        "on",
        "at",
        "for",
        "or",
        "per",
        "pro",
        "von",
        "bis",
        "with",
        "mit",
        "à",
        "do",
        "a",
        "de",
        "im",
        "am",
        "is",
        "are",
        "until",
        "within",
    ]
)
# A longer text is no sentence of a key result, and is taken as it is.
_LONGEST = 1000


def labelled(text: str) -> tuple[str, str] | None:
    """The kind that a label in front names and what follows it: `KR 1.2: …`, `Objective 3 – …`."""
    found = _LABEL.fullmatch(text)
    kind = kind_of(found["word"]) if found and found["word"] else None
    return (kind, found["rest"].strip()) if found and kind else None


def metadata(text: str) -> tuple[str, str] | None:
    """The field that a line such as `Owner: @ada` gives, and what it says; None for other lines."""
    found = _META.fullmatch(plain_text(text))
    field = field_of(found["label"]) if found else None
    return (field, found["said"].strip()) if found and field else None


def without_number(text: str) -> str:
    """A title without the number in front, as of `1. Retain customers`."""
    found = _NUMBERED.fullmatch(text)
    return found[1] if found else text


def read_sentence(said: str, place: str, decimal: values.Decimal) -> KeyResultFacts:
    """The score, the owners, the day and the numbers of a sentence, and the title that is left."""
    score: float | None = None
    owners: tuple[str, ...] = ()
    title = said.strip()
    if len(title) > _LONGEST:
        return KeyResultFacts(title=title, place=place)
    # Score and owners may stand at the end in either order.
    for _ in range(3):
        for form in _SCORES:
            if score is None and (found := form.search(title)):
                score = values.share(found[1], decimal)
                title = (title[: found.start()] + title[found.end() :]).strip()
        for form in (_OWNER, _MENTIONS, _MENTIONS_FIRST):
            found = form.search(title)
            rest = title[: found.start()] + title[found.end() :] if found else ""
            if found and rest.strip():
                owners += values.people(re.sub(r"\s+(?=@)", "/", found[1].strip()))
                title = rest.strip()
        title = _BLANK_SCORE.sub("", title).strip()
    due = None
    if found := _BY_DAY.search(title):
        due = values.day(found[1])
        title = (title[: found.start()] + title[found.end() :]).strip()
    title = title.rstrip(" –—-:;,") or said.strip()
    facts = KeyResultFacts(
        title=title, place=place, owners=tuple(dict.fromkeys(owners)), share=score, due=due
    )
    return with_numbers(facts, decimal)


def with_numbers(facts: KeyResultFacts, decimal: values.Decimal) -> KeyResultFacts:
    """The facts with the start and the target that the title tells, where nothing else does."""
    if facts.target is not None or facts.start is not None or facts.change:
        return facts
    for form in (_FROM_TO, _ARROW):
        if found := form.search(facts.title):
            start, target = _amount(found["start"], decimal), _amount(found["target"], decimal)
            if start and target and start.number != target.number:
                unit = facts.unit or target.unit or start.unit
                return replace(facts, start=start.number, target=target.number, unit=unit)
    # A score says how far it came and not from where, so a target alone would mislead.
    if facts.share is None and facts.current is None and (found := _TO.search(facts.title)):
        target = _amount(found["target"], decimal)
        is_year = target and 1990 <= target.number <= 2100 and not target.unit
        if target and not is_year:
            return replace(facts, target=target.number, unit=facts.unit or target.unit)
    return facts


def _amount(written: str, decimal: values.Decimal) -> values.Quantity | None:
    found = values.quantity(written.strip(), decimal)
    if found and found.unit.casefold() in _NO_UNITS:
        return values.Quantity(found.number)
    return found
