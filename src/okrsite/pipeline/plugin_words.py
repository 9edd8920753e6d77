"""Plugin words: what plugins say in the site's language, and what they cannot say in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.settings import Settings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.first_few import first_few
from okrsite.pipeline.words import locales_of

Texts = Mapping[str, str]
Languages = Mapping[str, Texts]

FALLBACK = "en"
_TOLD = 5


def plugin_texts(extensions: Extensions, language: str) -> dict[str, str]:
    """The texts of all plugins by key: in a language, else in English, else in any other."""
    texts: dict[str, str] = {}
    for plugin, languages in _languages(extensions).items():
        for known in (*_others(languages, language), *locales_of(language, languages)):
            texts |= {f"plugins.{plugin}.{key}": text for key, text in languages[known].items()}
    return texts


def untranslated(extensions: Extensions, settings: Settings) -> tuple[Diagnostic, ...]:
    """What plugins cannot say in the language of a site, a finding for each of them."""
    language = settings.site.language
    return tuple(
        _finding(settings, plugin, language, missing)
        for plugin, languages in _languages(extensions).items()
        if (missing := tuple(_missing(languages, language)))
    )


def _languages(extensions: Extensions) -> Mapping[str, Languages]:
    """The texts of each plugin by language."""
    found: dict[str, dict[str, Texts]] = {}
    for key, translation in extensions.translations.items():
        plugin = extensions.owners[f"translations:{key}"]
        found.setdefault(plugin, {})[translation.language] = translation.texts
    return found


def _others(languages: Collection[str], language: str) -> list[str]:
    """The languages that stand in where one has no text, the last of them first choice."""
    rest = sorted(set(languages) - set(locales_of(language, languages)) - {FALLBACK})
    return [*rest, *({FALLBACK} & set(languages))]


def _missing(languages: Languages, language: str) -> Iterator[str]:
    """The keys that no text in a language is for.

    A form for numbers of things is none that it must have, since not all languages have all forms.
    """
    own = {key for known in locales_of(language, languages) for key in languages[known]}
    for key in sorted({key for texts in languages.values() for key in texts} - own):
        if f"{key.rpartition('.')[0]}.other" not in own:
            yield key


def _finding(
    settings: Settings, plugin: str, language: str, missing: tuple[str, ...]
) -> Diagnostic:
    keys, more = first_few(missing, _TOLD)
    listed = ", ".join(map(repr, keys)) + f" {more}" * bool(more)
    named = settings.plugins.get(plugin)
    return Diagnostic(
        "OKR632",
        "hint",
        named.span if named else settings.span,
        f"plugin {plugin} has no words in '{language}' for {listed}; another language stands in",
        f"Add them to its Translation of '{language}', or under [plugins.{plugin}] in the "
        f"locales/{language}.toml of a theme.",
    )
