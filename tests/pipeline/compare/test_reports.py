"""How a difference is told: nothing that an author wrote gets out of its place."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text
from okrsite.model.change import GoalChange
from okrsite.model.position import Span
from okrsite.pipeline.compare.difference import SiteDifference
from okrsite.pipeline.compare.reports.json import difference_json
from okrsite.pipeline.compare.reports.markdown import MARK, difference_markdown
from okrsite.pipeline.compare.reports.sentences import sentence
from okrsite.pipeline.compare.reports.text import difference_text
from okrsite.pipeline.report import plain

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=y> [click](https://evil.example) "
    "@everyone #1 GH-12 !7 `code` **bold** https://evil.example www.evil.example a@evil.example "
    "| table | </details> &lt;b&gt; $x$ ~~gone~~ \\ \u202eright to left"
)


def changed(title, number=1):
    return GoalChange(
        kind="objective",
        id=f"goal-{number}",
        change="title",
        before="Before",
        after=title,
        span=Span(f"content/objectives/goal-{number}.md"),
    )


def test_a_text_of_an_author_is_text_in_markdown_and_nothing_else() -> None:
    for start in range(0, len(HOSTILE), 7):
        found = SiteDifference(base="main", head="HEAD", changes=(changed(HOSTILE[start:]),))
        written = difference_markdown(found)
        shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written)
        for tag in re.findall(r"</?(\w+)", shown):
            assert tag in {"h3", "p", "details", "summary", "ul", "li", "strong", "code"}
        text = html.unescape(re.sub(r"<[^>]+>|<!--.*?-->", "", shown))
        assert not re.search(r"[@#!](?=\w)|://|www\.|GH-\d", text)
        assert "\u202e" not in written


def test_a_comment_is_never_larger_than_a_forge_takes() -> None:
    changes = tuple(changed("<" * 5000, number) for number in range(5000))
    written = difference_markdown(SiteDifference(base="main", head="HEAD", changes=changes))
    assert len(written) < 65_536
    assert "more; `--format json` has them all" in written
    assert written.count("<details>") == written.count("</details>")
    assert written.startswith(MARK)


def test_the_first_rows_are_shown_and_the_others_folded(diff) -> None:
    eased = tuple(
        GoalChange(
            kind="key_result",
            id=f"goal-{number}",
            key_result="a",
            change="target",
            before=4,
            after=5,
            direction="eased",
            span=Span("content/objectives/goal.md"),
        )
        for number in range(12)
    )
    written = difference_markdown(SiteDifference(base="main", head="HEAD", changes=eased))
    shown, _, folded = written.partition("<details>")
    assert (shown.count("→ 5, eased"), folded.count("→ 5, eased")) == (10, 2)


@pytest.mark.parametrize("form", [difference_json, difference_markdown])
def test_what_a_terminal_would_obey_reaches_none(form, diff) -> None:
    checkins = CHECKIN.replace("The night shift has started.", "\\u001b[31mred\\u0007")
    found = diff({OBJECTIVE: objective_text("Red \\u001b[31m", checkins=checkins)})
    assert "\x1b" not in form(found)
    assert "\x1b" not in plain(difference_text(found))


def test_nothing_is_said_in_a_sentence_where_nothing_changed(diff) -> None:
    assert plain(difference_text(diff({}))) == (
        "From main to HEAD\n\nNothing that the goals are made of has changed.\n"
    )


def test_a_range_is_told_by_its_bounds() -> None:
    moved = GoalChange(
        kind="kpi",
        id="churn",
        change="range",
        before={"min": None, "max": 5.0},
        after={"min": 2.0, "max": 7.0},
        direction="eased",
        span=Span("content/kpis/churn.md"),
    )
    told = plain(difference_text(SiteDifference(base="main", head="HEAD", changes=(moved,))))
    assert "range at most 5 → 2 to 7, eased" in told


def test_values_of_every_kind_are_told_in_a_line() -> None:
    told = {
        "none → 4": (None, 4),
        "at most 5 → 2 to 7": ({"min": None, "max": 5}, {"min": 2, "max": 7}),
        "2026-10-01 to 2026-12-31 → none": ({"start": "2026-10-01", "end": "2026-12-31"}, None),
        "First → First, Second": ([{"title": "First"}], [{"title": "First"}, {"title": "Second"}]),
        "a 1 → a 2, b \N{MINUS SIGN}1": ({"a": 1}, {"a": 2, "b": -1}),
    }
    for expected, (before, after) in told.items():
        change = GoalChange(
            kind="kpi", id="a", change="range", before=before, after=after, span=Span("a")
        )
        assert sentence(change) == f"range {expected}"
