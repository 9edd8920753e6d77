"""After each save the terminal tells what is new of it."""

import pytest

from okrsite.commands.serve.outcome import known_after, outcome_of, page_teller
from okrsite.effects.preview.live_state import Snapshot
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.position import Span

FILES = {"index.html": bytes, "kpis.html": bytes}
WARNING = Diagnostic("OUR001", "warning", Span("content/kpis/uptime.md", 3, 8), "it is monthly")
MOVED = Diagnostic("OUR001", "warning", Span("content/kpis/uptime.md", 5, 8), "it is monthly")
HINT = Diagnostic("OUR002", "hint", Span("content/kpis/uptime.md", 2, 1), "it is long")
SIGNAL = Diagnostic("OUR003", "signal", Span("content/kpis/uptime.md", 2, 1), "it is late")
ERROR = Diagnostic("OKR101", "error", Span("content/kpis/uptime.md", 2, 1), "there is no 'ada'")


def told(*snapshots: Snapshot) -> list[list[str]]:
    """The lines for each of several snapshots, one after the other."""
    known, lines = None, []
    for snapshot in snapshots:
        lines.append(list(outcome_of(snapshot, known)))
        known = known_after(snapshot, known)
    return lines


def test_a_site_without_findings_is_on_show() -> None:
    assert told(Snapshot(FILES)) == [["2 pages and files are on show."]]


def test_at_the_start_findings_are_counted_and_signals_are_not() -> None:
    assert told(Snapshot(FILES, (WARNING, HINT, SIGNAL))) == [
        ["2 pages and files are on show; `okrsite check` tells 1 warning, 1 hint."]
    ]


def test_a_warning_is_told_by_the_save_that_brings_it_and_not_again() -> None:
    before, after = Snapshot(FILES), Snapshot(FILES, (WARNING,))
    moved = Snapshot(FILES, (MOVED,))
    count = "2 pages and files are on show; `okrsite check` tells 1 warning."
    assert told(before, after, moved)[1:] == [[str(WARNING), count], [count]]


def test_what_is_known_outlives_an_error() -> None:
    good = Snapshot(FILES, (WARNING,))
    first, broken, again = told(good, Snapshot(FILES, (ERROR,)), good)
    assert broken == [str(ERROR)]
    assert again == first


def test_the_author_is_told_what_the_audience_is_not() -> None:
    assert told(Snapshot(FILES, withheld=(ERROR,))) == [[str(ERROR)]]
    assert str(WARNING) in told(Snapshot(FILES), Snapshot(FILES, withheld=(WARNING,)))[1]


def test_many_new_ones_are_cut_short() -> None:
    many = tuple(
        Diagnostic("OUR001", "warning", Span(f"content/kpis/{number}.md"), "it is monthly")
        for number in range(13)
    )
    lines = told(Snapshot(FILES), Snapshot(FILES, many))[1]
    assert lines[10:] == [
        "and 3 more",
        "2 pages and files are on show; `okrsite check` tells 13 warnings.",
    ]


def test_a_failure_is_told_with_its_cause() -> None:
    failed = Snapshot(FILES, failure="The site cannot be made", cause="KeyError: 'x'")
    assert told(failed) == [["The site cannot be made: KeyError: 'x'"]]


def test_what_a_page_says_cannot_take_the_terminal_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page_teller(is_quiet=False)([Diagnostic("OKR631", "warning", Span("a.toml"), "no \x1b[2J")])
    assert capsys.readouterr().err == "a.toml:1:1: OKR631 no \N{REPLACEMENT CHARACTER}[2J\n"
