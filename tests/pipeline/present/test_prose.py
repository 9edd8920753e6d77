"""Texts are put together with links that lead to pages, and leak no address that leads nowhere."""

from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.paths import href, root_of
from okrsite.pipeline.present.prose import linked_assets, placed
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.words import Words

GOAL = """
+++
title = "Retain customers"
cycle = "q4"

[[key_results]]
id = "churn"
title = "Churn falls"
start = 8
target = 4
+++
{body}
"""
KPI = "title = 'Customer churn'\nunit = '%'"


def text_of(sited, body, *, root="../", is_note=False, **more):
    site = sited(
        {"objectives/deep/retain.md": GOAL.format(body=body), "kpis/churn.md": KPI}, **more
    )

    def prose(ctx):
        body = ctx.objective("retain").body
        return ctx.seen_from(root).prose(body, is_note=is_note).text

    return Ledger(site).ask("index.html", prose).value


def test_goal_and_kpi_links_lead_to_their_pages(sited) -> None:
    text = text_of(sited, "[a](goal:retain) [b](goal:retain#churn) [c](kpi:churn)")
    assert 'href="../objectives/retain.html"' in text
    assert 'href="../objectives/retain.html#kr-churn"' in text
    assert 'href="../kpis/churn.html"' in text


def test_a_relative_link_leads_to_the_page_of_the_document(sited) -> None:
    assert 'href="../kpis/churn.html"' in text_of(sited, "[a](../../kpis/churn.md)")


def test_a_link_to_an_unknown_goal_is_only_words_and_keeps_its_id_to_itself(sited) -> None:
    text = text_of(sited, "See [the plan](goal:top-secret) and [more](kpi:churn).")
    assert "the plan</span>" in text
    assert "top-secret" not in text
    assert text.count("<a ") == text.count("</a>") == 1


def test_a_picture_that_is_not_there_is_told_by_its_words(sited) -> None:
    text = text_of(sited, "Look: ![a falling line](chart.png) there.")
    assert "Look: a falling line there." in text
    assert "<img" not in text


def test_a_picture_inside_a_broken_link_stays(sited) -> None:
    text = text_of(
        sited,
        "[![a line](chart.png)](goal:nowhere) and [c](kpi:churn)",
        assets=["content/objectives/deep/chart.png"],
    )
    assert 'src="../files/objectives/deep/chart.png"' in text
    assert text.count("<span") == text.count("</span>")
    assert text.count("<a ") == text.count("</a>") == 1


def test_only_assets_that_a_text_links_are_published(sited) -> None:
    files = {"objectives/deep/retain.md": GOAL.format(body="![a](chart.png) [b](plan.pdf)")}
    folder = "content/objectives/deep/"
    site = sited(files, assets=[f"{folder}chart.png", f"{folder}other.png"])
    assert linked_assets(site.forest) == (f"{folder}chart.png",)


def test_an_anchor_leads_to_the_heading_of_the_same_text(sited) -> None:
    text = text_of(sited, "[why](#why)\n\n## Why\n\nBecause.")
    assert 'href="#text-why"' in text
    assert 'id="text-why"' in text


def test_headings_of_a_note_are_no_places_since_many_notes_share_a_page(sited) -> None:
    assert " id=" not in text_of(sited, "## Why\n\nBecause.", is_note=True)


def test_addresses_with_blanks_and_umlauts_are_encoded() -> None:
    assert href("../", "kpis/Kündigung nah.html") == "../kpis/K%C3%BCndigung%20nah.html"


def test_the_root_is_as_many_steps_up_as_the_page_is_deep() -> None:
    assert [root_of(path) for path in ("a.html", "a/b.html", "a/b/c.html")] == ["", "../", "../../"]


def test_an_anchor_may_be_written_as_browsers_encode_it(sited) -> None:
    text = text_of(sited, "[a](#gr%C3%B6%C3%9Fe) [b](#größe)\n\n## Größe\n\nSo large.")
    assert text.count('href="#text-gr%C3%B6%C3%9Fe"') == 2
    assert 'id="text-größe"' in text


def test_a_number_sign_of_a_file_is_no_anchor() -> None:
    assert href("../", "files/a#1 50%.png", "b") == "../files/a%231%2050%25.png#b"


def test_alerts_have_their_titles_in_the_sites_language() -> None:
    prose, _ = Markdown().prose("> [!WARNING]\n> Thin ice.", "content/pages/a.md", 1)
    words = Words("de", {"prose.warning": "Vorsicht & Umsicht"})
    text = placed(prose, lambda link: link.target, words).text
    assert '<p class="alert-title">Vorsicht &amp; Umsicht</p>\n<p>Thin ice.</p>' in text


def test_footnotes_lead_there_and_back(sited) -> None:
    text = text_of(sited, "Asked[^1].\n\n[^1]: survey")
    assert 'aria-label="Footnotes"' in text
    assert 'href="#fnref-1" role="doc-backlink" aria-label="Back to reference 1"' in text


def test_footnotes_of_a_note_lead_nowhere_since_many_notes_share_a_page(sited) -> None:
    text = text_of(sited, "Asked[^1].\n\n[^1]: survey", is_note=True)
    assert "Asked<sup>1</sup>." in text
    assert "<li>\n<p>survey</p>" in text
    assert "<a" not in text
    assert " id=" not in text
