"""Make: the bytes of one page or file, and what it asked for on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.cells import Key
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.panels import OwnedPanel, panels_by_kind, panels_of
from okrsite.pipeline.present import Output
from okrsite.pipeline.present.as_of import Hole, days_of, with_day
from okrsite.pipeline.present.frame import Frame, framer, with_files_of
from okrsite.pipeline.present.ledger import FRAME, Ledger
from okrsite.pipeline.present.page_kind import File, Page, PageKind
from okrsite.pipeline.present.shared import Noted
from okrsite.pipeline.render import Render, renderer


class PageMaker(Struct, frozen=True):
    """What the pages of a site are made with: answers, frames, templates and panels by kind.

    `days` is the day of the site in words and for machines.
    """

    ledger: Ledger
    framed: Callable[[Page], Frame]
    render: Render
    panels: Mapping[str, tuple[OwnedPanel, ...]]
    days: tuple[bytes, bytes]


class MadePage(Struct, frozen=True):
    """The bytes of a page or file, and the keys of all answers that they rest on.

    `findings` tell what had to be left out of it because it failed, `holes` where it has the day.
    """

    content: bytes
    reads: frozenset[Key] = frozenset()
    findings: tuple[Diagnostic, ...] = ()
    holes: tuple[Hole, ...] = ()


def page_maker(ledger: Ledger, extensions: Extensions) -> PageMaker:
    """What the pages of a ledger's site are made with."""
    site = ledger.site
    panels = panels_by_kind(extensions)
    return PageMaker(ledger, framer(site), renderer(site.theme), panels, days_of(site))


def view_of(ledger: Ledger, output: Output) -> Struct:
    """The view-model of a page. Raises whatever its kind raises, and TypeError for a file."""
    return _view(ledger, output).value


def made(maker: PageMaker, output: Output) -> MadePage:
    """A page or file. Raises whatever its kind or its template raises."""
    kind, entry, ledger = output.kind, output.entry, maker.ledger
    if kind is None:
        return MadePage(ledger.file(output.copied.path) if output.copied else output.content)
    if isinstance(entry, Page):
        return _page(maker, output, kind, entry)
    if kind.content is None:
        raise TypeError(f"the page kind '{kind.name}' gives a File and has no `content`")
    answer = ledger.ask(entry.path, kind.content, entry.name)
    if not isinstance(answer.value, bytes):
        raise TypeError(f"it gave {type(answer.value).__name__!r} where bytes belong")
    return MadePage(answer.value, answer.reads, answer.findings)


def _page(maker: PageMaker, output: Output, kind: PageKind, page: Page) -> MadePage:
    answer = _view(maker.ledger, output)
    frame = maker.framed(page)
    panels = panels_of(maker.ledger, page, maker.panels.get(kind.name, ()), frame, maker.render)
    frame = with_files_of(frame, (kind.folder, *panels.folders))
    text = maker.render(page.template, frame, page=answer.value, panels=panels.html)
    asked = answer.reads | panels.reads | {FRAME}
    content, holes = with_day(text.encode(), maker.days)
    return MadePage(content, asked, (*answer.findings, *panels.findings), holes)


def _view(ledger: Ledger, output: Output) -> Noted[Struct]:
    kind, entry = output.kind, output.entry
    if kind is None or isinstance(entry, File):
        raise TypeError(f"'{output.path}' is a file and has no view")
    if kind.view is None:
        raise TypeError(f"the page kind '{kind.name}' gives a Page and has no `view`")
    return ledger.ask(entry.path, kind.view, entry.name)
