"""All pages of a site, and what stands around each of them."""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.page_kind import Page, PageKind
from okrsite.pipeline.present import frame, present


class Empty(Struct, frozen=True):
    """Nothing to say."""


def kind(name, *paths, **more):
    pages = tuple(Page(path, "page.html", name, Empty, section=name) for path in paths)
    return PageKind(name=name, title=name.title(), pages=lambda _: pages, **more)


def with_kinds(site, *kinds):
    return replace(site, extensions=Extensions(pages={each.name: each for each in kinds}))


def pages(site):
    return [each for each in present(site).files if isinstance(each, Page)]


def test_pages_come_in_order_of_their_paths(sited) -> None:
    site = with_kinds(sited({}), kind("z", "b.html"), kind("a", "c.html", "a.html"))
    assert [page.path for page in pages(site)] == ["a.html", "b.html", "c.html"]


def test_of_two_kinds_that_want_one_file_the_second_is_a_finding_that_names_both(sited) -> None:
    site = with_kinds(sited({}), kind("mine", "Churn.html"), kind("yours", "churn.html"))
    assert [page.path for page in pages(site)] == ["Churn.html"]
    (finding,) = present(site).findings
    assert "'yours'" in finding.message
    assert "'mine'" in finding.message


def test_a_kind_that_fails_is_named_and_costs_only_its_own_pages(sited) -> None:
    broken = PageKind(name="broken", title="Broken", pages=partial(int, "no number"))
    site = with_kinds(sited({}), broken, kind("whole", "a.html"))
    assert [page.path for page in pages(site)] == ["a.html"]
    assert "'broken'" in present(site).findings[0].message


def test_the_navigation_is_in_its_order_and_marks_where_one_is(sited) -> None:
    site = with_kinds(
        sited({}),
        kind("late", "late.html", nav="late.html", order=90, group=""),
        kind("early", "early.html", "early/one.html", nav="early.html", order=1, group=""),
        kind("hidden", "hidden.html"),
    )
    around = {page.path: frame(site, page) for page in pages(site)}
    assert [(item.text, item.current) for item in around["early.html"].nav] == [
        ("Early", "page"),
        ("Late", ""),
    ]
    inner = around["early/one.html"].nav
    assert [(item.href, item.current) for item in inner] == [
        ("../early.html", "true"),
        ("../late.html", ""),
    ]


def test_sections_of_a_group_stand_in_one_menu_that_knows_where_one_is(sited) -> None:
    site = with_kinds(
        sited({}),
        kind("home", nav="index.html", order=0, group=""),
        kind("one", "one.html", nav="one.html", order=1, group="numbers"),
        kind("mine", "mine.html", nav="mine.html", order=2),
        kind("two", "two.html", nav="two.html", order=3, group="numbers"),
    )
    around = frame(site, pages(site)[-1])
    assert [(each.text, each.current) for each in around.nav] == [
        ("Home", ""),
        ("Numbers", "true"),
        ("More", ""),
    ]
    assert [(each.text, each.current) for each in around.nav[1].items] == [
        ("One", ""),
        ("Two", "page"),
    ]


def test_the_frame_tells_the_day_the_audience_and_where_to_edit(sited) -> None:
    settings = """
    [site]
    base_url = "https://goals.example/"
    edit_url = "https://git.example/edit/main/{path}"
    """
    site = with_kinds(sited({}, settings=settings), kind("a", "a.html"))
    page = replace(pages(site)[0], edit="content/kpis/größe.md")
    around = frame(site, page)
    assert around.as_of == "As of November 20, 2026"
    assert around.as_of_iso == "2026-11-20"
    assert around.audience.startswith("Internal")
    assert around.edit == "https://git.example/edit/main/content/kpis/gr%C3%B6%C3%9Fe.md"
    assert around.canonical == "https://goals.example/a.html"


def test_an_edit_address_that_is_no_web_address_is_left_out(sited) -> None:
    site = with_kinds(sited({}), kind("a", "a.html"))
    scored = site.scored
    wrong = replace(scored.forest.settings.site, edit_url="javascript:alert(1)")
    forest = replace(scored.forest, settings=replace(scored.forest.settings, site=wrong))
    site = replace(site, scored=replace(scored, forest=forest))
    assert frame(site, replace(pages(site)[0], edit="a.md")).edit == ""


def test_files_of_the_theme_are_linked_by_names_that_change_with_their_bytes(sited) -> None:
    site = with_kinds(sited({}), kind("a", "deep/a.html"))
    style = frame(site, pages(site)[0]).assets["style.css"]
    assert style.startswith("../assets/style.")
    theme = replace(site.theme, static={**site.theme.static, "style.css": b"p{}"})
    assert frame(replace(site, theme=theme), pages(site)[0]).assets["style.css"] != style
