"""The hooks: a plugin is a module with one or more of these functions.

Each returns values; none registers, changes or remembers anything. `okrsite.api` has the
types named here, and `okrsite.api.pages` those of pages.

A hook that wants the plugin's settings takes an argument called `settings`, and only then: each
function gets the arguments that it names. It is an instance of what `okrsite_settings` returns,
decoded once from `[plugins.NAME]`, and None for a plugin without that hook. So settings reach a
check or a page as a value, `functools.partial(check, settings)`, and no module holds any state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from msgspec import Struct

    from okrsite.model.extensions import (
        BuildResult,
        MarkdownPlugin,
        Rule,
        Scorer,
        SourceType,
        Translation,
    )
    from okrsite.model.names import Kind
    from okrsite.pipeline.exporting import Exporter
    from okrsite.pipeline.present.page_kind import PageKind
    from okrsite.pipeline.present.panel import Panel
    from okrsite.pipeline.present.shortcode import Shortcode

PROJECT = "okrsite"
# What `okrsite.api` and these hooks are: it grows when something is added that a plugin may use.
API_VERSION = 1
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def okrsite_settings() -> type[Struct]:  # type: ignore[empty-body]
    """The type of the plugin's own settings, which stand under `[plugins.NAME]`.

    A frozen msgspec Struct: its fields are the keys, fields with a default may be left out. The
    site's table is checked against it as content is, every mistake at its line (OKR609), and with
    a mistake the plugin is not asked for anything else. A plugin without this hook has no
    settings, and any key is a mistake (OKR610). It is a hook, and no class of an agreed name, so
    that a misspelt one is found like any other.
    """


@hookspec
def okrsite_fields(settings: Struct | None) -> Mapping[Kind, type[Struct]]:  # type: ignore[empty-body]
    """The types of the plugin's own front matter: `[plugins.NAME]` of documents, by their kind.

    A frozen msgspec Struct for each of `objective`, `kpi`, `team`, `person`, `cycle`, `checkin` and
    `page` in which the table may stand. Every mistake in one is told at its line as any other, and
    `okrsite schema` knows the fields. `fields_of(objective, Risk)` gives an instance, or None where
    a document has no such table; rules, pages, exporters and scorers read it so. No page and no
    export shows it by itself. A field of the type `GoalRef` is written as text, `"grow#churn"`,
    checked as `supports` is, and hidden from whoever may not see that goal; other text is not.
    """


@hookspec
def okrsite_sources(settings: Struct | None) -> Iterable[SourceType[Any, Any]]:  # type: ignore[empty-body]
    """Kinds of places that KPI values come from, for `[sources.<name>] plugin = "..."`.

    A source gets a batch of requests, one for each KPI, and gives observations; it does its own
    input and output, in a process that is ended at its limit. It raises SourceError where nothing
    can be answered, and gives a Failure where one KPI cannot. Only `okrsite fetch` ever calls it.

    A source that has records, and no values by day, is made by `record_source`: its function gives
    the records one by one, and KPIs ask them in SQL. Its `keep` says which tables are kept between
    runs: by a watermark the next run wants newer records alone, and of what a source gives as its
    `KeptState` it gets the last one as `wanted.state`.
    """


@hookspec
def okrsite_scorers(settings: Struct | None) -> Iterable[Scorer[Any]]:  # type: ignore[empty-body]
    """Kinds of key results, for `score_by = { use = "..." }`.

    A scorer gets the key result's values over its window and gives progress: 0 at the start, 1 at
    the target, beyond either where that is so, and None for *not measured*. One that fails costs
    its key result only (OKR611).
    """


@hookspec
def okrsite_rules(settings: Struct | None) -> Iterable[Rule[Any]]:  # type: ignore[empty-body]
    """Checks of the goals: findings about the text, signals about the business.

    A rule is complete with its reason and with a bad and a good example, which
    `okrsite.testing.prove_rule` runs. Its code begins with letters of your own, such as `LAN001`.
    A rule that fails is named with the goal that it was looking at (OKR602).
    """


@hookspec
def okrsite_pages(settings: Struct | None) -> Iterable[PageKind]:  # type: ignore[empty-body]
    """Kinds of pages made from the scored goals, with their templates.

    A page's view-model holds every word and number as it will be read; its template, in the
    language of Jinja, only places them and may extend the theme's `base.html`. A theme's template
    of the same name wins.
    """


@hookspec
def okrsite_panels(settings: Struct | None) -> Iterable[Panel]:  # type: ignore[empty-body]
    """Panels for named places of the pages that ship.

    Home, the pages of objectives and KPIs, and those of teams and cycles have places for them. A
    panel is a small page: a view-model with its template. One that fails is left out, and the page
    around it is made all the same (OKR631).
    """


@hookspec
def okrsite_markdown(settings: Struct | None) -> Iterable[MarkdownPlugin]:  # type: ignore[empty-body]
    """Plugins of markdown-it for the Markdown of bodies and notes.

    `use` gets the parser and changes it; HTML that it lets through is the plugin's responsibility.
    """


@hookspec
def okrsite_shortcodes(settings: Struct | None) -> Iterable[Shortcode]:  # type: ignore[empty-body]
    """Shortcodes of texts: `[[name: argument]]` in Markdown, filled when a page is made.

    They learn of the site from the context of the page, and so only what its audience may know. One
    that fails shows that nothing is available, and is told where it is written (OKR636).
    """


@hookspec
def okrsite_words(settings: Struct | None) -> Iterable[Translation]:  # type: ignore[empty-body]
    """Words of the plugin's pages and panels, one Translation for each language.

    A key `title` of the plugin `desk` is `plugins.desk.title` in `words`. What the site's language
    lacks is said in English, else in any language that has it, and told (OKR632). A theme may say
    it otherwise under `[plugins.desk]` in its `locales/`.
    """


@hookspec
def okrsite_exporters(settings: Struct | None) -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Formats for `okrsite export --format NAME`: files by name, as bytes."""


@hookspec
def okrsite_after_build(result: BuildResult, settings: Struct | None) -> None:
    """Told after the site was published: notify somebody, upload it somewhere.

    `result.changed` has every goal and KPI that stands otherwise than on the site that was
    published before. That one is in the output folder; where each build has a fresh clone, fetch
    the published site and name its folder: `okrsite build --previous PATH`. Every build tells its
    observers, also one after which nothing is new. An observer gives nothing, and whatever it does
    cannot take the build back; that it failed is a warning (OKR616).
    """
