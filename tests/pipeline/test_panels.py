"""Panels of plugins stand at their places, follow what they ask, and fail alone."""

from types import ModuleType

import pytest
from msgspec import Struct

from okrsite.api import hookimpl
from okrsite.api.pages import PageContext, Panel
from okrsite.builtin.pages import KINDS
from okrsite.builtin.pages.team import team
from okrsite.effects.themes import PACKAGE
from okrsite.hooks.host import collect
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.present import present
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
        return View(ctx.kpi("customer-churn").title)

    site = site_of(EXAMPLE, plugin(panel(place="cycle.end", view=asking)))
    without = page_of(site_of(EXAMPLE), "cycles/2026-q4.html")
    key = ("kpi", "customer-churn")
    assert key in page_of(site, "cycles/2026-q4.html").reads
    assert key not in without.reads


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"place": "home.middle"}, "whose place is 'home.middle', not one of home.after_summary"),
        ({"name": "two words"}, "whose name is 'two words', not letters, digits, hyphens"),
        ({"template": None}, "whose template is None, not text"),
    ],
)
def test_a_mistaken_panel_is_told_with_what_is_wrong(fields, wrong) -> None:
    _, findings = collect([plugin(panel(**fields))])
    assert [finding.code for finding in findings] == ["OKR607"]
    assert wrong in findings[0].message
    assert "okrsite.api.pages.Panel" in findings[0].help
