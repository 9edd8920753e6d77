"""Settings: what `okrsite.toml` says, with every mistake in it at its place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Annotated, Any, TypeAlias

import msgspec

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.model.settings import (
    BuildSettings,
    CalendarSettings,
    PluginSettings,
    RuleSettings,
    ScoringSettings,
    Settings,
    SiteSettings,
    ThemeSettings,
)
from okrsite.pipeline.parse.text import decode_text
from okrsite.pipeline.settings.faults import (
    fault_of_address,
    fault_of_asset_type,
    fault_of_language,
    fault_of_timezone,
    language_tag,
)
from okrsite.pipeline.settings.sources import source_settings
from okrsite.pipeline.toml.decode import decode_rows
from okrsite.pipeline.toml.read import read_toml
from okrsite.pipeline.toml.table import Table

PATH = "okrsite.toml"
# The format of the content that this version reads; a change of it is told in CHANGELOG.
FORMAT = 1
# The folders that a build reads, or that are none of its business.
TAKEN = frozenset({"content", "themes", "plugins", ".git", ".okrsite"})


class SettingsRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables that may stand in the settings, and the format of the content before them."""

    format: Annotated[int, msgspec.Meta(ge=1)] = FORMAT
    site: SiteSettings = SiteSettings()
    calendar: CalendarSettings = CalendarSettings()
    build: BuildSettings = BuildSettings()
    theme: ThemeSettings = ThemeSettings()
    scoring: ScoringSettings = ScoringSettings()
    rules: RuleSettings = RuleSettings()
    plugins: dict[str, dict[str, Any]] = {}
    sources: dict[str, dict[str, Any]] = {}


Languages: TypeAlias = Callable[[str], Collection[str] | None]


def read_settings(
    data: bytes, languages: Languages = lambda _: None
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings that a site's `okrsite.toml` holds; what is mistaken has its default.

    `languages` gives those that there are words in with the theme of a name, None where nobody can
    tell. `${VAR}` stays text: only a source reads its secrets.
    """
    nothing = Settings(span=Span(PATH))
    text, findings = decode_text(PATH, data)
    if text is None:
        return nothing, findings
    table = read_toml(text, PATH)
    if not table.is_complete:
        return nothing, (*findings, *table.findings)
    row, kept, mistakes = decode_rows(table, SettingsRow)
    site, wrong_site = _site(row.site, kept, languages(row.theme.name))
    build, wrong_build = _build(row.build, kept)
    build, wrong_types = _asset_types(build, kept)
    sources, wrong_sources = source_settings(row.sources, kept)
    settings = Settings(
        site=site,
        calendar=row.calendar,
        build=build,
        theme=row.theme,
        scoring=row.scoring,
        rules=row.rules,
        plugins=_plugins(row.plugins, kept),
        sources=sources,
        span=kept.span,
        places=kept.places(),
    )
    # Every other mistake may be right in the newer format.
    if newer := _newer_format(table):
        return settings, (newer,)
    wrong = (*wrong_site, *wrong_build, *wrong_types, *_scoring(row.scoring, kept), *wrong_sources)
    return settings, (*findings, *table.findings, *mistakes, *wrong)


def _newer_format(table: Table) -> Diagnostic | None:
    """The finding of a format that only a later version reads."""
    written = table.value.get("format")
    if not isinstance(written, int) or isinstance(written, bool) or written <= FORMAT:
        return None
    message = f"the site has the format {written}, and this okrsite reads up to {FORMAT}"
    help_ = "Upgrade okrsite: pip install --upgrade okrsite"
    return error("OKR055", table.at("format"), message, help_)


def _site(
    site: SiteSettings, table: Table, languages: Collection[str] | None
) -> tuple[SiteSettings, list[Diagnostic]]:
    """`[site]` with what no build could use replaced by its default."""
    if site.language != SiteSettings().language:
        site = msgspec.structs.replace(site, language=language_tag(site.language))
    checks: dict[str, Callable[[str], tuple[str, str, str] | None]] = {
        "language": partial(fault_of_language, known=languages),
        "timezone": fault_of_timezone,
        "base_url": fault_of_address,
        "repo_url": fault_of_address,
        "edit_url": fault_of_address,
    }
    findings = []
    defaults = SiteSettings()
    for field, check in checks.items():
        written = getattr(site, field)
        if written != getattr(defaults, field) and (fault := check(written)):
            code, message, help_ = fault
            findings.append(error(code, table.at("site", field), message, help_))
            site = msgspec.structs.replace(site, **{field: getattr(defaults, field)})
    return site, findings


def _build(build: BuildSettings, table: Table) -> tuple[BuildSettings, list[Diagnostic]]:
    """`[build]` with an output that lies inside of the site, in a folder of its own."""
    output = build.output
    parts = output.replace("\\", "/").split("/")
    is_inside = output.strip() and parts[0] not in {"", "~"} and ":" not in parts[0]
    first = next((part for part in parts if part not in {"", "."}), "")
    taken = first if first.casefold() in TAKEN else ""
    if is_inside and ".." not in parts and first and not taken:
        return build, []
    message = f"the output '{output}' does not lie inside of the site"
    if is_inside and ".." not in parts and taken:
        message = f"the output '{output}' lies in '{taken}', which holds what the site is made of"
    help_ = 'Write a folder relative to okrsite.toml, like "site"; --output takes any other.'
    finding = error("OKR053", table.at("build", "output"), message, help_)
    return msgspec.structs.replace(build, output=BuildSettings().output), [finding]


def _asset_types(build: BuildSettings, table: Table) -> tuple[BuildSettings, list[Diagnostic]]:
    """`[build]` with those endings alone that no browser runs."""
    findings = []
    for place, ending in enumerate(build.asset_types):
        if fault := fault_of_asset_type(ending):
            code, message, help_ = fault
            span = table.at("build", "asset_types", place)
            findings.append(error(code, span, message, help_))
    kept = tuple(ending for ending in build.asset_types if not fault_of_asset_type(ending))
    return msgspec.structs.replace(build, asset_types=kept), findings


def _scoring(scoring: ScoringSettings, table: Table) -> list[Diagnostic]:
    findings = []
    for lower, upper in (("at_risk", "off_track"), ("low", "high")):
        if not 0 <= getattr(scoring, lower) <= getattr(scoring, upper) <= 1:
            place = next((name for name in (upper, lower) if name in table.value["scoring"]), upper)
            message = f"'{lower}' and '{upper}' must be shares from 0 to 1, the first one smaller"
            findings.append(error("OKR054", table.at("scoring", place), message))
    if not 0 <= scoring.met <= 1:
        span = table.at("scoring", "met")
        findings.append(error("OKR054", span, "'met' must be a share from 0 to 1"))
    return findings


def _plugins(written: dict[str, dict[str, Any]], table: Table) -> dict[str, PluginSettings]:
    made = {}
    for name, settings in written.items():
        below = table.within("plugins", name)
        made[name] = PluginSettings(
            settings=msgspec.json.encode(settings), span=below.span, places=below.places()
        )
    return made
