"""Verb lists: what people write when they mean a task, a wish or a number, in each language."""

from collections.abc import Mapping

from msgspec import Struct, structs


class VerbList(Struct, frozen=True):
    """The words by which titles of one language give themselves away, all in lower case.

    Attributes:
        tasks: Verbs of tasks, in any title that they begin.
        task_nouns: Verbs of tasks that are nouns as well: verbs only before one of `determiners`
            or a figure.
        outputs: Verbs of tasks in a key result, while an objective may well begin with them.
        output_nouns: Those of them that need a determiner or a figure, too.
        counted: Those of them that need a figure: "Run 5 tests", not "Run the shop".
        determiners: What stands between such a verb and what is made.
        states: What nobody finishes; a title with one of them names no task.
        outcomes: Words after which a title says what the task is for.
        comparatives: Words of a change that leave open how much.
        wishes: Verbs of wishes that no figure would settle.
        moves: Verbs of numbers to be reached.
        numbers: Figures that are written as words.
        openings: What may stand before the verb.
        ends: Words that lead to where a change ends, alone or two together.
        no_verb_after: Words after which a verb at the end belongs to a clause, or is a noun: "um
            schneller zu werden", "bevor wir ausrollen", "beim Umsetzen".
        verb_may_end: Whether the verb may stand at the end, as an infinitive does in German.
    """

    tasks: frozenset[str]
    outputs: frozenset[str]
    wishes: frozenset[str]
    moves: frozenset[str]
    numbers: frozenset[str]
    outcomes: frozenset[str]
    task_nouns: frozenset[str] = frozenset()
    output_nouns: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    comparatives: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    no_verb_after: frozenset[str] = frozenset()
    verb_may_end: bool = False


def _set(words: str) -> frozenset[str]:
    """The words of a list; an underscore joins the two of `set up`."""
    return frozenset(word.replace("_", " ") for word in words.split())


ENGLISH = VerbList(
    tasks=_set("implement migrate finalise finalize refactor roll_out"),
    task_nouns=_set("launch release ship deploy rollout install configure"),
    outputs=_set("""
        write publish organise organize send define prepare create set_up kick_off
    """),
    output_nouns=_set("""
        build conduct develop introduce draft document host test plan schedule design produce
        upgrade complete finish redesign rewrite
    """),
    counted=_set("run hold do give visit"),
    determiners=_set("""
        a an the our its their this all new next at every each first second initial another
        one two three four five six seven eight nine ten twelve
    """),
    states=_set("""
        culture trust relationship relationships community communities reputation
        confidence habit awareness loyalty ourselves daily weekly monthly
    """),
    comparatives=_set("better more less faster stronger higher lower"),
    outcomes=_set("so that which who whom whose with where because love loves loved"),
    wishes=_set("""
        improve improving optimise optimize optimising optimizing enhance enhancing strengthen
        strengthening boost boosting maximise maximize minimise minimize increase increasing reduce
        reducing better
    """),
    moves=_set("reach achieve hit increase grow raise reduce decrease double triple earn sell"),
    numbers=_set("""
        half twice double triple zero no none nothing one single two three four five six seven eight
        nine ten third dozen hundred thousand
    """),
    openings=_set("we to successfully finally please"),
    ends=_set("""
        to under below above within until so than by_a with_a with_an obtained signed achieved
    """),
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
        kompetenz kompetenzen fähigkeit fähigkeiten wissen ruf täglich wöchentlich monatlich
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
        halb hälfte doppelt null kein keine keinen nichts zwei drei vier fünf sechs sieben acht neun
        zehn drittel viertel dutzend hundert tausend
    """),
    openings=_set("wir erfolgreich bitte"),
    ends=_set("auf unter bis so sodass damit dass als mit_einem mit_einer"),
    no_verb_after=_set("zu wir beim zum vom"),
    verb_may_end=True,
)

FRENCH = VerbList(
    tasks=_set("implémenter déployer migrer installer configurer"),
    outputs=_set("lancer publier rédiger écrire organiser créer définir finaliser préparer"),
    wishes=_set("améliorer optimiser renforcer augmenter réduire maximiser minimiser"),
    moves=_set("atteindre augmenter réduire doubler tripler gagner vendre"),
    numbers=_set("aucun aucune zéro deux trois quatre cinq six sept huit neuf dix moitié double"),
    outcomes=_set("qui que où afin pour parce"),
    states=_set("confiance culture communauté relation relations réputation nous"),
    openings=_set("nous"),
    ends=_set("à jusqu'à jusqu\u2019à sous pour_que d'un d\u2019un"),
)

SPANISH = VerbList(
    tasks=_set("implementar implantar desplegar migrar instalar configurar"),
    outputs=_set("lanzar publicar redactar escribir organizar crear definir finalizar preparar"),
    wishes=_set("mejorar optimizar reforzar fortalecer aumentar reducir maximizar minimizar"),
    moves=_set("alcanzar aumentar reducir duplicar triplicar conseguir vender"),
    numbers=_set(
        "ningún ninguna cero dos tres cuatro cinco seis siete ocho nueve diez mitad doble"
    ),
    outcomes=_set("que quien quienes donde para porque"),
    states=_set("confianza cultura comunidad relación relaciones reputación"),
    ends=_set("a hasta para_que en_un"),
)

PORTUGUESE = VerbList(
    tasks=_set("implementar implantar migrar instalar configurar"),
    outputs=_set("lançar publicar redigir escrever organizar criar definir finalizar preparar"),
    wishes=_set("melhorar otimizar reforçar fortalecer aumentar reduzir maximizar minimizar"),
    moves=_set("alcançar atingir aumentar reduzir duplicar dobrar triplicar conquistar vender"),
    numbers=_set("nenhum nenhuma zero dois duas três quatro cinco seis sete oito nove dez metade"),
    outcomes=_set("que quem onde para porque"),
    states=_set("confiança cultura comunidade relação relações reputação"),
    ends=_set("até para_que em_um"),
)

ITALIAN = VerbList(
    tasks=_set("implementare migrare installare configurare"),
    outputs=_set("lanciare pubblicare redigere scrivere organizzare creare definire preparare"),
    wishes=_set("migliorare ottimizzare rafforzare aumentare ridurre massimizzare minimizzare"),
    moves=_set("raggiungere aumentare ridurre raddoppiare triplicare conquistare vendere"),
    numbers=_set(
        "nessun nessuna zero due tre quattro cinque sei sette otto nove dieci metà doppio"
    ),
    outcomes=_set("che chi dove affinché per perché"),
    states=_set("fiducia cultura comunità relazione relazioni reputazione"),
    ends=_set("a fino sotto affinché di_un"),
)

DUTCH = VerbList(
    tasks=_set("implementeren invoeren uitrollen migreren installeren configureren"),
    outputs=_set("lanceren publiceren schrijven organiseren opstellen definiëren voorbereiden"),
    wishes=_set("verbeteren optimaliseren versterken verhogen verlagen verminderen maximaliseren"),
    moves=_set("bereiken verhogen verlagen verminderen verdubbelen verdrievoudigen verkopen"),
    numbers=_set("geen nul twee drie vier vijf zes zeven acht negen tien helft dubbel"),
    outcomes=_set("die dat wie waar zodat om want"),
    states=_set("vertrouwen cultuur gemeenschap relatie relaties reputatie ons zich"),
    openings=_set("we wij"),
    ends=_set("tot naar onder boven zodat met_een"),
    no_verb_after=_set("te we wij bij het"),
    verb_may_end=True,
)

# In other languages an English noun may stand before a word that is a determiner in English only:
# "plan a largo plazo".
ENGLISH_VERBS = structs.replace(ENGLISH, task_nouns=frozenset(), output_nouns=frozenset())

LANGUAGES: Mapping[str, tuple[VerbList, ...]] = {
    "en": (ENGLISH,),
    "de": (ENGLISH, GERMAN),
    "fr": (ENGLISH_VERBS, FRENCH),
    "es": (ENGLISH_VERBS, SPANISH),
    "pt": (ENGLISH_VERBS, PORTUGUESE),
    "it": (ENGLISH_VERBS, ITALIAN),
    "nl": (ENGLISH_VERBS, DUTCH),
}


def verb_lists(language: str) -> tuple[VerbList, ...]:
    """The lists to look in for a site's language, such as `en` or `de-AT`.

    English is among them always, since everybody mixes it in.
    """
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), (ENGLISH_VERBS,))
