"""Footnotes stand at the end of a text, and the reader gets there and back."""

import pytest


def test_a_footnote_is_numbered_as_the_text_refers_to_it(prose) -> None:
    html = prose.html("One[^b], two[^a].\n\n[^a]: First written.\n[^b]: Second written.")
    assert html.index("Second written") < html.index("First written")
    assert '<sup><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>' in html
    assert '<li id="fn-2">\n<p>First written. <a href="#fnref-2"' in html


def test_a_footnote_of_one_word_is_no_link(prose) -> None:
    text = "Two of three answered[^1].\n\n[^1]: survey"
    made, findings = prose.read(text)
    assert (made.links, findings) == ((), ())
    assert made.text == "Two of three answered.\nsurvey"


def test_a_footnote_may_be_referred_to_twice_and_leads_back_to_both(prose) -> None:
    html = prose.html("One[^1], two[^1].\n\n[^1]: Told.")
    assert html.count('id="fnref-') == 2
    assert 'href="#fnref-1-2"' in html


def test_a_footnote_may_have_paragraphs_lists_and_links(prose) -> None:
    made, _ = prose.read("A[^1].\n\n[^1]: One\n\n    two\n\n    - [three](goal:a)\n\nAfter.")
    assert [link.target for link in made.links] == ["goal:a"]
    assert made.text.splitlines() == ["A.", "After.", "One", "two", "three"]


def test_a_footnote_may_refer_to_another(prose) -> None:
    html = prose.html("A[^1].\n\n[^1]: See[^2].\n[^2]: Here.")
    assert html.index('<li id="fn-2">') < html.index("Here.")


def test_a_reference_without_a_footnote_is_text(prose) -> None:
    assert prose.html("Any[^abc].") == "<p>Any[^abc].</p>\n"


def test_a_footnote_that_would_not_be_seen_is_told_at_its_place(prose) -> None:
    text = "A[^1].\n\n[^1]: One.\n[^1]: Other.\n[^2]: Lost."
    assert [finding.partition(" the")[0] for finding in prose.findings(text, line=5)] == [
        "content/pages/a.md:8:1: OKR411",
        "content/pages/a.md:9:1: OKR411",
    ]


def test_a_footnote_in_code_is_code(prose) -> None:
    assert "<sup>" not in prose.html("`[^1]`\n\n[^1]: One.")


@pytest.mark.parametrize(
    "trap", ["[^", "[^1]", "[^a]: ", "[^a]: b\n", "> [^a]: ", "a[^1]\n\n[^1]: b\n\n"]
)
def test_the_effort_grows_with_the_length_alone(prose, effort, trap) -> None:
    few, many = (effort(lambda n=n: prose.read(trap * n)) for n in (300, 3000))
    assert many < 13 * few + 500
