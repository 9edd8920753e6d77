"""Wording: the words that give a task, a vague wish or a number away, in English and German.

Words are matched whole and without regard to case. English ones are looked for in every language,
since everybody mixes them in.
"""

import re
from collections.abc import Mapping

from msgspec import Struct


class Vocabulary(Struct, frozen=True):
    """What one language has to say; `nouns` are verbs only before one of `determiners`."""

    tasks: frozenset[str]
    nouns: frozenset[str]
    determiners: frozenset[str]
    wishes: frozenset[str]
    comparatives: frozenset[str]
    outcomes: frozenset[str]
    moves: frozenset[str]
    openings: frozenset[str]
    verb_may_end: bool


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = Vocabulary(
    tasks=_set("""
        launch implement write build create develop deliver deploy install introduce organise
        organize hold conduct prepare publish migrate finish complete finalise finalize execute
        rollout define redesign refactor rewrite upgrade hire send integrate configure
    """),
    nouns=_set("release ship design draft document plan schedule test host run set roll produce"),
    determiners=_set("a an the our all new up out at and every each first second one two three"),
    wishes=_set("""
        improve improving optimise optimize optimising optimizing enhance enhancing strengthen
        strengthening boost boosting streamline leverage foster ensure maximise maximize minimise
        minimize advance promote
    """),
    comparatives=_set("better more less faster stronger"),
    outcomes=_set("so that which who whom whose with where because love loves loved"),
    moves=_set("""
        increase grow raise reach achieve hit get reduce decrease cut lower lift double triple
        boost bring improve earn sell make win generate from over under above below least most
    """),
    openings=_set("we to successfully finally please"),
    verb_may_end=False,
)

GERMAN = Vocabulary(
    tasks=_set("""
        einführen umsetzen implementieren schreiben erstellen bauen entwickeln ausliefern
        veröffentlichen organisieren durchführen vorbereiten planen fertigstellen abschließen
        migrieren installieren konfigurieren aufsetzen ausrollen einstellen dokumentieren entwerfen
        definieren starten launchen aufbauen überarbeiten einrichten
    """),
    nouns=frozenset(),
    determiners=frozenset(),
    wishes=_set("""
        verbessern optimieren stärken steigern fördern unterstützen sicherstellen ausbauen
        vorantreiben maximieren minimieren intensivieren erhöhen
    """),
    comparatives=_set("besser bessere mehr weniger schneller schnellere stärker"),
    outcomes=_set("damit sodass dass welche welcher mit wo weil lieben"),
    moves=_set("""
        steigern steigt erhöhen erreichen senken sinkt reduzieren verdoppeln verdreifachen
        verringern heben verkaufen erzielen gewinnen von auf um über unter mindestens höchstens
    """),
    openings=_set("wir erfolgreich bitte"),
    verb_may_end=True,
)

LANGUAGES: Mapping[str, tuple[Vocabulary, ...]] = {"de": (ENGLISH, GERMAN)}

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
# Years, quarters, versions and names of standards are no targets.
NO_TARGET = re.compile(
    r"\b(?:(?:19|20)\d\d(?:[-/]\d{2,4})?|[QH][1-4]|v\d+(?:\.\d+)*|24/7|ISO[ /-]?\d+)\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\d\s*(?:[%+€$£]|(?:percent|per cent|prozent|eur|usd)\b)|[€$£<>≥≤]\s*\d", re.IGNORECASE
)


def vocabularies(language: str) -> tuple[Vocabulary, ...]:
    """The vocabularies to look in for a site's language, such as `en` or `de-AT`."""
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), (ENGLISH,))


def task_word(title: str, language: str) -> str | None:
    """The verb by which a title gives itself away as a task, unless it names the outcome too."""
    written = _words(title)
    for each in vocabularies(language):
        verb = _verb(written, each, each.tasks) or _noun_as_verb(written, each)
        if verb and not each.outcomes.intersection(written[1:]):
            return verb
    return None


def vague_word(title: str, language: str) -> str | None:
    """The word by which a title wishes for something that no figure would settle."""
    written = _words(title)
    for each in vocabularies(language):
        if verb := _verb(written, each, each.wishes):
            return verb
        if found := [word for word in written if word in each.comparatives]:
            return found[0]
    return None


def figure(text: str) -> str | None:
    """The first number of a text that is not a year, a quarter, a version or a standard."""
    found = re.search(r"\d+(?:[.,]\d+)*", NO_TARGET.sub(" ", text))
    return found.group() if found else None


def target_in(title: str, language: str) -> str | None:
    """The figure that makes a title a target: a share, an amount, or one that is to be reached."""
    number = figure(title)
    if number is None or _only_figures(title) or SHARE.search(NO_TARGET.sub(" ", title)):
        return number
    moves = {word for each in vocabularies(language) for word in each.moves}
    return number if moves.intersection(_words(title)) else None


def _words(text: str) -> list[str]:
    return [each.lower() for each in WORD.findall(text)]


def _only_figures(title: str) -> bool:
    return not any(each.isalpha() for each in title)


def _verb(written: list[str], language: Vocabulary, verbs: frozenset[str]) -> str | None:
    said = _without_opening(written, language)
    ends = (said[0], said[-1]) if said and language.verb_may_end else said[:1]
    return next((each for each in ends if each in verbs), None)


def _noun_as_verb(written: list[str], language: Vocabulary) -> str | None:
    said = _without_opening(written, language)
    if len(said) < 2 or said[0] not in language.nouns:
        return None
    is_verb = said[1] in language.determiners or said[1].isdigit()
    return said[0] if is_verb else None


def _without_opening(written: list[str], language: Vocabulary) -> list[str]:
    return written[1:] if written and written[0] in language.openings else written
