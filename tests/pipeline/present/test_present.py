"""All pages of a site, and what stands around each of them."""

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.present.as_of import days_of, with_day
from okrsite.pipeline.present.frame import framer
from okrsite.pipeline.present.page_kind import Page, PageKind


class Empty(Struct, frozen=True):
    """Nothing to say."""


def kind(name, *paths, **more):
    pages = tuple(Page(path, path, "page.html", name, section=name) for path in paths)
    return PageKind(
        name=name, title=name.title(), names=lambda _: pages, view=lambda *_: Empty(), **more
    )


def test_pages_come_in_order_of_their_paths(sited, show) -> None:
    site = show(sited({}), [kind("z", "b.html"), kind("a", "c.html", "a.html")])
    assert list(site.pages) == ["a.html", "b.html", "c.html"]


def test_of_two_kinds_that_want_one_file_the_second_is_a_finding_that_names_both(
    sited, show
) -> None:
    site = show(sited({}), [kind("mine", "Churn.html"), kind("yours", "churn.html")])
    assert list(site.pages) == ["Churn.html"]
    (finding,) = site.findings
    assert "'yours'" in finding.message
    assert "'mine'" in finding.message


def test_a_kind_that_fails_is_named_and_costs_only_its_own_pages(sited, show) -> None:
    broken = PageKind(name="broken", title="Broken", names=lambda _: int("no number"))
    site = show(sited({}), [broken, kind("whole", "a.html")])
    assert list(site.pages) == ["a.html"]
    assert "'broken'" in site.findings[0].message


def test_the_navigation_is_in_its_order_and_marks_where_one_is(sited, show) -> None:
    kinds = [
        kind("late", "late.html", nav="late.html", order=90, group=""),
        kind("early", "early.html", "early/one.html", nav="early.html", order=1, group=""),
        kind("hidden", "hidden.html"),
    ]
    site = show(sited({}), kinds)
    assert [(item.text, item.current) for item in site.frame("early.html").nav] == [
        ("Early", "page"),
        ("Late", ""),
    ]
    inner = site.frame("early/one.html").nav
    assert [(item.href, item.current) for item in inner] == [
        ("../early.html", "true"),
        ("../late.html", ""),
    ]


def test_sections_of_a_group_stand_in_one_menu_that_knows_where_one_is(sited, show) -> None:
    kinds = [
        kind("home", nav="index.html", order=0, group=""),
        kind("one", "one.html", nav="one.html", order=1, group="numbers"),
        kind("mine", "mine.html", nav="mine.html", order=2),
        kind("two", "two.html", nav="two.html", order=3, group="numbers"),
    ]
    around = show(sited({}), kinds).frame("two.html")
    assert [(item.text, item.current) for item in around.nav] == [
        ("Home", ""),
        ("Numbers", "true"),
        ("More", ""),
    ]
    assert [(item.text, item.current) for item in around.nav[1].items] == [
        ("One", ""),
        ("Two", "page"),
    ]


def test_the_frame_tells_the_day_the_audience_and_where_to_edit(sited) -> None:
    settings = """
    [site]
    base_url = "https://goals.example/"
    edit_url = "https://git.example/edit/main/{path}"
    """
    page = Page("a", "a.html", "page.html", "A", edit="content/kpis/größe.md")
    site = sited({}, settings=settings)
    around = framer(site)(page)
    told = f"{around.as_of} ({around.as_of_iso})".encode()
    assert with_day(told, days_of(site))[0] == b"As of November 20, 2026 (2026-11-20)"
    assert around.audience.startswith("Internal")
    assert around.edit == "https://git.example/edit/main/content/kpis/gr%C3%B6%C3%9Fe.md"
    assert around.canonical == "https://goals.example/a.html"


def test_an_edit_address_that_is_no_web_address_is_left_out(sited) -> None:
    scored = sited({}).scored
    wrong = replace(scored.forest.settings.site, edit_url="javascript:alert(1)")
    forest = replace(scored.forest, settings=replace(scored.forest.settings, site=wrong))
    site = replace(sited({}), scored=replace(scored, forest=forest))
    assert framer(site)(Page("a", "a.html", "page.html", "A", edit="a.md")).edit == ""


def test_files_of_the_theme_are_linked_by_names_that_change_with_their_bytes(sited) -> None:
    site, page = sited({}), Page("a", "deep/a.html", "page.html", "A")
    style = framer(site)(page).assets["style.css"]
    assert style.startswith("../assets/style.")
    theme = replace(site.theme, static={**site.theme.static, "style.css": b"p{}"})
    assert framer(replace(site, theme=theme))(page).assets["style.css"] != style
