"""Quotes that begin with a mark such as `[!NOTE]` are alerts."""

import pytest


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_every_kind_of_alert_has_a_title_in_the_sites_language(prose, kind) -> None:
    html = prose.html(f"> [!{kind.upper()}]\n> Mind the gap.")
    assert html.startswith(f'<div class="alert alert-{kind}" role="note">')
    assert f"prose.{kind}" in html
    assert "<p>Mind the gap.</p>" in html
    assert "[!" not in html


def test_an_alert_may_have_a_title_of_its_own(prose) -> None:
    html = prose.html("> [!note] Read *this*\n> first\n>\n> - and that")
    assert '<p class="alert-title">Read <em>this</em></p>\n<p>first</p>\n<ul>' in html


def test_the_title_in_the_sites_language_is_not_of_the_text(prose) -> None:
    assert prose.read("> [!NOTE]\n> Mind the gap.")[0].text == "Mind the gap."


def test_a_quote_in_an_alert_is_a_quote_and_links_are_kept(prose) -> None:
    made, _ = prose.read("> [!TIP]\n> > [a](goal:a)\n>\n> [b](goal:b)")
    assert [link.target for link in made.links] == ["goal:a", "goal:b"]
    assert "<blockquote>" in "".join(made.parts)


@pytest.mark.parametrize("text", ["> [!OTHER]\n> a", "> a [!NOTE]", "> `[!NOTE]`", "[!NOTE]"])
def test_anything_else_is_no_alert(prose, text) -> None:
    assert "alert" not in prose.html(text)
