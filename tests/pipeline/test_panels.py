"""Panels of plugins stand at their places, follow what they ask, and fail alone."""

import re
from types import ModuleType

import pytest
from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import hookimpl
from okrsite.api.pages import Page, PageContext, PageKind, Panel
from okrsite.builtin.pages import KINDS
from okrsite.builtin.pages.team import team
from okrsite.effects.themes import PACKAGE
from okrsite.hooks.host import collect
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.plugin_theme import with_plugins
from okrsite.pipeline.present import present
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.panel import PLACES
from okrsite.testing import EXAMPLE, load_plugin, site_of

THEME = next(
    folder
    for folder in (PACKAGE / "themes/default", PACKAGE.parent.parent / "themes/default")
    if folder.is_dir()
)
PAGES = {
    "home": ("index.html", "home"),
    "objective": ("objectives/keep-customers.html", "keep-customers"),
    "kpi": ("kpis/customer-churn.html", "customer-churn"),
    "team": ("teams/company.html", "company"),
    "cycle": ("cycles/2026-q4.html", "2026-q4"),
}


class View(Struct, frozen=True):
    text: str


def shown(_: PageContext, about: str) -> View:
    return View(f"about <{about}>")


def plugin(*panels: Panel, name: str = "ours"):
    module = ModuleType(name)
    module.okrsite_panels = hookimpl(lambda: panels)
    return load_plugin(module)


def panel(name: str = "ours", place: str = "home.end", view=shown, **fields) -> Panel:
    fields = {"template": "<p>{{ panel.text }}</p>", **fields}
    return Panel(name=name, place=place, view=view, **fields)


def page_of(site, path: str):
    files = present(site.ledger, site.extensions.pages.values(), {}).files
    output = next(output for output in files if output.path == path)
    return made(page_maker(site.ledger, site.extensions), output)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_shows_its_panel_on_the_page_of_that_name(place) -> None:
    path, about = PAGES[place.partition(".")[0]]
    site = site_of(EXAMPLE, plugin(panel(place=place)))
    assert site.text(path).count(f"<p>about &lt;{about}&gt;</p>") == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_template_that_ships_names_each_place_once(place) -> None:
    kind = place.partition(".")[0]
    template = (THEME / f"templates/{kind}.html").read_text("utf-8")
    assert template.count(f"panels['{place}']") == 1
    assert kind in {known.name for known in KINDS}


def test_without_a_panel_a_place_leaves_no_trace() -> None:
    without = site_of(EXAMPLE).text("index.html")
    silent = site_of(EXAMPLE, plugin(panel(view=lambda *_: None)))
    assert silent.text("index.html") == without
    assert "panel" not in without


def test_panels_of_one_place_stand_by_their_order_and_then_by_their_names() -> None:
    ours = [panel("zebra", order=1), panel("bee"), panel("ant")]
    named = [
        Panel(name=one.name, place=one.place, view=lambda *_, n=one.name: View(n), order=one.order,
              template="[{{ panel.text }}]")
        for one in ours
    ]  # fmt: skip
    text = site_of(EXAMPLE, plugin(*named)).text("index.html")
    assert "[zebra]\n[ant]\n[bee]\n" in text


def test_a_panel_of_a_team_stands_on_the_first_of_its_pages_only(monkeypatch) -> None:
    monkeypatch.setattr(team, "PAGE_SIZE", 1)
    goal = "content/objectives/keep-customers.md"
    more = {"content/objectives/more.md": EXAMPLE[goal].replace("stay", "come")}
    site = site_of({**EXAMPLE, **more}, plugin(panel(place="team.end")))
    assert "about &lt;company&gt;" in site.text("teams/company.html")
    assert "about &lt;" not in site.text("teams/company/page/2.html")


def test_a_panel_that_fails_is_named_and_costs_no_other_panel_and_no_page() -> None:
    def broken(_: PageContext, about: str) -> View:
        raise LookupError(about)

    site = site_of(EXAMPLE, plugin(panel("broken", view=broken), panel("whole")))
    page = page_of(site, "index.html")
    assert b"about &lt;home&gt;" in page.content
    (finding,) = page.findings
    assert (finding.code, finding.severity) == ("OKR631", "warning")
    assert finding.message.startswith(
        "the panel 'broken' of plugin 'ours' is not shown on 'index.html'"
    )


def test_a_template_that_fails_is_told_with_its_line() -> None:
    site = site_of(EXAMPLE, plugin(panel(template="<p>\n{{ panel.none }}</p>")))
    (finding,) = page_of(site, "index.html").findings
    assert "(in panels/ours.html, line 2)" in finding.message


def test_a_panel_sees_neither_the_page_nor_other_panels() -> None:
    site = site_of(EXAMPLE, plugin(panel(template="{{ page }}")))
    (finding,) = page_of(site, "index.html").findings
    assert "'page' is undefined" in finding.message


def test_what_a_panel_asks_for_is_what_its_page_rests_on() -> None:
    def asking(ctx: PageContext, _: str) -> View:
        return View(str(ctx.has_asset("lamp.svg")))

    site = site_of(EXAMPLE, plugin(panel(place="cycle.end", view=asking)))
    without = page_of(site_of(EXAMPLE), "cycles/2026-q4.html")
    key = ("asset", "lamp.svg")
    assert key in page_of(site, "cycles/2026-q4.html").reads
    assert key not in without.reads


STYLED = {
    "css": ".lights { background: url(lamp.svg) }",
    "js": "document.title = 1;",
    "static": {"lamp.svg": b"<svg/>"},
}
LOADED = re.compile(r'(?:href|src)="((?:\.\./)*assets/panels/[^"]+)"')


def test_the_files_of_a_panel_are_loaded_only_where_it_is_shown() -> None:
    site = site_of(EXAMPLE, plugin(panel("lights", place="objective.end", **STYLED)))
    style, script = LOADED.findall(site.text("objectives/keep-customers.html"))
    assert re.fullmatch(r"\.\./assets/panels/lights/style\.[0-9a-f]{10}\.css", style)
    assert re.fullmatch(r"\.\./assets/panels/lights/script\.[0-9a-f]{10}\.js", script)
    assert LOADED.findall(site.text("index.html")) == []
    silent = panel("lights", view=lambda *_: None, **STYLED)
    assert LOADED.findall(site_of(EXAMPLE, plugin(silent)).text("index.html")) == []


def test_a_picture_that_a_style_names_is_found_under_its_address_with_a_digest() -> None:
    theme = site_of(EXAMPLE, plugin(panel("lights", **STYLED))).ledger.site.theme
    path = theme.assets["panels/lights/lamp.svg"]
    style = theme.shipped["panels/lights/style.css"].decode()
    assert path.rpartition("/")[2] in style


def test_what_a_plugin_loads_stands_between_the_theme_and_the_brand() -> None:
    site = site_of(EXAMPLE, plugin(panel("lights", **STYLED)))
    branded = replace(
        site.ledger.site.theme, static={**site.ledger.site.theme.static, "brand.css": b"a"}
    )
    ledger = Ledger(replace(site.ledger.site, theme=branded))
    files = present(ledger, site.extensions.pages.values(), {}).files
    home = next(output for output in files if output.path == "index.html")
    text = made(page_maker(ledger, site.extensions), home).content.decode()
    assert text.index("/style.") < text.index("panels/lights/style.") < text.index("/brand.")


def test_a_theme_wins_over_the_template_and_the_files_of_a_panel() -> None:
    site = site_of(EXAMPLE, plugin(panel("lights", **STYLED)))
    theme = site.ledger.site.theme
    own = replace(
        theme,
        templates={**theme.templates, "panels/lights.html": "ours"},
        static={**theme.static, "panels/lights/style.css": b"a{}"},
    )
    with_both = with_plugins(own, site.extensions)
    assert with_both.templates["panels/lights.html"] == "ours"
    assert with_both.static["panels/lights/style.css"] == b"a{}"
    assert with_both.static["panels/lights/script.js"] == b"document.title = 1;"


def test_a_kind_of_pages_has_a_style_of_its_own_too() -> None:
    kind = PageKind(
        name="own",
        title="Own",
        names=lambda _: [Page("own", "own.html", "own.html", "Own")],
        view=lambda *_: View(""),
        templates={"own.html": '{% extends "base.html" %}'},
        css=".own { color: red }",
    )
    module = ModuleType("ours")
    module.okrsite_pages = hookimpl(lambda: kind)
    site = site_of(EXAMPLE, load_plugin(module))
    assert "assets/pages/own/style." in site.text("own.html")
    assert "assets/pages/" not in site.text("index.html")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"place": "home.middle"}, "whose place is 'home.middle', not one of home.after_summary"),
        ({"name": "two words"}, "whose name is 'two words', not letters, digits, hyphens"),
        ({"template": None}, "whose template is None, not text"),
        ({"static": {"a.svg": "<svg/>"}}, "not a dictionary of text to bytes"),
    ],
)
def test_a_mistaken_panel_is_told_with_what_is_wrong(fields, wrong) -> None:
    _, findings = collect([plugin(panel(**fields))])
    assert [finding.code for finding in findings] == ["OKR607"]
    assert wrong in findings[0].message
    assert "okrsite.api.pages.Panel" in findings[0].help
