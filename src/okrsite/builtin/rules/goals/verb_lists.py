"""Verb lists: what people write when they mean a task, a wish or a number, in each language."""

from collections.abc import Mapping

from msgspec import Struct


class VerbList(Struct, frozen=True):
    """The words by which titles of one language give themselves away, all in lower case.

    Attributes:
        tasks: Verbs of tasks, in any title that they begin.
        task_nouns: Verbs of tasks that are nouns as well: verbs only before one of `determiners`
            or a figure.
        outputs: Verbs of tasks in a key result, while an objective may well begin with them.
        output_nouns: Those of them that need a determiner or a figure, too.
        determiners: What stands between such a verb and what is made.
        states: What nobody finishes; a title with one of them names no task.
        outcomes: Words after which a title says what the task is for.
        comparatives: Words of a change that leave open how much.
        wishes: Verbs of wishes that no figure would settle.
        moves: Verbs of numbers to be reached.
        numbers: Figures that are written as words.
        openings: What may stand before the verb.
        verb_may_end: Whether the verb may stand at the end, as an infinitive does in German.
    """

    tasks: frozenset[str]
    task_nouns: frozenset[str]
    outputs: frozenset[str]
    output_nouns: frozenset[str]
    determiners: frozenset[str]
    states: frozenset[str]
    outcomes: frozenset[str]
    comparatives: frozenset[str]
    wishes: frozenset[str]
    moves: frozenset[str]
    numbers: frozenset[str]
    openings: frozenset[str]
    verb_may_end: bool


def _set(words: str) -> frozenset[str]:
    """The words of a list; an underscore joins the two of `set up`."""
    return frozenset(word.replace("_", " ") for word in words.split())


ENGLISH = VerbList(
    tasks=_set("""
        implement install deploy migrate configure finalise finalize refactor roll_out set_up
        kick_off
    """),
    task_nouns=_set("launch release ship upgrade complete finish redesign rewrite rollout"),
    outputs=_set("write publish conduct organise organize send define prepare create"),
    output_nouns=_set("""
        build develop introduce draft document host hold run test plan
        schedule design produce
    """),
    determiners=_set("""
        a an the our its their this all new next at every each first second initial another
        one two three four five six seven eight nine ten twelve
    """),
    states=_set("""
        culture trust relationship relationships community communities reputation
        confidence habit awareness loyalty
    """),
    comparatives=_set("better more less faster stronger higher lower"),
    outcomes=_set("so that which who whom whose with where because love loves loved"),
    wishes=_set("""
        improve improving optimise optimize optimising optimizing enhance enhancing strengthen
        strengthening boost boosting maximise maximize minimise minimize increase increasing reduce
        reducing raise better
    """),
    moves=_set("reach achieve hit increase grow raise reduce decrease double triple earn sell"),
    numbers=_set("half twice double triple zero no two three four five six seven eight ten"),
    openings=_set("we to successfully finally please"),
    verb_may_end=False,
)

GERMAN = VerbList(
    tasks=_set("""
        einführen umsetzen implementieren ausliefern veröffentlichen durchführen fertigstellen
        migrieren installieren konfigurieren aufsetzen ausrollen einrichten launchen
    """),
    task_nouns=_set("launch rollout einführung implementierung"),
    outputs=_set("""
        erstellen schreiben definieren entwerfen überarbeiten organisieren dokumentieren planen
        vorbereiten
    """),
    output_nouns=_set("umsetzung erstellung durchführung"),
    determiners=_set("der des einer eines von"),
    states=_set("""
        uns sich vertrauen kultur beziehung beziehungen gemeinschaft community marke
        kompetenz kompetenzen fähigkeit fähigkeiten wissen ruf
    """),
    comparatives=_set("besser bessere mehr weniger schneller schnellere stärker höher höhere"),
    outcomes=_set("damit sodass dass welche welcher mit wo weil um lieben"),
    wishes=_set("""
        verbessern optimieren stärken steigern ausbauen intensivieren maximieren minimieren erhöhen
        reduzieren senken
    """),
    moves=_set("""
        steigern steigt erhöhen erreichen senken sinkt reduzieren verdoppeln verdreifachen
        verringern verkaufen erzielen gewinnen
    """),
    numbers=_set("""
        halb hälfte doppelt null kein keine keinen zwei drei vier fünf sechs sieben acht neun zehn
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
