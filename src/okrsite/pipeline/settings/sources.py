"""Source settings: what `[sources.NAME]` says of every source, and the rest for its plugin."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.settings import COMMON_KEYS, DEFAULT_MEMORY, SourceSettings
from okrsite.pipeline.toml.table import Table

DEFAULT_TIMEOUT = 60.0
LONGEST_TIMEOUT = 86_400.0
LONGEST_LOOKBACK = 36_525
_MEMORY = re.compile(r"[1-9][0-9]{0,6} ?[MG]B")


def source_settings(
    written: dict[str, dict[str, Any]], table: Table
) -> tuple[dict[str, SourceSettings], list[Diagnostic]]:
    """The sources by name, and every mistake in what is common to all of them."""
    made, findings = {}, []
    for name, settings in written.items():
        below = table.within("sources", name)
        plugin = settings.get("plugin")
        if not isinstance(plugin, str) or not plugin:
            findings.append(_without_plugin(settings, below))
            continue
        common, mistakes = _common(settings, below)
        findings += mistakes
        rest = {key: setting for key, setting in settings.items() if key not in COMMON_KEYS}
        made[name] = SourceSettings(
            plugin=plugin,
            timeout=float(common["timeout"]),
            lookback=common["lookback"],
            memory=common["memory"].replace(" ", ""),
            settings=msgspec.json.encode(rest),
            span=below.span,
            places=below.places(),
        )
    return made, findings


def _without_plugin(settings: dict[str, Any], below: Table) -> Diagnostic:
    is_written = "plugin" in below.value
    message = "'plugin' must be text in quotes" if is_written else "'plugin' is missing"
    span = below.at("plugin") if is_written else below.span
    meant = "; it is called 'plugin' here" if "use" in settings and not is_written else ""
    code = "OKR011" if is_written else "OKR012"
    return error(code, span, f"{message}{meant}", 'Write plugin = "sql", for example.')


def _common(settings: dict[str, Any], below: Table) -> tuple[dict[str, Any], list[Diagnostic]]:
    """What every source may be told, with its default where it is not or wrongly."""
    found, mistakes = {}, []
    for name, default, fault_of, good in (
        ("timeout", DEFAULT_TIMEOUT, _fault_of_timeout, "60"),
        ("lookback", 0, _fault_of_lookback, "90"),
        ("memory", DEFAULT_MEMORY, _fault_of_memory, '"2GB"'),
    ):
        found[name] = settings.get(name, default)
        if fault := fault_of(found[name]):
            mistakes.append(error("OKR011", below.at(name), fault, f"Write {name} = {good}."))
            found[name] = default
    return found, mistakes


def _fault_of_timeout(timeout: Any) -> str:
    if isinstance(timeout, int | float) and not isinstance(timeout, bool):
        return "" if 0 < timeout <= LONGEST_TIMEOUT else "'timeout' must be from 0 s to a day"
    return "'timeout' must be a number of seconds"


def _fault_of_lookback(lookback: Any) -> str:
    is_good = type(lookback) is int and 0 <= lookback <= LONGEST_LOOKBACK
    return "" if is_good else f"'lookback' must be a number of days, {LONGEST_LOOKBACK} at most"


def _fault_of_memory(memory: Any) -> str:
    is_good = isinstance(memory, str) and _MEMORY.fullmatch(memory)
    return "" if is_good else "'memory' must be a number of MB or GB, as text"
