"""HTML is shown as it was written, and told once for each text."""

import pytest


def test_a_link_in_html_is_told_with_the_same_link_in_markdown(prose) -> None:
    text = 'See <a href="https://plan.example" target="_blank">the plan</a>.'
    made, (finding,) = prose.read(text, line=4)
    assert str(finding).startswith("content/pages/a.md:4:5: OKR165 the HTML tag <a href=")
    assert finding.help == "Write it in Markdown: [the plan](https://plan.example)"
    assert made.text == text
    assert "<a" not in "".join(made.parts)


def test_the_first_tag_of_a_text_tells_of_all(prose) -> None:
    text = "One.\n\n<details><summary>More</summary>hidden</details>\n\n| a |\n|---|\n| b<br>c |"
    assert prose.findings(text) == [
        "content/pages/a.md:3:1: OKR165 the HTML tag <details> is shown as text, and 4 more"
    ]


@pytest.mark.parametrize("text", ["<b>no</b>", "a<br/>b", '<img src="x">', "<DETAILS>"])
def test_a_tag_is_told(prose, text) -> None:
    assert "OKR165" in prose.findings(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "`<b>`",
        "\\<b>",
        "&lt;b&gt;",
        "a <b and c",
        "<customer> asks",
        "<ada@example.com>",
        "<https://a.example>",
        "<!-- b -->",
    ],
)
def test_what_is_no_tag_is_not_told(prose, text) -> None:
    assert prose.findings(text) == []


@pytest.mark.parametrize("trap", ["<b ", "<b", "<b>", "</b", '<a href="x">', "<a b<"])
def test_the_effort_grows_with_the_length_alone(prose, effort, trap) -> None:
    few, many = (effort(lambda n=n: prose.read(trap * n)) for n in (300, 3000))
    assert many < 13 * few + 500
