"""Sites from texts, in memory, on a day that stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from okrsite import __version__
from okrsite.builtin.example import BASE
from okrsite.commands.root import SETTINGS
from okrsite.commands.workspace import shipped_plugins
from okrsite.effects.themes import read_theme
from okrsite.hooks.host import collect
from okrsite.hooks.plugin import Plugin
from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.extensions import BuildResult
from okrsite.model.names import Visibility
from okrsite.model.scored import Scored
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.cells import Cells
from okrsite.pipeline.discover import discover
from okrsite.pipeline.exporting import ExportRequest
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.make import PageMaker, made, page_maker, view_of
from okrsite.pipeline.parse import parse
from okrsite.pipeline.plugin_theme import with_plugins
from okrsite.pipeline.plugin_words import untranslated
from okrsite.pipeline.present import Output, navigation_of, present
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.page_kind import File
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.published import current_standings, published_changes
from okrsite.pipeline.settings import read_settings
from okrsite.pipeline.shortcodes import shortcodes_of

# The day on which every site and every source of a test stands, unless it says another.
TODAY = date(2026, 11, 20)

# A plugin that would be left out of a site, in part or whole, fails the test that is about it.
BROKEN = frozenset({"OKR605", "OKR606", "OKR607", "OKR608"})

# A small site in which nothing is found; a test lays its own files over it.
EXAMPLE: Mapping[str, str] = BASE


class TestedSite(Struct, frozen=True, dict=True):
    """A site from texts, with everything that the program makes of it."""

    ledger: Ledger
    extensions: Extensions
    findings: tuple[Diagnostic, ...]

    @property
    def scored(self) -> Scored:
        """The goals with every number beside them."""
        return self.ledger.site.scored

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages and files of the site, in order."""
        return tuple(self._files)

    def view(self, path: str) -> Any:
        """The view-model of a page. Raises KeyError where there is no such page."""
        output = self._files[path]
        if isinstance(output.entry, File):
            raise KeyError(path)
        return view_of(self.ledger, output)

    def text(self, path: str) -> str:
        """A page as a browser gets it, or a file. Raises KeyError where there is none."""
        made_page = made(self._maker, self._files[path])
        assert not made_page.findings, made_page.findings[0]
        return made_page.content.decode()

    def export(self, name: str, team: str = "") -> Mapping[str, bytes]:
        """The files of an export format. Raises KeyError where nobody gives the format.

        Only a format that people read knows of a `team`.
        """
        exporter = self.extensions.exporters[name]
        if exporter.tell:
            return self.ledger.ask("", exporter.tell, team).value
        site = self.ledger.site
        request = ExportRequest(
            scored=self.scored, findings=self.findings, words=site.words, numbers=site.numbers
        )
        return exporter.export(request) if exporter.export else {}

    def after_build(self, folder: Path, before: TestedSite | None = None) -> BuildResult:
        """Tell every observer that the site was built; gives what they were told.

        `before` is the site that was published before, and `folder` stands for the one in which a
        plugin keeps things. Nothing is published. Raises whatever an observer raises.
        """
        scored = self.scored
        now = current_standings(scored)
        result = BuildResult(
            root=str(folder),
            output=str(folder / scored.forest.settings.build.output),
            folder=str(folder),
            audience=scored.forest.audience,
            pages=len(self.paths),
            written=len(self.paths),
            findings=self.findings,
            scored=scored,
            changed=published_changes(current_standings(before.scored), now) if before else None,
        )
        for observe in self.extensions.observers.values():
            observe(result)
        return result

    @cached_property
    def _maker(self) -> PageMaker:
        return page_maker(self.ledger, self.extensions)

    @cached_property
    def _files(self) -> Mapping[str, Output]:
        extensions = self.extensions
        presented = present(self.ledger, extensions.pages.values(), extensions.owners)
        assert not presented.findings, presented.findings[0]
        return {output.path: output for output in presented.files}


def site_of(
    files: Mapping[str, str],
    *plugins: Plugin,
    today: date | None = None,
    audience: Visibility = "confidential",
) -> TestedSite:
    """A site from its files by their paths (`content/kpis/churn.md`), with what ships and plugins.

    Nothing is read from disk but the theme that ships, and nothing is written. The day is `today`,
    else that of `okrsite.toml`, else TODAY. Whatever is wrong stands in `findings`, mistaken
    settings of a plugin first. Raises AssertionError where a plugin does not give what it should.
    """
    return site_in(None, files, plugins, today, audience)


def site_in(
    cells: Cells | None,
    files: Mapping[str, str],
    plugins: Sequence[Plugin],
    today: date | None,
    audience: Visibility,
) -> TestedSite:
    """The same, computed in the cells of a build that remembers; None for one that does not."""
    settings, mistakes = read_settings(files.get(SETTINGS, "").encode())
    extensions, wrong = collect((*shipped_plugins(), *plugins))
    broken = [finding for finding in wrong if finding.code in BROKEN]
    assert not broken, f"{broken[0]} {broken[0].help}"
    found = discover(path for path in files if path != SETTINGS)
    markdown = Markdown(tuple(extensions.markdown.values()))
    documents = tuple(parse(path, files[path].encode(), markdown) for path in found.documents)
    understood = understand(
        documents,
        frozenset(found.assets),
        Conditions(settings, extensions, audience, today or settings.build.today or TODAY),
        cells,
    )
    seen = sorted_findings([*understood.mistakes, *understood.findings])
    return TestedSite(
        Ledger(
            _shown(understood.scored, extensions, understood.findings),
            cells=cells,
            shortcodes=shortcodes_of(extensions),
        ),
        extensions,
        (*wrong, *mistakes, *untranslated(extensions, settings), *found.findings, *seen),
    )


def _shown(scored: Scored, extensions: Extensions, findings: tuple[Diagnostic, ...]) -> Site:
    language = scored.forest.settings.site.language
    theme = read_theme(Path("no such folder"), ThemeSettings(), language)
    return Site(
        scored=scored,
        theme=with_plugins(theme, extensions),
        navigation=navigation_of(extensions.pages.values()),
        findings=findings,
        scorers=extensions.scorers,
        version=__version__,
    )
