"""Findings on a terminal: the place, the sentence, the line, and a caret under the right letter."""

import sys
from collections.abc import Mapping
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import Severity
from okrsite.model.position import Span
from okrsite.pipeline.report import painted, plain, text
from okrsite.pipeline.report.styled_text import visible

GROW = "content/objectives/grow.md"


def finding(line: int, column: int, severity: Severity = "error", help_: str = "") -> Diagnostic:
    return Diagnostic("OKR101", severity, Span(GROW, line, column), "no such goal", help_)


def told(*findings: Diagnostic, files: Mapping[str, str] | None = None) -> str:
    return plain(text(findings, (files or {}).get))


def excerpt(line: str, column: int) -> tuple[str, str]:
    """The source line and the caret line, without the gutter."""
    lines = told(finding(1, column), files={GROW: line}).split("\n")
    return lines[3].removeprefix("  1 | "), lines[4].removeprefix("    | ")


def test_a_finding_reads_as_place_code_and_sentence() -> None:
    files = {GROW: 'title = "Grow"\nsupports = ["thrive"]\n'}
    assert told(finding(2, 13, help_="did you mean 'thrive-2026'?"), files=files) == (
        "Errors\n\n"
        f"{GROW}:2:13: OKR101 no such goal\n"
        '  2 | supports = ["thrive"]\n'
        "    |             ^\n"
        "  help: did you mean 'thrive-2026'?\n"
        "\n"
        "1 error\n"
    )


@pytest.mark.parametrize(
    ("before", "width"),
    [
        ('title = "', 9),
        ("größe = ", 8),
        ("größe = ".replace("ö", "o\u0308"), 8),
        ("目標 = ", 7),
        ("🎉 = ", 5),
        ("👩\u200d💻 = ", 5),
        ("👍🏽 = ", 5),
        ("❤\ufe0f = ", 5),
        ("\t= ", 6),
        ("\u202e= ", 3),
        ("\x1b[31m= ", 7),
    ],
)
def test_the_caret_stands_under_the_character(before: str, width: int) -> None:
    shown, caret = excerpt(f"{before}x", len(before) + 1)
    assert caret == " " * width + "^"
    assert shown.endswith("x")


def test_nothing_from_a_file_reaches_the_terminal_as_a_command() -> None:
    shown, _ = excerpt("title = \x1b]0;owned\x07 \u202egnp", 1)
    assert shown == "title = \ufffd]0;owned\ufffd \ufffdgnp"


def test_a_long_line_is_cut_around_the_caret() -> None:
    shown, caret = excerpt("a" * 500 + "X" + "b" * 500, 501)
    assert len(shown) < 120
    assert shown[caret.index("^")] == "X"


def test_lines_are_counted_alike_with_every_line_end() -> None:
    unix = told(finding(2, 1), files={GROW: "one\ntwo\n"})
    assert told(finding(2, 1), files={GROW: "\ufeffone\r\ntwo\r\n"}) == unix


@pytest.mark.parametrize("line", [2, 9])
def test_where_there_is_no_line_to_show_only_the_sentence_stands(line: int) -> None:
    lines = told(finding(line, 1), files={GROW: "one\n"}).split("\n")
    assert lines[2:] == [f"{GROW}:{line}:1: OKR101 no such goal", "", "1 error", ""]


def test_severities_are_grouped_and_counted() -> None:
    some = [finding(1, 1, "signal"), finding(2, 1, "warning"), finding(3, 1), finding(4, 1)]
    out = told(*some)
    heads = [out.index(head) for head in ("Errors\n", "Warnings\n", "Signals\n")]
    assert heads == sorted(heads)
    assert "Hints" not in out
    assert out.endswith("\n2 errors, 1 warning, 1 signal\n")


def test_a_finding_told_twice_is_shown_once_and_counted_once() -> None:
    assert told(finding(1, 1), finding(1, 1)).endswith("\n1 error\n")


def test_no_finding_is_said_too() -> None:
    assert told() == "No findings\n"


def test_colour_adds_to_the_words_and_changes_none() -> None:
    pieces = text([finding(1, 1, help_="mend it")], lambda _: "one")
    without = painted(pieces)
    for code in {part.split("m")[0] for part in without.split("\x1b[")[1:]}:
        without = without.replace(f"\x1b[{code}m", "")
    assert without == plain(pieces)
    assert painted(pieces) != plain(pieces)


@given(st.text())
def test_what_is_shown_holds_no_control_character(line: str) -> None:
    assert not any(category(character) == "Cc" for character in visible(line))


def test_of_a_line_without_end_only_the_surroundings_of_each_finding_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at = []

    def counted(shown: str) -> str:
        looked_at.append(len(shown))
        return visible(shown)

    monkeypatch.setattr(sys.modules["okrsite.pipeline.report.text"], "visible", counted)
    findings = [finding(1, 6 * number + 1) for number in range(100)]
    assert "…" in told(*findings, files={GROW: "wrong " * 100_000})
    assert max(looked_at) < 1000
