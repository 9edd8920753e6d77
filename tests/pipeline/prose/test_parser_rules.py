"""What authors hide in comments is not shown."""

import pytest

from okrsite.pipeline.prose import Markdown

MARKDOWN = Markdown()


def html(text):
    prose, findings = MARKDOWN.prose(text, "content/pages/a.md", 1)
    assert findings == ()
    return "".join(prose.parts), prose.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We <!-- TODO: customer X leaves --> stay", "<p>We  stay</p>\n"),
        ("<!-- one line -->", ""),
        ("<!--\nmany\n\nlines\n-->\nand text", "<p>and text</p>\n"),
        ("text\n<!-- within\na paragraph -->\nmore", "<p>text</p>\n<p>more</p>\n"),
        ("- item\n  <!-- hidden -->\n- next", "<ul>\n<li>item</li>\n<li>next</li>\n</ul>\n"),
        ("> <!-- hidden -->\n> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("<!-- a --> then <!-- b -->", "<p> then </p>\n"),
        ("# Title <!-- hidden -->", '<h2 id="text-title">Title </h2>\n'),
    ],
)
def test_a_comment_is_left_out_and_its_words_are_not_searched_either(text, shown) -> None:
    made, plain = html(text)
    assert made == shown
    assert "hidden" not in plain
    assert "customer" not in plain


def test_a_comment_in_code_is_code() -> None:
    assert "&lt;!-- shown --&gt;" in html("`<!-- shown -->`")[0]
    assert "&lt;!-- shown --&gt;" in html("    <!-- shown -->")[0]


def test_a_comment_that_never_ends_is_text_so_that_nothing_after_it_is_lost() -> None:
    made, _ = html("<!-- open\n\nand the rest")
    assert "&lt;!-- open" in made
    assert "and the rest" in made


@pytest.mark.parametrize(
    "trap", ["<!--\n", "<!-- ", "> <!--\n", "- <!--\n", "<!-- -->", "a <!--\n\n"]
)
def test_many_comments_are_no_more_than_linear_work(effort, trap) -> None:
    small, large = (effort(lambda n=n: MARKDOWN.prose(trap * n, "a.md", 1)) for n in (200, 400))
    assert large / small < 2.6


@pytest.mark.parametrize(
    "text", ["58. Two below the plan", "2026. A good year", "12) of 20", "58. a\n61. b", "7."]
)
def test_a_number_that_begins_a_text_is_no_list(text) -> None:
    made, plain = html(text)
    assert made == f"<p>{text}</p>\n"
    assert plain == text.replace("\n", " ")


@pytest.mark.parametrize("text", ["1. one", "0. zero", "3. three\n4. four", "3. a\n\n   b\n3. c"])
def test_a_list_that_counts_is_a_list(text) -> None:
    assert html(text)[0].startswith("<ol")


def test_a_list_after_another_text_begins_where_it_says() -> None:
    assert '<ol start="58">' in html("Then:\n\n58. Two below the plan")[0]


def test_a_control_character_reaches_no_page() -> None:
    made, plain = html("a\x1b[0m \x08b\x0bc\x85d\x7f.")
    assert made == "<p>a [0m  b c d .</p>\n"
    assert plain == "a [0m  b c d ."
