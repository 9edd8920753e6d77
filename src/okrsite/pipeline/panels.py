"""Panels: what plugins add to one page, each made by itself, so that each fails by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.cells import Key
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.frame import Frame
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.page_kind import Page
from okrsite.pipeline.present.panel import NO_PANELS, Panel
from okrsite.pipeline.render import Render


class OwnedPanel(Struct, frozen=True):
    """A panel with the plugin that gives it."""

    panel: Panel
    owner: str


class PagePanels(Struct, frozen=True):
    """The panels of one page: the HTML of each place, what they asked for, and what failed.

    `folders` are those of the static files that those on show need.
    """

    html: Mapping[str, Html] = NO_PANELS
    folders: tuple[str, ...] = ()
    reads: frozenset[Key] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


NONE = PagePanels()


def panels_by_kind(extensions: Extensions) -> Mapping[str, tuple[OwnedPanel, ...]]:
    """The panels for each kind of pages, those of one place in the order in which they stand."""
    kinds: dict[str, list[OwnedPanel]] = {}
    for panel in sorted(extensions.panels.values(), key=lambda panel: (panel.order, panel.name)):
        owned = OwnedPanel(panel, extensions.owners[f"panels:{panel.name}"])
        kinds.setdefault(panel.kind, []).append(owned)
    return {kind: tuple(panels) for kind, panels in kinds.items()}


def panels_of(
    ledger: Ledger, page: Page, panels: Iterable[OwnedPanel], frame: Frame, render: Render
) -> PagePanels:
    """What panels show on a page; one that fails is a finding and costs none of the others.

    What goes on over many pages, as a team with many goals, has its panels on the first of them.
    """
    about, _, number = page.name.partition("/")
    if number not in {"", "1"}:
        return NONE
    html = dict(NO_PANELS)
    reads: set[Key] = set()
    folders, findings = [], []
    for owned in panels:
        panel = owned.panel
        try:
            answer = call_plugin(owned.owner, ledger.ask, page.path, panel.view, about)
            text = call_plugin(owned.owner, _text, panel, answer.value, frame, render)
        except PluginError as failure:
            findings.append(_failed(ledger, page, panel, failure))
        else:
            html[panel.place] = Html(html[panel.place].text + text)
            reads |= answer.reads
            findings += answer.findings
            folders += [panel.folder] * bool(text)
    return PagePanels(html, tuple(folders), frozenset(reads), tuple(findings))


def _text(panel: Panel, view: Struct | None, frame: Frame, render: Render) -> str:
    if view is None:
        return ""
    return f"{render(panel.template_name, frame, panel=view).rstrip()}\n"


def _failed(ledger: Ledger, page: Page, panel: Panel, failure: PluginError) -> Diagnostic:
    settings = ledger.site.settings
    named = settings.plugins.get(failure.owner)
    return Diagnostic(
        "OKR631",
        "warning",
        named.span if named else settings.span,
        f"the panel '{panel.name}' of plugin '{failure.owner}' is not shown on '{page.path}': "
        f"{failure.reason}",
        "Mend the plugin; until then its pages are shown without the panel.",
        facts={"part": panel.name},
    )
