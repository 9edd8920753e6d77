"""Shortcodes show what is known today, tell nobody what is hidden, and fail alone."""

from types import ModuleType

import pytest

from okrsite.api import hookimpl
from okrsite.api.pages import Anchor, Html, PageContext, Shortcode
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.present import present
from okrsite.testing import EXAMPLE, load_plugin, site_of

PAGE = "content/pages/how.md"
HIDDEN = {
    "content/kpis/secret-deal.md": '+++\ntitle = "Deal"\nvisibility = "confidential"\n+++\nX.\n',
    "content/kpis/secret-deal.csv": "date,value\n2026-10-31,7777\n",
}


def with_text(text: str, **files: str) -> dict[str, str]:
    return {**EXAMPLE, PAGE: f'+++\ntitle = "How"\n+++\n{text}\n', **files}


def shown(text: str, *plugins, **more) -> str:
    """The text of a page as it is read, without what stands around it."""
    html = site_of(with_text(text), *plugins, **more).text("pages/how.html")
    return html.partition('<div class="prose">')[2].partition("</div>")[0].strip()


def plugin(show, name: str = "own", about: str = ""):
    module = ModuleType("ours")
    module.okrsite_shortcodes = hookimpl(
        lambda: Shortcode(name=name, title="Own", about=about, show=show)
    )
    return load_plugin(module)


def page_of(site, path: str):
    files = present(site.ledger, site.extensions.pages.values(), {}).files
    output = next(output for output in files if output.path == path)
    return made(page_maker(site.ledger, site.extensions), output)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[[value: customer-churn]]", "4.8%"),
        ("[[value:customer-churn]]", "4.8%"),
        ("[[progress: keep-customers#response]]", "60%"),
        ("[[status: keep-customers#response]]", "On track"),
        ("[[kpi: customer-churn]]", '<a href="../kpis/customer-churn.html">Customer churn</a>'),
        (
            "[[goal: keep-customers#churn]]",
            '<a href="../objectives/keep-customers.html#kr-churn">Customer churn falls</a>',
        ),
    ],
)
def test_what_ships_shows_what_is_known_of_a_goal_or_kpi(written, read) -> None:
    assert shown(f"It is {written}.") == f"<p>It is {read}.</p>"


@pytest.mark.parametrize(
    "text", ["`[[value: customer-churn]]`", "\\[[value: customer-churn]]", "    [[value: x]]"]
)
def test_code_and_what_stands_behind_a_backslash_is_no_shortcode(text) -> None:
    site = site_of(with_text(text))
    assert "[[value:" in site.text("pages/how.html")
    assert site.findings == ()


def test_a_shortcode_stands_in_headings_tables_and_emphasis() -> None:
    text = "## Churn [[value: customer-churn]]\n\n| a |\n|---|\n| **[[value: customer-churn]]** |"
    html = site_of(with_text(text)).text("pages/how.html")
    assert html.count("4.8%") == 2
    assert 'id="text-churn-"' in html


def test_no_link_stands_in_a_link() -> None:
    html = shown("[see [[kpi: customer-churn]]](https://okr.example)")
    assert html.count("<a ") == 1
    assert "see Customer churn" in html


def test_hidden_unknown_and_worthless_ids_read_the_same_to_who_may_not_see_them() -> None:
    def read(written: str) -> str:
        files = with_text(f"It is [[value: {written}]].", **HIDDEN)
        return page_of(site_of(files, audience="internal"), "pages/how.html").content.decode()

    assert read("secret-deal") == read("nobody") == read("../../x")
    assert "It is not available." in read("secret-deal")


def test_neither_id_nor_value_of_what_is_hidden_leaves_the_site() -> None:
    files = with_text("It is [[value: secret-deal]] and [[kpi: secret-deal]].", **HIDDEN)
    site = site_of(files, audience="internal")
    for path in site.paths:
        text = page_of(site, path).content.decode("latin-1")
        assert "secret-deal" not in text, path
        assert "7777" not in text, path
    assert "7777" in site_of(files).text("pages/how.html").replace(",", "")


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("[[valeu: x]]", "OKR412", "there is no shortcode 'valeu'; did you mean 'value'?"),
        ("[[value: costumer-churn]]", "OKR413", "unknown KPI 'costumer-churn'; did you mean 'cu"),
        ("[[progress: keep-customer]]", "OKR413", "unknown objective 'keep-customer'; did you"),
        ("[[goal: keep-customers#chrn]]", "OKR413", "key result 'chrn' of 'keep-customers'; did"),
        ("[[value: ]]", "OKR413", "names the unknown KPI ''"),
    ],
)
def test_bad_use_is_told_where_it_is_written(written, code, said) -> None:
    (finding,) = site_of(with_text(f"First.\n\nThen {written}.")).findings
    assert (finding.code, str(finding.span)) == (code, f"{PAGE}:6:6")
    assert said in finding.message


def test_old_ids_go_on_to_work() -> None:
    renamed = EXAMPLE["content/kpis/customer-churn.md"].replace(
        "+++\ntitle", '+++\naliases = ["churn-rate"]\ntitle', 1
    )
    files = with_text("[[value: churn-rate]]", **{"content/kpis/customer-churn.md": renamed})
    site = site_of(files)
    assert site.findings == ()
    assert "<p>4.8%</p>" in site.text("pages/how.html")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=a>', "&lt;"]
)
def test_what_a_shortcode_gives_as_text_is_escaped(hostile) -> None:
    html = shown(f"[[own: {hostile}]]", plugin(lambda _, written: written))
    assert "<script" not in html
    assert "<img" not in html
    linked = shown("[[own: a]]", plugin(lambda *_: Anchor(hostile, f"x.html?{hostile}")))
    assert "<script" not in linked
    assert "<img" not in linked


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=a>'])
def test_a_shortcode_that_nobody_gives_is_escaped_as_well(hostile) -> None:
    assert "<script" not in shown(f"[[nobody: {hostile}]]")
    assert "<img" not in shown(f"[[nobody: {hostile}]]")


def test_html_of_a_plugin_is_placed_as_it_is() -> None:
    assert shown("[[own: a]]", plugin(lambda *_: Html("<b>b</b>"))) == "<p><b>b</b></p>"


def test_a_shortcode_that_fails_is_told_at_its_place_and_its_page_is_made() -> None:
    def broken(_: PageContext, written: str) -> str:
        raise ValueError(f"no quarter '{written}'")

    site = site_of(with_text("Before [[own: q5]] after [[value: customer-churn]]."), plugin(broken))
    page = page_of(site, "pages/how.html")
    assert b"Before not available after 4.8%." in page.content
    (finding,) = page.findings
    assert (finding.code, str(finding.span)) == ("OKR636", f"{PAGE}:4:8")
    assert (
        "[[own: q5]] of plugin 'ours' shows nothing: ValueError: no quarter 'q5'" in finding.message
    )


@pytest.mark.parametrize("given", [5, b"x", ["a"]])
def test_a_value_of_another_type_is_told(given) -> None:
    site = site_of(with_text("[[own: a]]"), plugin(lambda *_: given))
    (finding,) = page_of(site, "pages/how.html").findings
    assert "where text, an Anchor or Html belongs" in finding.message


def test_a_shortcode_that_shows_its_own_text_comes_to_an_end() -> None:
    from okrsite.api import FreePage

    def whole(ctx: PageContext, _: str) -> Html:
        return ctx.prose(ctx.find(FreePage, "how").body)

    assert "not available" in shown("A [[own: a]]", plugin(whole))


def test_what_a_shortcode_asks_for_is_what_its_page_rests_on() -> None:
    site = site_of(with_text("[[value: customer-churn]]"))
    reads = page_of(site, "pages/how.html").reads
    assert ("kpi_score", "customer-churn") in reads
    assert ("kpi", "customer-churn") in reads


def test_search_and_summaries_hold_no_shortcode() -> None:
    site = site_of(with_text("Churn is [[value: customer-churn]] now."))
    for path in site.paths:
        assert "[[value" not in site.text(path)


def test_a_text_of_too_many_shortcodes_is_refused() -> None:
    findings = site_of(with_text("[[value: customer-churn]] " * 501)).findings
    assert [finding.code for finding in findings] == ["OKR163"]


def test_a_wiki_link_is_still_told() -> None:
    findings = site_of(with_text("See [[customer-churn]].")).findings
    assert [finding.code for finding in findings] == ["OKR164"]
