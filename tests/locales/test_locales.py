"""The site speaks each of its languages whole: every word is in a locale, and in no template."""

import calendar as days
import re
import tomllib
from html import unescape
from pathlib import Path

import pytest
from babel import Locale
from msgspec.structs import replace

from okrsite.builtin.pages import KINDS
from okrsite.builtin.pages.outputs import badges, calendar, feeds
from okrsite.effects.themes import read_theme, read_words
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.words import Words, flatten

FOLDER = Path(__file__).parents[2] / "src/okrsite/locales"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
PLACE = re.compile(r"\{\w+\}")
FILES = {
    "teams/company.md": "title = '77'",
    "teams/success.md": "title = '78'\nparent = 'company'\nlead = 'p'",
    "people/p.md": "title = '79'\nteam = 'success'",
    "objectives/grow.md": "title = '80'\ncycle = 'q4'\nteam = 'company'",
    "objectives/retain.md": """
        title = "81"
        cycle = "q4"
        team = "success"
        owner = "p"
        supports = ["grow"]
        watch = ["churn"]
        tags = ["82"]

        [[key_results]]
        id = "a"
        title = "83"
        start = 0
        target = 10

        [[key_results]]
        id = "b"
        title = "84"
        kpi = "churn"
        start = 9
        target = 4

        [[checkins]]
        date = 2026-11-09
        author = "p"
        confidence = 6
        values = { a = 4 }
        note = "85"
        kudos = [ { to = "p", for = "86" } ]
    """,
    "kpis/churn.md": "title = '87'\nteam = 'success'\nunit = '%'\nrange = { max = 5 }",
    "kpis/churn.csv": "date,value\n2026-08-31,7.0\n2026-09-30,8.0\n2026-10-31,6.1\n",
    "pages/x.md": "title = '88'",
}


def texts(language):
    return flatten(tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")))


ENGLISH = texts("en")
COUNTED = {key.removesuffix(".other") for key in ENGLISH if key.endswith(".other")}


def of_english(key):
    """The English text of a key; of its last form where English has no such form."""
    return ENGLISH[key if key in ENGLISH else f"{key.rpartition('.')[0]}.other"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_each_text_and_each_form_that_its_plural_rules_ask_for(language) -> None:
    forms = {*Locale.parse(language, sep="-").plural_form.tags, "other"}
    plain = {key for key in ENGLISH if key.rpartition(".")[0] not in COUNTED}
    special = {f"{key}.none" for key in COUNTED} & ENGLISH.keys()
    counted = {f"{key}.{form}" for key in COUNTED for form in forms}
    assert texts(language).keys() == plain | special | counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_with_the_same_facts(language) -> None:
    other = {
        key
        for key, text in texts(language).items()
        if sorted(PLACE.findall(text)) != sorted(PLACE.findall(of_english(key)))
    }
    assert other == set()


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_language_is_not_english_with_another_name(language) -> None:
    words = {key: text for key, text in texts(language).items() if not key.endswith("_command")}
    sentences = [key for key in words if len(of_english(key).split()) > 3]
    assert [key for key in sentences if words[key] == of_english(key)] == []


def pseudo(site, theme):
    """The site in a language of brackets: whatever is outside of them is no word of a locale."""
    words = Words("en", {key: f"⟦{text}⟧" for key, text in theme.words.texts.items()})
    return replace(site, theme=replace(theme, words=words))


def visible(html):
    html = re.sub(r"<(script|style|code)\b.*?</\1>|<!--.*?-->", " ", html, flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', html)
    return unescape(" ".join([*attributes, re.sub(r"<[^>]*>", " ", html)]))


def test_every_word_that_is_seen_comes_from_a_locale(sited, show) -> None:
    theme = read_theme(Path("no-such-folder"), ThemeSettings(), "en")
    site = pseudo(sited(FILES, settings='[site]\ntitle = "89"\nmission = "90"\n'), theme)
    seen = show(site)
    foreign = {}
    for path in seen.pages:
        if not path.endswith(".html"):
            continue
        text = visible(seen.html(path))
        while "⟦" in text:
            text, before = re.sub(r"⟦[^⟦⟧]*⟧", " ", text), text
            if text == before:
                break
        left = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in KNOWN]
        if left:
            foreign[path] = left
    assert foreign == {}


KNOWN = {
    *days.month_name,
    *days.month_abbr,
    *days.day_abbr,
    *("okrsite", "Ctrl", "Fourth", "quarter", "churn"),
}


def test_french_keeps_each_mark_with_the_word_that_it_belongs_to() -> None:
    torn = re.compile(r" [:;!?%»]|« |\w[:;!?»]|«\w|'")
    words = {key: text for key, text in texts("fr").items() if not key.endswith("_command")}
    assert {key: text for key, text in words.items() if torn.search(text)} == {}


def test_no_template_writes_a_mark_that_languages_write_in_different_ways() -> None:
    theme = read_theme(Path("no-such-folder"), ThemeSettings(), "en")
    written = {
        (name, mark)
        for name, text in theme.templates.items()
        for mark in re.findall(r"[%}]\}(?:</\w+>)?([:,;] )", re.sub(r"\{#.*?#\}", "", text))
    }
    assert written == set()


def test_what_leaves_the_site_is_joined_as_its_language_joins(sited, show) -> None:
    theme = read_theme(Path("no-such-folder"), ThemeSettings(options={"badges": True}), "fr")
    site = sited(FILES, settings='[site]\ntitle = "Acme"\nlanguage = "fr"\n')
    seen = show(replace(site, theme=theme), [feeds.KIND, calendar.KIND, badges.KIND])
    feed = seen.html("feeds/teams/success.xml")
    title = f"Acme\N{NO-BREAK SPACE}: {theme.words['checkins.title']}, 78"
    assert f"<title>{title}</title>" in feed
    assert "&lt;li&gt;83\N{NO-BREAK SPACE}: 4" in feed
    assert "X-WR-CALNAME:Acme\N{NO-BREAK SPACE}: 78\r\n" in seen.html("calendars/success.ics")
    assert 'aria-label="81\N{NO-BREAK SPACE}: ' in seen.html("badges/objectives/retain.svg")


def test_figures_stand_one_after_the_other_as_their_language_writes_it(sited, show) -> None:
    theme = read_theme(Path("no-such-folder"), ThemeSettings(), "ja")
    site = sited(FILES, settings='[site]\nlanguage = "ja"\n')
    html = show(replace(site, theme=theme)).html("objectives/retain.html")
    assert re.search('aria-label="[0-9]+%、想定 [0-9]+%"', html)


def test_what_a_language_lacks_is_said_in_english() -> None:
    words = read_words("ar")
    assert words.language == "ar"
    assert words["search.title"] == "Search"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("de", "ltr")])
def test_a_site_runs_in_the_direction_of_its_language(shown, language, direction) -> None:
    html = shown(FILES, language=language).html("index.html")
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_every_kind_of_pages_has_its_name_in_every_language() -> None:
    named = {f"nav.{kind.name}" for kind in KINDS if kind.nav}
    for language in LANGUAGES:
        assert named - texts(language).keys() == set()


def test_the_look_knows_no_left_and_right_where_start_and_end_are_meant() -> None:
    css = (FOLDER.parents[2] / "themes/default/static/style.css").read_text("utf-8")
    assert (
        re.findall(r"\b(?:margin|padding|border)-(?:left|right)\b|text-align: (?:left|right)", css)
        == []
    )
