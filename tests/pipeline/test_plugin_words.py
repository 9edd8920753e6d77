"""Plugins speak the language of the site, as far as they can, and it is told where they cannot."""

from types import ModuleType

import pytest
from msgspec.structs import replace

from okrsite.api import Translation, hookimpl
from okrsite.hooks.host import collect
from okrsite.pipeline.plugin_theme import with_plugins
from okrsite.pipeline.plugin_words import plugin_texts, untranslated
from okrsite.pipeline.settings import read_settings
from okrsite.pipeline.words import Words
from okrsite.testing import EXAMPLE, load_plugin, site_of

ENGLISH = {"title": "Lights", "goals.one": "one goal", "goals.other": "{count} goals"}


def plugin(name: str = "lights", /, **languages: dict[str, str]):
    module = ModuleType(name)
    module.okrsite_words = hookimpl(
        lambda: [
            Translation(language=language, texts=texts) for language, texts in languages.items()
        ]
    )
    return load_plugin(module)


def told(language: str, *plugins) -> list[str]:
    settings, _ = read_settings(f'[site]\nlanguage = "{language}"\n\n[plugins.lights]\n'.encode())
    return [str(finding) for finding in untranslated(collect(plugins)[0], settings)]


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Lampen"), ("de-CH", "Lampen"), ("fr", "Lights"), ("en", "Lights")],
)
def test_a_key_is_said_in_the_language_of_the_site_or_in_english(language, said) -> None:
    extensions, _ = collect([plugin(en=ENGLISH, de={"title": "Lampen"})])
    assert plugin_texts(extensions, language)["plugins.lights.title"] == said


def test_a_key_that_english_lacks_is_said_in_the_language_that_has_it() -> None:
    extensions, _ = collect([plugin(fr={"title": "Lumières", "more": "Plus"}, en=ENGLISH)])
    texts = plugin_texts(extensions, "de")
    assert (texts["plugins.lights.title"], texts["plugins.lights.more"]) == ("Lights", "Plus")


def test_two_plugins_may_use_the_same_keys() -> None:
    extensions, findings = collect([plugin(en=ENGLISH), plugin("desk", en={"title": "Desk"})])
    assert findings == ()
    texts = plugin_texts(extensions, "en")
    assert (texts["plugins.lights.title"], texts["plugins.desk.title"]) == ("Lights", "Desk")


def test_a_plugin_says_nothing_else_on_the_site_and_a_theme_says_it_otherwise() -> None:
    theme = site_of(EXAMPLE).ledger.site.theme
    extensions, _ = collect([plugin(en={"title": "Lights", "../kpi.range": "x"})])
    own = Words("en", {**theme.words.texts, "plugins.lights.title": "Our lamps"})
    words = with_plugins(replace(theme, words=own), extensions).words
    assert words["plugins.lights.title"] == "Our lamps"
    assert words["kpi.range"] == theme.words["kpi.range"]


def test_missing_keys_are_told_where_the_settings_name_the_plugin() -> None:
    (said,) = told("de", plugin(en=ENGLISH, de={"goals.other": "{count} Ziele"}))
    assert said.startswith(
        "okrsite.toml:4:1: OKR632 plugin lights has no words in 'de' for 'title'"
    )


def test_a_language_that_a_plugin_lacks_altogether_is_told_with_the_first_keys() -> None:
    (said,) = told("fr", plugin(en={f"key{number}": "x" for number in range(9)}))
    assert "for 'key0', 'key1', 'key2', 'key3', 'key4' and 4 more; another" in said


def test_forms_that_a_language_does_not_have_are_not_missed() -> None:
    assert told("ja", plugin(en=ENGLISH, ja={"title": "x", "goals.other": "{count}"})) == []
    assert told("en", plugin(en=ENGLISH, pl={"goals.few": "{count} cele"})) == []
