"""Markdown: a difference as one comment of a pull request, short, the worst first.

Whatever an author wrote is text there and nothing else: no markup, no HTML, no mention of a person
or an issue, no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from okrsite.model.change import GoalChange, subject_of, subject_of_effect
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.compare.difference import SiteDifference
from okrsite.pipeline.compare.reports.sentences import (
    HEADINGS,
    effect_sentence,
    grouped,
    name_of,
    sentence,
    shortened,
    summary,
)
from okrsite.pipeline.report.styled_text import visible

# By this line a recipe finds the comment that it made before.
MARK = "<!-- okrsite diff -->"
# GitHub takes 65,536 characters; what a row and the end of a part need is left free.
LARGEST = 60_000
# Of one text of an author, with two values of a change in it.
LONGEST = 240
# Rows of a heading that everybody sees; the others are folded.
SHOWN = 10

# What means something within a line; no text of an author begins one.
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#!|~&$^@]")
# Forges look for these in the text that a reader sees; a joiner of no width keeps them apart.
_MENTIONS = re.compile(r"([@#!~%&$])(?=\w)|(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?<=GH)(?=-\d)")
_FOLDERS = {"objective": "objectives", "key_result": "objectives", "checkin": "objectives"}
_PAGES = {"kpi": "kpis", "team": "teams", "person": "people", "cycle": "cycles"}


def difference_markdown(found: SiteDifference, preview: str = "") -> str:
    """A difference as Markdown of at most 65,536 characters.

    `preview` is the address of a site made of the second state, whose pages are linked. Paths are
    those from the repository's first folder, as a forge shows them.
    """
    comment = _Comment()
    comment.add(MARK, "### What this does to the goals", "", f"{summary(found)}.", "")
    for path, side in found.unread:
        comment.row(
            f"{_code(found.place + path)} has mistakes in {_text(side)}; its changes are not told."
        )
    if found.is_shallow:
        comment.add("", "The clone is shallow: older commits are not in it.")
    *worst, others = HEADINGS
    groups = dict(grouped(found.changes))
    for heading in worst:
        rows = [_change(change, found, preview) for change in groups.get(heading, ())]
        comment.section(heading, rows)
    rows = [_change(change, found, preview) for change in groups.get(others, ())]
    comment.folded(others, rows)
    comment.folded("Progress, confidence and health", list(_effects(found, preview)))
    comment.folded("New findings", _findings(found.new, found.place))
    comment.folded("Findings that are gone", _findings(found.gone, found.place))
    return comment.text()


class _Comment:
    """The lines of a comment, as many as there is room for."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._room = LARGEST

    def add(self, *lines: str) -> None:
        self._lines += lines
        self._room -= sum(len(line) + 1 for line in lines)

    def row(self, text: str) -> bool:
        """Add an item of a list; False where there is no room for it."""
        has_room = len(text) < self._room
        if has_room:
            self.add(f"- {text}")
        return has_room

    def section(self, heading: str, rows: list[str]) -> None:
        """A heading with its first rows, the others folded."""
        if rows:
            self.add("", f"**{heading}**", "")
            self._rows(rows[:SHOWN])
            self.folded(f"More: {heading.lower()}", rows[SHOWN:])

    def folded(self, heading: str, rows: list[str]) -> None:
        """Rows that are seen when somebody asks for them."""
        if rows:
            self.add("", f"<details><summary>{heading} ({len(rows)})</summary>", "")
            self._rows(rows)
            self.add("", "</details>")

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def _rows(self, rows: list[str]) -> None:
        written = 0
        for row in rows:
            if not self.row(row):
                break
            written += 1
        if written < len(rows):
            self.add(f"- and {len(rows) - written} more; `--format json` has them all")


def _change(change: GoalChange, found: SiteDifference, preview: str) -> str:
    subject = subject_of(change)
    title = found.titles.get(subject, "") if subject else ""
    name = _linked(change, preview)
    told = f"{name} {_text(title)}: {_text(sentence(change))}"
    users = found.users.get(subject, ()) if subject and change.change == "removed" else ()
    relied = f"; relied on by {_code(', '.join(users))}" if users else ""
    return f"{told}{relied} ({_code(f'{found.place}{change.span.path}:{change.span.line}')})"


def _linked(change: GoalChange, preview: str) -> str:
    """What a change is about, with a link to its page where there is a preview of it."""
    name = _text(name_of(change.kind, change.id, change.key_result))
    folder = _FOLDERS.get(change.kind) or _PAGES.get(change.kind)
    if not preview or folder is None or change.change == "removed":
        return f"**{name}**"
    return f"[{name}](<{_page(preview, folder, change.id)}>)"


def _page(preview: str, folder: str, id_: str) -> str:
    return f"{preview.rstrip('/')}/{folder}/{quote(id_)}.html"


def _effects(found: SiteDifference, preview: str) -> Iterator[str]:
    for effect in found.effects:
        title = found.titles.get(subject_of_effect(effect), "")
        name = _text(name_of(effect.kind, effect.id, effect.key_result))
        if preview:
            folder = "kpis" if effect.kind == "kpi" else "objectives"
            name = f"[{name}](<{_page(preview, folder, effect.id)}>)"
        yield f"{name} {_text(title)}: {_text(effect_sentence(effect))}"


def _findings(findings: tuple[Diagnostic, ...], place: str) -> list[str]:
    return [
        f"{finding.code} {_text(finding.message)} ({_code(f'{place}{finding.span}')})"
        for finding in findings
    ]


def _text(text: str) -> str:
    """A text of an author that no forge takes for anything else."""
    plain = _MENTIONS.sub(
        lambda found: f"{found[0]}\N{WORD JOINER}", visible(shortened(text, LONGEST))
    )
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", plain)


def _code(text: str) -> str:
    """A path or an address, in the letters of code, in which nothing is a mention."""
    return f"<code>{_text(text)}</code>"
