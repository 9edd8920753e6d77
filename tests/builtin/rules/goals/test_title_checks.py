"""Titles that give themselves away, in English and German, and those that only look like it."""

import pytest

from okrsite.builtin.rules.goals.title_checks import figure, target_in, task_word, vague_word


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Launch the new website", "en", "launch"),
        ("Successfully implement the CRM", "en", "implement"),
        ("Release the app", "en", "release"),
        ("Neues CRM einführen", "de", "einführen"),
        ("Roll out the second line", "en", "roll out"),
        ("Einführung eines neuen CRM", "de", "einführung"),
        ("Launch der neuen Website", "de", "launch"),
        ("Neues CRM einführen", "de-AT", "einführen"),
        ("Déployer le nouvel outil", "fr", "déployer"),
        ("Migrar el archivo", "es", "migrar"),
        ("Implantar o novo sistema", "pt-BR", "implantar"),
        ("Installare il nuovo sistema", "it", "installare"),
        ("Het nieuwe systeem invoeren", "nl", "invoeren"),
        ("Implement the CRM", "pl", "implement"),
    ],
)
def test_a_task_is_recognised_by_its_verb(title: str, language: str, word: str) -> None:
    assert task_word(title, language) == word


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("We write ten blog posts", "en", "write"),
        ("Run 5 user tests", "en", "run"),
        ("Hold three workshops", "en", "hold"),
        ("Set up the second line", "en", "set up"),
        ("Finish the migration", "en", "finish"),
        ("Build the next phase of the roadmap", "en", "build"),
        ("Create a help desk", "en", "create"),
        ("Erstellen einer App", "de", "erstellen"),
        ("Umsetzung der Strategie", "de", "umsetzung"),
        ("Drei Workshops organisieren", "de", "organisieren"),
    ],
)
def test_an_output_is_a_task_in_a_key_result_and_may_be_a_direction_in_an_objective(
    title: str, language: str, word: str
) -> None:
    assert task_word(title, language, of_key_result=True) == word
    assert task_word(title, language) is None


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Test coverage of the core", "en"),
        ("Design system in use", "en"),
        ("Plan and budget are agreed", "en"),
        ("Release notes for every version", "en"),
        ("Create trust with the community", "en"),
        ("Run the shop without a queue", "en"),
        ("Hold the line on what we spend", "en"),
        ("Organise ourselves around readers", "en"),
        ("Hold on to what customers love", "en"),
        ("Wir organisieren uns selbst", "de"),
        ("Plan a largo plazo para el archivo", "es"),
        ("Test a campione ogni mese", "it"),
        ("Créer la confiance", "fr"),
        ("Vertrauen entwickeln", "de"),
        ("Wir bauen unsere Treffen aus", "de"),
        ("Wir entwickeln uns weiter", "de"),
    ],
)
def test_nouns_and_states_are_no_tasks_in_a_key_result_either(title: str, language: str) -> None:
    assert task_word(title, language, of_key_result=True) is None


@pytest.mark.parametrize(
    "title",
    [
        "Two initiatives launched",
        "Build for the long run",
        "Build a well-run company",
        "Deliver enough leads for the plan of sales",
        "Set the standard for small firms",
        "Set up new colleagues for success",
        "Finish the year with a smile",
        "Upgrade our service to what we would expect ourselves",
        "Install a culture of feedback",
        "Launch days without a night shift",
        "Complete transparency about what we spend",
        "Launch a product that people love",
        "Release cycle falls to 20 days",
        "Test coverage of the core",
        "Designers and developers sit together",
        "Buildings are safe",
        "Become the first choice of small firms",
        "Neues CRM einführen",
        "Install base of machines stays young",
        "Configure once, run anywhere",
    ],
)
def test_what_only_looks_like_a_task_is_let_be(title: str) -> None:
    assert task_word(title, "en") is None


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Improve customer experience", "en", "improve"),
        ("Better onboarding", "en", "better"),
        ("Reduce support tickets", "en", "reduce"),
        ("Kundenzufriedenheit verbessern", "de", "verbessern"),
        ("Optimise the funnel", "de", "optimise"),
        ("To improve support", "en", "improve"),
        ("Better communication with customers", "en", "better"),
        ("Kommunikation mit den Mitgliedern intensivieren", "de", "intensivieren"),
        ("Arbeitgebermarke stärken", "de", "stärken"),
        ("Améliorer l'accueil", "fr", "améliorer"),
        ("Mejorar la atención", "es", "mejorar"),
    ],
)
def test_a_wish_is_recognised_by_its_word(title: str, language: str, word: str) -> None:
    assert vague_word(title, language) == word


@pytest.mark.parametrize(
    "title",
    [
        "Reduce the release cycle from monthly to weekly",
        "Reduce build time to under a minute",
        "Improve onboarding so that new engineers deploy on their first day",
        "Reduce the number of tools to one",
        "Increase prices by a third",
        "Improve reliability until nobody is paged at night",
        "Improve credit rating to A-",
        "Reduce hand-offs: one person from order to delivery",
        "Strengthen the board with an independent chair",
        "Better than last year in every league match",
        "Better Cotton certification obtained",
        "Wartezeit auf unter eine Stunde senken",
        "Kosten um ein Drittel senken",
        "Energieklasse des Büros von D auf B verbessern",
        "Fahrten ins Werk reduzieren, sodass jede Woche eine reicht",
    ],
)
def test_a_change_that_says_where_it_ends_is_no_wish(title: str) -> None:
    assert vague_word(title, "de") is None


@pytest.mark.parametrize("title", ["Lernen, bevor wir ausrollen", "Vorbild sein beim Umsetzen"])
def test_a_verb_of_a_clause_and_one_that_became_a_noun_make_no_task(title: str) -> None:
    assert task_word(title, "de") is None


@pytest.mark.parametrize(
    "title",
    [
        "Improvement board meets weekly",
        "Customers stay",
        "Reduce the steps by half",
        "Raise a seed round",
        "Improve answers to 4 hours",
        "Increase the coverage to all specifications",
        "Wir fragen im Team nach, um das Vertrauen zu stärken",
        "Ensure that no technical problem blocks a deal",
        "",
    ],
)
def test_words_are_matched_whole(title: str) -> None:
    assert vague_word(title, "de") is None


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Increase revenue by 25 %", "25"),
        ("25% more leads", "25"),
        ("Reach 1,000 customers", "1,000"),
        ("NPS from 45 to 60", "45"),
        ("€ 2m in new business", "2"),
        ("60", "60"),
        ("NPS 70+", "70"),
        ("Churn < 4", "4"),
        ("At least 40 references", "40"),
        ("Wir gewinnen unsere ersten 100 Kunden", "100"),
        ("500 Kunden gewinnen", "500"),
        ("Antwortzeit von 24 auf 4 Stunden", "24"),
        ("Umsatz um 3,5 Prozent steigern", "3,5"),
    ],
)
def test_an_objective_that_is_a_number_is_recognised(title: str, number: str) -> None:
    assert target_in(title, "de") == number


@pytest.mark.parametrize(
    "title",
    [
        "Win in 2027",
        "Get ready for Q3",
        "Reach the goals of 2026/27",
        "One place for all 12 teams",
        "Make all 12 teams proud of their tools",
        "A team of 5 from all over the world",
        "Get everybody home by five",
        "Achieve ISO 27001",
        "Bring v2.1 to everybody",
        "Earn trust around the clock, 24/7",
        "Customers stay",
        "Everybody is home by 5 pm",
        "Work from 3 offices as one team",
        "A firm that lasts over 100 years",
        "All 12 teams reach their goals",
        "Improve the first 5 minutes of a newcomer",
        "Switch to 5G in the whole country",
        "Move to a 4-day week without losing pace",
        "Over 50s feel welcome in our gyms",
        "Upgrade to 2.0 feels like magic",
        "Make 1+1=3 with our partners",
    ],
)
def test_years_quarters_versions_and_names_are_no_targets(title: str) -> None:
    assert target_in(title, "en") is None


def test_a_figure_is_found_with_its_decimals() -> None:
    assert figure("to 3.2 % in 2026") == "3.2"
