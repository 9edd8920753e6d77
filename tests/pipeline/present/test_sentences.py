"""A sentence is a text of the language with facts in it, each clause led to what it tells of."""

import pytest

from okrsite.effects.themes import read_words
from okrsite.pipeline.present.paths import Anchor
from okrsite.pipeline.present.sentences.change import share_delta
from okrsite.pipeline.present.sentences.sentence import (
    Sentence,
    counted,
    ended,
    listed,
    paragraph,
    said,
)
from okrsite.pipeline.present.sentences.status import goals_said
from okrsite.pipeline.words import words_of

WORDS = words_of(
    "en",
    {
        "punctuation": {"comma": ", ", "sentence": "{text}.", "space": " "},
        "late": {
            "one": "{count} KPI is late: {names}",
            "other": "{count} KPIs are late: {names}",
        },
    },
)
CHURN, NPS = Anchor("Churn & co", "kpis/churn.html"), Anchor("NPS", "kpis/nps.html")


def test_a_sentence_that_ends_with_an_abbreviation_has_one_dot() -> None:
    assert ended(WORDS, ["Seit 16. Nov."]).text == "Seit 16. Nov."
    assert ended(WORDS, ["Seit gestern"]).text == "Seit gestern."


def test_the_words_of_a_clause_lead_to_its_page_and_each_name_to_its_own() -> None:
    told = counted(WORDS, "late", 2, "2", href="kpis.html", names=listed(WORDS, [CHURN, NPS]))
    assert told.text == "2 KPIs are late: Churn & co, NPS"
    assert told.__html__() == (
        '<a href="kpis.html">2 KPIs are late</a>: '
        '<a href="kpis/churn.html">Churn &amp; co</a>, <a href="kpis/nps.html">NPS</a>'
    )


def test_a_fact_that_is_no_link_belongs_to_the_words_around_it() -> None:
    told = counted(WORDS, "late", 1, "1", href="a.html", names="<NPS>")
    assert told.parts == (Anchor("1 KPI is late: <NPS>", "a.html"),)


def test_a_place_that_no_fact_is_for_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        said(WORDS, "late.one", names="NPS")


def test_sentences_end_in_a_stop_and_empty_ones_are_left_out() -> None:
    told = paragraph(WORDS, [ended(WORDS, []), ended(WORDS, [CHURN, "good"]), ended(WORDS, [NPS])])
    assert told.text == "Churn & co, good. NPS."
    assert not ended(WORDS, [])
    assert Sentence().text == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "6 of 11 goals are on track, 4 at risk, 1 off track."),
        ("de", "6 von 11 Zielen sind auf Kurs, 4 gefährdet, 1 nicht auf Kurs."),
        ("fr", "6 objectifs sur 11 sont en bonne voie, 4 à risque, 1 hors trajectoire."),
        ("es", "6 de 11 objetivos están en buen camino, 4 en riesgo, 1 desviado."),
        ("it", "6 obiettivi su 11 sono in linea, 4 a rischio, 1 fuori rotta."),
        ("nl", "Van 11 doelen: 6 op koers, 4 lopen risico, 1 niet op koers."),
        ("pl", "6 z 11 celów jest zgodnie z planem, 4 zagrożone, 1 niezgodnie z planem."),
        ("pt-BR", "6 de 11 objetivos estão no rumo, 4 em risco, 1 fora do rumo."),
        ("ja", "11件の目標のうち、順調が6件、要注意が4件、遅れが1件。"),
    ],
)
def test_goals_are_told_by_their_status_in_every_language(sited, asked, language, text) -> None:
    site = sited({}, language=language, words=read_words(language))
    statuses = {"on_track": 6, "at_risk": 4, "off_track": 1}
    told = asked(site, lambda ctx: goals_said(ctx, statuses, lambda status: f"#{status}"))
    assert told.text == text
    assert [part.href for part in told.parts if part.href] == [
        "#on_track",
        "#at_risk",
        "#off_track",
    ]


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        ({"off_track": 1}, "1 goal is off track."),
        ({"done": 3}, "All 3 goals are done."),
        ({"on_track": 1, "not_measured": 1}, "1 of 2 goals is on track, 1 not measured."),
        ({}, ""),
    ],
)
def test_one_goal_all_alike_and_none_have_their_own_words(sited, asked, statuses, text) -> None:
    told = asked(sited({}), lambda ctx: goals_said(ctx, statuses, lambda _: ""))
    assert told.text == text


@pytest.mark.parametrize(
    ("now", "before", "text", "tone"),
    [
        (0.466, 0.404, "+7 points", "good"),
        (0.4, 0.41, "−1 point", "bad"),
        (0.4, 0.4, "no change", "quiet"),
    ],
)
def test_points_lie_between_two_shares_as_they_are_shown(
    sited, asked, now, before, text, tone
) -> None:
    delta = asked(sited({}), lambda ctx: share_delta(ctx, now, before))
    assert (delta.text, delta.tone) == (text, tone)
    assert delta.sentence == f"{text} since Nov 16"


def test_what_is_not_measured_has_not_changed(sited, asked) -> None:
    assert asked(sited({}), lambda ctx: share_delta(ctx, None, 0.4)) is None
