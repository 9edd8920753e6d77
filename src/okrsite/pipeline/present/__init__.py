"""Present: every word and number of every page, decided as it will be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.cells import Key
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.page_kind import Entry, File, Page, PageError, PageKind
from okrsite.pipeline.present.site import NavSection, Site
from okrsite.pipeline.present.sitemap import sitemap

_ASK = "Ask the author of the plugin, or leave the plugin out until it is mended."


class CopiedFile(Struct, frozen=True):
    """A file of the content that is published as it is, and its beginning when it was checked."""

    path: str
    head: bytes


class Output(Struct, frozen=True):
    """One page or file of a site: by the kind that makes it, with its bytes, or copied."""

    entry: Entry
    kind: PageKind | None = None
    content: bytes = b""
    copied: CopiedFile | None = None

    @property
    def path(self) -> str:
        """Where it is, relative to the site."""
        return self.entry.path


class Listing(Struct, frozen=True, array_like=True):
    """The pages and files of a kind, and what was asked to list them."""

    entries: tuple[Entry, ...]
    reads: tuple[Key, ...]


class Presented(Struct, frozen=True):
    """All pages and files of a site by their paths, and what keeps some from being there.

    `listings` are those of the kinds that listed their pages without a mistake.
    """

    files: tuple[Output, ...]
    findings: tuple[Diagnostic, ...] = ()
    listings: Mapping[str, Listing] = {}


def present(
    ledger: Ledger,
    kinds: Iterable[PageKind],
    owners: Mapping[str, str],
    known: Mapping[str, Listing] | None = None,
) -> Presented:
    """All pages and files of a site.

    `owners` tells for `pages:name` which plugin gives a kind; kinds in `known` need not be asked. A
    kind of pages that fails is a finding and gives none; of two pages that would be one file, also
    where a disk does not tell capital letters apart, the second is a finding and left out.
    """
    site = ledger.site
    found: dict[str, Output] = {}
    findings: list[Diagnostic] = []
    listings: dict[str, Listing] = dict(known or {})
    whole = []
    for kind in in_order(kinds):
        try:
            listing = listings.get(kind.name) or call_plugin(
                _owner(owners, kind.name), listed, ledger, kind
            )
        except PluginError as failure:
            findings.append(_failed(site, owners, kind, failure))
            continue
        listings[kind.name] = listing
        whole.append(kind)
        for entry in listing.entries:
            place = entry.path.casefold()
            if place in found:
                findings.append(_taken(owners, kind, entry, found[place]))
            else:
                found[place] = Output(entry, kind)
    findings += [_leads_nowhere(site, owners, kind) for kind in whole if _is_lost(kind, found)]
    outputs = sorted(found.values(), key=lambda output: output.path)
    maps = sitemap(site, (output.entry for output in outputs))
    outputs += [
        Output(File(path, path), content=data) for path, data in maps.items() if path not in found
    ]
    outputs.sort(key=lambda output: output.path)
    return Presented(tuple(outputs), tuple(findings), listings)


def in_order(kinds: Iterable[PageKind]) -> list[PageKind]:
    """Kinds of pages as the navigation lists them."""
    return sorted(kinds, key=lambda kind: (kind.order, kind.name))


def navigation_of(kinds: Iterable[PageKind]) -> tuple[NavSection, ...]:
    """The sections of a site, as its navigation lists them."""
    return tuple(
        NavSection(kind.name, kind.title, kind.nav, kind.group)
        for kind in in_order(kinds)
        if kind.nav
    )


def listed(ledger: Ledger, kind: PageKind) -> Listing:
    """The pages and files of a kind. Raises whatever the kind raises."""
    answer = ledger.ask("", lambda ctx: tuple(map(_checked, as_iterable(kind.names(ctx)))))
    return Listing(answer.value, tuple(sorted(answer.reads)))


def _checked(entry: object) -> Entry:
    if isinstance(entry, Page | File) and isinstance(entry.path, str):
        return entry
    raise TypeError(f"it gave {type(entry).__name__!r} where a Page or a File belongs")


def _failed(
    site: Site, owners: Mapping[str, str], kind: PageKind, failure: PluginError
) -> Diagnostic:
    why, help_ = failure.reason, _ASK
    if isinstance(failure.cause, PageError):
        why, help_ = str(failure.cause), failure.cause.help
    message = f"the pages of {_whose(owners, kind.name)} cannot be told: {why}"
    return error("OKR617", _consent(site, owners, kind), message, help_)


def _is_lost(kind: PageKind, found: Mapping[str, Output]) -> bool:
    """Whether the navigation would lead to a page that is not there."""
    return bool(kind.nav) and kind.nav.casefold() not in found


def _leads_nowhere(site: Site, owners: Mapping[str, str], kind: PageKind) -> Diagnostic:
    message = (
        f"the navigation of {_whose(owners, kind.name)} leads to '{kind.nav}', and no page is there"
    )
    help_ = "Set `nav` to the path of a page that the kind always gives, or leave it out."
    return error("OKR617", _consent(site, owners, kind), message, help_)


def _consent(site: Site, owners: Mapping[str, str], kind: PageKind) -> Span:
    """The place in the settings that enables the plugin of a kind."""
    plugin = site.settings.plugins.get(_owner(owners, kind.name))
    return plugin.span if plugin else site.settings.span


def _taken(owners: Mapping[str, str], kind: PageKind, entry: Entry, first: Output) -> Diagnostic:
    maker = first.kind.name if first.kind else ""
    return error(
        "OKR618",
        Span((isinstance(entry, Page) and entry.edit) or entry.path),
        f"'{entry.path}' of {_whose(owners, kind.name)} and '{first.path}' of "
        f"{_whose(owners, maker)} would be one file of the site",
        "Give one of the two another place; an old id may be an alias that is not needed any more.",
    )


def _owner(owners: Mapping[str, str], kind: str) -> str:
    return owners.get(f"pages:{kind}", "")


def _whose(owners: Mapping[str, str], name: str) -> str:
    owner = _owner(owners, name)
    return f"the page kind '{name}'" + (f" of plugin '{owner}'" if owner else "")
