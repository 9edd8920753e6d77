"""The short way through Markdown gives exactly what the full parser gives, or nothing."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.common.normalize_url import normalizeLink

from okrsite.model.extensions import MarkdownPlugin
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.prose.address import Outer, link_address
from okrsite.pipeline.prose.simple import LONGEST, simple_prose
from okrsite.pipeline.prose.source_map import TextOrigin

# With a plugin, even one that changes nothing, every text goes through the full parser.
FULL = Markdown((MarkdownPlugin(name="nothing", version="1", use=lambda _: None),))
CONTENT = Path(__file__).parents[3] / "content"

words = st.text(st.sampled_from("abzÄß7é🎯., '\"!?>()/:;%€§$^{}=+-#"), min_size=1, max_size=12)
word = st.text(st.sampled_from("abzÄß79"), min_size=1, max_size=6)
outer = ["https://example.com/a_b", "http://EXAMPLE.com:80/ä?q=1", "mailto:ann@example.com"]
inner = ["goal:retain#churn", "kpi:churn", "../pages/a.md#why", "chart*1.png", "#why"]
addresses = st.sampled_from([*outer, *inner])
pieces = st.one_of(
    words,
    st.builds("**{}**".format, word),
    st.builds("*{} {}*".format, word, word),
    st.builds("`{}`".format, st.text(st.sampled_from("ab<&*_\\\"'"), min_size=1, max_size=6)),
    st.builds("[{}]({})".format, words, addresses),
    st.sampled_from(["<https://example.com/a?b=c>", "snake_case_name", "8 %", "**8.2 %**"]),
    st.sampled_from(["https://example.com/a_b.", "www.example.com", "told[^1]"]),
)
inlines = st.lists(pieces, min_size=1, max_size=5).map(" ".join)
openings = st.sampled_from("abÄ7é").map("{} ".format)
lines = st.builds("{}{} {}".format, openings, inlines, word)
blocks = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "######"]), lines),
    st.lists(lines, min_size=1, max_size=3).map("\n".join),
    st.lists(lines, min_size=1, max_size=3).map(lambda rows: "\n".join(f"- {r}" for r in rows)),
    st.builds(
        lambda first, rows: "\n".join(f"{first + i}. {row}" for i, row in enumerate(rows)),
        st.integers(0, 12),
        st.lists(lines, min_size=1, max_size=3),
    ),
    st.lists(lines, min_size=1, max_size=3).map(lambda rows: "\n".join(f"> {r}" for r in rows)),
    st.builds(
        lambda ruler, rows: "\n".join(f"| {a} | {b} |" for a, b in [rows[0], ruler, *rows[1:]]),
        st.tuples(*[st.sampled_from(["-", ":--", "--:", ":-:"])] * 2),
        st.lists(st.tuples(words, inlines), min_size=2, max_size=4),
    ),
    st.builds("[^1]: {}".format, lines),
    st.builds("> [!NOTE]\n> {}".format, lines),
    st.builds("```{}\n{}\n```".format, st.sampled_from(["", "sql", "c++"]), words),
)
texts = st.lists(blocks, max_size=5).map("\n\n".join)
marks = ["```", "\n\n", "://", "https://", "www.", "[^1]", "[!NOTE]", "58."]
strange = st.sampled_from([*"*_`[]()<>!|#-+=~&\\:. \n\t\r\0 \u0661\u00a0\u2028x1\x1b", *marks])
edits = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 2), strange), max_size=4)


def edited(text, changes):
    """A text with some of its characters taken away and others put in their place."""
    for place, removed, added in changes:
        at = place % (len(text) + 1)
        text = text[:at] + added + text[at + removed :]
    return text


def simple(text, *, anchors=True):
    return simple_prose(text, TextOrigin("a.md", 5, 3), anchors=anchors)


def full(text, *, anchors=True):
    return FULL.prose(text, "a.md", 5, 3, anchors=anchors)


@given(texts, edits, st.booleans())
@example("# #", [], True)
@example("```\na\n````\nb\n```", [], True)
@example("\u0661. one", [], True)
@example("- a\n\n- b", [], True)
@example("a\n\n- [ ](goal:a)", [], True)
@example("| a |\n| - |\n| \\| |", [], True)
@example("# Why\n\n# Why\n\n# !", [], True)
@example("[a](javascript:alert`1`)", [], True)
@example("[a](https://a.b/?c=https://d.e)", [], True)
@example("**https://a.b**", [], True)
@example("3. a", [], True)
@example("\n3. a\n7. b", [], True)
@example("> [!NOTE]\n> a", [], True)
def test_what_is_taken_is_what_the_full_parser_gives(text, changes, anchors) -> None:
    changed = edited(text, changes)
    taken = simple(changed, anchors=anchors)
    assert taken is None or (taken, ()) == full(changed, anchors=anchors)


@given(st.lists(strange, max_size=30).map("".join))
def test_a_text_of_nothing_but_marks_is_taken_as_the_full_parser_reads_it_or_not(text) -> None:
    taken = simple(text)
    assert taken is None or (taken, ()) == full(text)


@pytest.mark.parametrize(
    "text",
    [
        "## Why *this* matters",
        "One line,\nand **another** with `code`, snake_case and 3 > 2.",
        "- [Churn](kpi:churn) is low\n- <https://example.com/a>",
        "3. three\n4. four",
        "> so it\n> was said",
        "| Team | Goals |\n|:-----|------:|\n| [A](goal:a) | 1 |\n| B | |",
        "```sql\nselect * from a\n\nwhere b < 3\n```\n\nAnd so on, since *x* is `y`.",
    ],
)
def test_the_parts_of_most_texts_are_taken(text) -> None:
    assert simple(text) is not None


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.md")), ids=lambda path: path.name)
def test_the_texts_of_the_example_company_are_read_alike(path) -> None:
    _, _, body = path.read_text().removeprefix("+++\n").partition("+++\n")
    taken = simple(body)
    assert taken is None or (taken, ()) == full(body)


def test_most_texts_of_the_example_company_are_taken() -> None:
    bodies = [
        path.read_text().removeprefix("+++\n").partition("+++\n")[2]
        for path in CONTENT.rglob("*.md")
    ]
    taken = [simple(body) for body in bodies]
    assert taken.count(None) * 10 < len(bodies)


@pytest.mark.parametrize("mark", ["*", "**a", "[", "[a](", "<", "`", "_", "a_b", "1. ", "|", "#"])
def test_the_effort_for_a_hostile_text_grows_with_its_length_alone(effort, mark) -> None:
    few, many = (effort(lambda n=n: simple(mark * n)) for n in (200, 2000))
    assert many < 12 * few + 500


def test_a_text_that_could_make_too_large_a_page_is_left_to_the_full_parser() -> None:
    empty_row = "|" * 20 + "\n"
    table = empty_row + "|-" * 19 + "|\n" + empty_row * (LONGEST // 21 - 2)
    assert (simple(table), ()) == full(table)
    assert simple("a `b`\n\n" * (LONGEST // 7 + 1)) is None


@given(st.from_regex(r"https?://[a-z0-9.-]{1,80}(/[A-Za-z0-9._/-]{0,20})?", fullmatch=True))
@example(f"https://{'a' * 64}.com/")
def test_an_address_is_written_as_markdown_it_normalises_it(address) -> None:
    answer = link_address(address)
    assert not isinstance(answer, Outer) or answer.url == normalizeLink(address)
