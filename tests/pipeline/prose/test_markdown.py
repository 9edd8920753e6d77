"""Markdown is read whole, in bounded time, and with the plugins of a site."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.extensions import MarkdownPlugin
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.prose.plain import plain_prose

MARKDOWN = Markdown()
# What has a plugin takes the long way for every text.
THOROUGH = Markdown((MarkdownPlugin(name="idle", version="1", use=lambda _: None),))
ORDINARY = "abcXYZ äé0189.,:;()-+=!?\"'/%$@^{}"
PLAIN = st.builds("{}{}".format, st.sampled_from("abXY"), st.text(ORDINARY, max_size=20))
LIKELY = st.sampled_from(
    [
        *ORDINARY,
        " ",
        "  ",
        "\t",
        "\u00a0",
        "\u2028",
        "\v",
        *"*_`[]<>&~|#\\\n",
    ]
)


@given(st.one_of(PLAIN, st.lists(LIKELY, max_size=20).map("".join), st.text(max_size=30)))
def test_the_short_way_for_plain_lines_gives_what_the_long_way_gives(text) -> None:
    short = plain_prose(text)
    if short is not None:
        assert THOROUGH.prose(text, "a.md", 1) == (short, ())


@pytest.mark.parametrize(
    "text",
    ["Down to 8 % now", "**8 %**", "[8 %](https://example.com)", "| a |\n| - |\n| 8 % |", "- 8 %"],
)
def test_no_line_ends_between_a_figure_and_its_percent_sign(prose, text) -> None:
    assert "8\N{NO-BREAK SPACE}%" in prose.html(text)


def test_code_keeps_its_spaces(prose) -> None:
    assert "8 %" in prose.html("`8 % 3`")


def test_ordinary_notes_take_the_short_way() -> None:
    assert plain_prose('The night shift has started; response is at 12 h (was 24), "good"!')


def test_no_parser_is_made_for_plain_lines() -> None:
    code = (
        "import sys; from okrsite.pipeline.prose import Markdown;"
        "Markdown().prose('All is well.', 'a.md', 1); sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_plugins_are_applied_in_order_of_their_names() -> None:
    seen = []
    plugins = tuple(
        MarkdownPlugin(name=name, version="1", use=lambda _, name=name: seen.append(name))
        for name in ("b", "a", "c")
    )
    Markdown(plugins).prose("plain", "a.md", 1)
    assert seen == ["a", "b", "c"]


def test_a_plugin_cannot_bring_back_what_was_refused() -> None:
    def lenient(parser):
        parser.validateLink = lambda _: True

    plugin = MarkdownPlugin(name="lenient", version="1", use=lenient)
    prose, findings = Markdown((plugin,)).prose("[x](javascript:y)", "a.md", 1)
    assert prose.parts == ("<p>x</p>\n",)
    assert [finding.code for finding in findings] == ["OKR160"]


def test_what_lies_too_deep_is_told_and_not_lost_in_silence(prose) -> None:
    (finding,) = prose.read("fine\n\n" + "> " * 150 + "lost")[1]
    assert (finding.code, finding.span.line) == ("OKR162", 3)


@pytest.mark.parametrize("text", ["[" * 31, "[" * 40 + "]" * 40, "![" * 31])
def test_a_tangle_of_brackets_is_told_and_shown_as_written(prose, text) -> None:
    read, (finding,) = prose.read(f"fine\n\n{text} [a](goal:x)")
    assert (finding.code, finding.span.line) == ("OKR162", 3)
    assert read.text == f"fine\n{text} [a](goal:x)"


def test_of_many_blocks_with_few_open_brackets_those_too_many_are_told(prose) -> None:
    block = "[" * 30 + "a" * 30_000 + "\n\n"
    read, findings = prose.read(f"{block * 7}[a](goal:x)")
    assert [(finding.code, finding.span.line) for finding in findings] == [
        ("OKR162", 9), ("OKR162", 11), ("OKR162", 13),
    ]  # fmt: skip
    assert [link.target for link in read.links] == ["goal:x"]


@pytest.mark.parametrize("text", ["| a |\n|---|\n" + "| 1 |\n" * 600, "*a* " * 1100, "#\n" * 1600])
def test_a_text_of_far_more_parts_than_a_page_can_have_is_told(prose, monkeypatch, text) -> None:
    monkeypatch.setattr("okrsite.pipeline.prose.parts.MOST", 3000)
    monkeypatch.setattr("okrsite.pipeline.prose.markdown.simple_prose", lambda *_, **__: None)
    read, (finding,) = prose.read(f"fine\n\n{text}")
    assert (finding.code, finding.span.line) == ("OKR163", 1)
    assert "parts" in finding.message
    assert read.parts == ()
    assert prose.read(f"fine\n\n{text[: len(text) // 2]}")[1] == ()


def test_many_brackets_beside_one_another_are_no_tangle(prose) -> None:
    read, findings = prose.read("[a](goal:x) " * 50 + "\\[" * 50)
    assert (len(read.links), findings) == (50, ())


def test_ninety_quotes_are_no_trouble(prose) -> None:
    read, findings = prose.read("> " * 90 + "kept")
    assert findings == ()
    assert read.text == "kept"


def test_a_text_that_would_make_a_huge_page_is_refused(prose) -> None:
    text = f"[a]: /{'x' * 25_000}\n\n" + "[a] " * 6_000
    read, findings = prose.read(text)
    assert not read
    assert [str(finding) for finding in findings] == [
        "content/pages/a.md:1:1: OKR163 the text would make more than 8 MB of HTML"
    ]


TRAPS = {
    "opened addresses": lambda n: "<http://" * (n // 8),
    "equal headings": lambda n: "# a\n" * (n // 4),
    "tasks": lambda n: "- [ ] a\n" * (n // 8),
    "definitions": lambda n: "".join(f"[{i}]: /x\n" for i in range(n // 10)),
    "brackets": lambda n: "[" * n,
    "closed brackets": lambda n: "[a](" * (n // 4),
    "pictures": lambda n: "![" * (n // 2),
    "pictures in pictures": lambda n: "![" * 98 + "x" * n + "](a.png)" * 98,
    "pictures in links": lambda n: "[![" * 45 + "x" * n + "](a.png)](goal:x)" * 45,
    "emphasis": lambda n: "*a_ " * (n // 4),
    "strikes": lambda n: "~~a" * (n // 3),
    "backticks": lambda n: "".join("e" + "`" * i for i in range(int((2 * n) ** 0.5))),
    "entities": lambda n: "&" * n,
    "escapes": lambda n: "\\" * n,
    "quotes": lambda n: "> " * (n // 2),
    "lists": lambda n: "- " * (n // 2),
    "links in one line": lambda n: "[a](goal:x) " * (n // 12),
    "links in a table": lambda n: "|a|\n|-|\n" + "|[a](goal:x)|\n" * (n // 14),
    "a wide table": lambda n: "|\n".join(cell * (n // 12) for cell in ("|a", "|-", "|[b](c)")),
    "quotes of links": lambda n: '[a](<b> "' * (n // 9),
    "refused": lambda n: "[a](x:y) " * (n // 9),
    "setext": lambda n: "a\n" * (n // 2) + "===",
}  # fmt: skip


def growth(effort, trap, size):
    """How many times the work grows where the text doubles."""
    small, large = (
        effort(lambda n=n: MARKDOWN.prose(TRAPS[trap](n), "a.md", 1)) for n in (size, 2 * size)
    )
    return large / small


@pytest.mark.parametrize("trap", TRAPS)
def test_no_text_takes_more_than_linear_work(effort, trap) -> None:
    assert growth(effort, trap, 2_000) < 3


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS)
def test_no_long_text_takes_more_than_linear_work(effort, trap) -> None:
    assert growth(effort, trap, 50_000) < 3
