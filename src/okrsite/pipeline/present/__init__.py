"""Present: every word and number of every page, decided as it will be read."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.page_kind import File, Page, PageError, PageKind
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.plugin_values import as_iterable
from okrsite.pipeline.present.frame import Frame, frame, in_order
from okrsite.pipeline.present.site import Site
from okrsite.pipeline.present.sitemap import sitemap

__all__ = ["Frame", "Presented", "Site", "frame", "present"]

_ASK = "Ask the author of the plugin, or leave the plugin out until it is mended."


class Presented(Struct, frozen=True):
    """All pages and files of a site by their paths, and what keeps some from being there."""

    files: tuple[Page | File, ...]
    findings: tuple[Diagnostic, ...] = ()


def present(site: Site) -> Presented:
    """All pages and files of a site.

    A kind of pages that fails is a finding and gives none; of two pages that would be one file,
    also where a disk does not tell capital letters apart, the second is a finding and left out.
    """
    found: dict[str, Page | File] = {}
    makers: dict[str, str] = {}
    findings: list[Diagnostic] = []
    whole = []
    for kind in in_order(list(site.extensions.pages.values())):
        try:
            made = call_plugin(_owner(site, kind.name), _outputs, site, kind)
        except PluginError as failure:
            findings.append(_failed(site, kind, failure))
            continue
        whole.append(kind)
        for page in made:
            place = page.path.casefold()
            if place in found:
                findings.append(_taken(site, kind, page, (makers[place], found[place].path)))
            else:
                found[place], makers[place] = page, kind.name
    findings += [_leads_nowhere(site, each) for each in whole if _is_lost(each, found)]
    pages = sorted(found.values(), key=lambda page: page.path)
    maps = (each for each in sitemap(site, pages) if each.path not in found)
    return Presented(tuple(sorted([*pages, *maps], key=lambda page: page.path)), tuple(findings))


def _outputs(site: Site, kind: PageKind) -> tuple[Page | File, ...]:
    return tuple(_checked(output) for output in as_iterable(kind.pages(site)))


def _checked(output: object) -> Page | File:
    if isinstance(output, Page | File) and isinstance(output.path, str):
        return output
    raise TypeError(f"it gave {type(output).__name__!r} where a Page or a File belongs")


def _failed(site: Site, kind: PageKind, failure: PluginError) -> Diagnostic:
    why, help_ = failure.reason, _ASK
    if isinstance(failure.cause, PageError):
        why, help_ = str(failure.cause), failure.cause.help
    message = f"the pages of {_whose(site, kind.name)} cannot be told: {why}"
    return error("OKR617", _consent(site, kind), message, help_)


def _is_lost(kind: PageKind, found: Mapping[str, Page | File]) -> bool:
    """Whether the navigation would lead to a page that is not there."""
    return bool(kind.nav) and kind.nav.casefold() not in found


def _leads_nowhere(site: Site, kind: PageKind) -> Diagnostic:
    message = (
        f"the navigation of {_whose(site, kind.name)} leads to '{kind.nav}', and no page is there"
    )
    help_ = "Set `nav` to the path of a page that the kind always gives, or leave it out."
    return error("OKR617", _consent(site, kind), message, help_)


def _consent(site: Site, kind: PageKind) -> Span:
    """Where the settings let the kind's plugin in."""
    plugin = site.settings.plugins.get(_owner(site, kind.name))
    return plugin.span if plugin else site.settings.span


def _taken(site: Site, kind: PageKind, page: Page | File, first: tuple[str, str]) -> Diagnostic:
    maker, path = first
    return error(
        "OKR618",
        Span((isinstance(page, Page) and page.edit) or page.path),
        f"'{page.path}' of {_whose(site, kind.name)} and '{path}' of {_whose(site, maker)} "
        "would be one file of the site",
        "Give one of the two another place; an old id may be an alias that is not needed any more.",
    )


def _owner(site: Site, kind: str) -> str:
    return site.extensions.owners.get(f"pages:{kind}", "")


def _whose(site: Site, name: str) -> str:
    owner = _owner(site, name)
    return f"the page kind '{name}'" + (f" of plugin '{owner}'" if owner else "")
