"""Checks of what `[sources.<name>]` says and of what a KPI asks, secrets in the open included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.extensions import SettingsMistake, SourceType
from okrsite.model.position import Span
from okrsite.model.settings import COMMON_KEYS, SourceSettings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.sourcing.secrets import VARIABLE
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.toml.written import decode_written

_OPENED = re.compile(r"\$\{[^}]*\}?")
_SECRET = re.compile(
    r"(?:^|[_-])(?:password|passwd|secret|token|api_?-?key|authorization|private_?-?key)$",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"://[^/@:\s]*:([^/@\s]+)@")
_HELP = 'Write "${NAME}", and give the variable NAME to `okrsite fetch` alone.'


def plugin_settings(source: SourceSettings, kind: SourceType[Any, Any]) -> dict[str, Any]:
    """The settings that a plugin gets, those of every source only if it has them among its own."""
    written: dict[str, Any] = msgspec.json.decode(source.settings)
    names = {field.encode_name for field in msgspec.structs.fields(kind.settings)}
    common = {name for name in COMMON_KEYS if name != "plugin" and name in source.places}
    return written | {name: getattr(source, name) for name in common & names}


def settings_mistakes(
    name: str, settings: SourceSettings, extensions: Extensions
) -> Iterator[Diagnostic]:
    """Every mistake in `[sources.<name>]`; a plugin that nobody gives is the only one then."""
    kind = extensions.sources.get(settings.plugin)
    if kind is None:
        hint = suggestion(settings.plugin, extensions.sources)
        message = f"no plugin gives the source '{settings.plugin}' of [sources.{name}]{hint}"
        help_ = "`okrsite plugins` lists them; a plugin of yours needs its [plugins.NAME] too."
        yield error("OKR620", settings.at("plugin"), message, help_)
        return
    written = msgspec.json.encode(plugin_settings(settings, kind))
    decoded, mistakes = decode_written(settings, written, kind.settings)
    for mistake in mistakes:
        yield _with_common_keys(mistake) if mistake.code == "OKR010" else mistake
    if decoded is not None and kind.check_settings:
        yield from _refused(settings, decoded, kind)
    yield from _variables_and_secrets(settings)


def _refused(
    settings: SourceSettings, decoded: Any, kind: SourceType[Any, Any]
) -> Iterator[Diagnostic]:
    """What a source's own check says of its settings (OKR633)."""
    try:
        found = call_plugin(kind.name, _found, decoded, kind)
    except PluginError as failure:
        found = [SettingsMistake(f"the check of its settings failed: {failure.reason}")]
    for mistake in found:
        yield error("OKR633", _at(settings, mistake.field), mistake.message, mistake.help)


def _found(decoded: Any, kind: SourceType[Any, Any]) -> list[SettingsMistake]:
    check = kind.check_settings
    return list(as_iterable(check(decoded), SettingsMistake)) if check else []


def _at(settings: SourceSettings, field: str) -> Span:
    """Where a setting stands, or the nearest one around it."""
    while field and field not in settings.places:
        field = field.rpartition(".")[0]
    return settings.at(field) if field else settings.span


def _with_common_keys(unknown: Diagnostic) -> Diagnostic:
    """The mistake of an unknown key, with the keys of every source among the suggestions."""
    key = unknown.message.partition("'")[2].partition("'")[0]
    near = "" if "did you mean" in unknown.message else suggestion(key, COMMON_KEYS)
    help_ = f"{unknown.help} Of every source: plugin, timeout, lookback and memory."
    return replace(unknown, message=f"{unknown.message}{near}", help=help_)


def _variables_and_secrets(settings: SourceSettings) -> Iterator[Diagnostic]:
    """Texts that only look like variables (OKR621), and secrets in the open (OKR623)."""
    for steps, text in texts_in(msgspec.json.decode(settings.settings), ()):
        place = settings.at(".".join(steps))
        for found in _OPENED.findall(text):
            if not VARIABLE.fullmatch(found):
                message = f"'{found}' does not name an environment variable"
                help_ = 'Its name has letters, digits and underscores: "${API_TOKEN}".'
                yield error("OKR621", place, message, help_)
        if "${" not in text and (_is_named_as_secret(steps, text) or _LOGIN.search(text)):
            message = f"'{'.'.join(steps)}' holds a secret that everybody can read"
            yield Diagnostic("OKR623", "warning", place, message, _HELP)


def _is_named_as_secret(steps: tuple[str, ...], text: str) -> bool:
    named = [step for step in steps if not step.isdigit()]
    return bool(text and named and _SECRET.search(named[-1]))


def texts_in(value: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts of a JSON value, each with the keys and indexes that lead to it."""
    match value:
        case str():
            yield steps, value
        case dict():
            for key, held in value.items():
                yield from texts_in(held, (*steps, key))
        case list():
            for index, held in enumerate(value):
                yield from texts_in(held, (*steps, str(index)))
        case _:
            return
