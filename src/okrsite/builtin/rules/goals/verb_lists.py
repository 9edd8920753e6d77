"""Verb lists: what people write when they mean a task, a wish or a number, in each language."""

from collections.abc import Mapping

from msgspec import Struct


class VerbList(Struct, frozen=True):
    """The words by which titles of one language give themselves away, all in lower case.

    `tasks`, `wishes` and `moves` are verbs of tasks, of vague wishes and of numbers to be reached;
    `nouns` are verbs of tasks only before one of `determiners`. With one of `outcomes` a title says
    what the task is for, and `openings` may stand before the verb. `verb_may_end` tells whether the
    verb may stand at the end, as an infinitive does in German.
    """

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


ENGLISH = VerbList(
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
        increase grow raise reach achieve hit reduce decrease cut lower lift double triple boost
        improve earn sell win generate
    """),
    openings=_set("we to successfully finally please"),
    verb_may_end=False,
)

GERMAN = VerbList(
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
        verringern heben verkaufen erzielen gewinnen
    """),
    openings=_set("wir erfolgreich bitte"),
    verb_may_end=True,
)

LANGUAGES: Mapping[str, tuple[VerbList, ...]] = {"de": (ENGLISH, GERMAN)}


def verb_lists(language: str) -> tuple[VerbList, ...]:
    """The lists to look in for a site's language, such as `en` or `de-AT`.

    English is among them always, since everybody mixes it in.
    """
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), (ENGLISH,))
