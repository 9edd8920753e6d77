"""A signal is told in the site's words, and in the rule's own where those do not fit."""

from datetime import date

import pytest
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.position import Span
from okrsite.pipeline.present.signals import sentence
from okrsite.pipeline.words import words_of

CHURN = {
    "kpis/churn.md": '+++\ntitle = "Churn"\nunit = "%"\nrange = { max = 5 }\n+++\n',
    "kpis/churn.csv": "date,value\n2026-10-31,7\n",
}


def saying(site, text):
    own = words_of("en", {"finding": {"STAR1": text}})
    texts = {**site.theme.words.texts, **own.texts}
    words = replace(site.theme.words, texts=texts)
    return replace(site, theme=replace(site.theme, words=words))


def signal(**facts):
    subject = Subject("kpi", "churn")
    return Diagnostic("STAR1", "signal", Span("content/kpis/churn.md"), "own", "", subject, facts)


def test_figures_and_days_are_told_in_the_sites_language(sited, asked) -> None:
    site = saying(sited(CHURN), "{value} since {day}, {range}")
    told = asked(site, sentence, signal(value=7.0, day=date(2026, 10, 31).isoformat()))
    assert told == "7% since October 31, 2026, at most 5%"


@pytest.mark.parametrize(
    "facts",
    [
        {"day": "some day"},
        {"day": 20261031.0},
        {"value": float("nan")},
        {"stars": "no word for it"},
        {"key": "mine", "self": "mine", "value": float("inf")},
    ],
)
def test_facts_that_do_not_fit_leave_the_rules_own_sentence(sited, asked, facts) -> None:
    site = saying(sited(CHURN), "{day} and {value}")
    assert asked(site, sentence, signal(**facts)) == "own"


def test_a_fact_may_have_any_name(sited, asked) -> None:
    site = saying(sited(CHURN), "{key}, {self}")
    assert asked(site, sentence, signal(key="one", self="two")) == "one, two"
