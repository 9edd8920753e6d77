"""Place: the file that a check-in goes to, and how it changes."""

from __future__ import annotations

from datetime import date
from itertools import chain, count
from pathlib import Path

from okrsite.commands.authoring.slug import slug
from okrsite.commands.changes import Changes
from okrsite.commands.checkin.entry import NewCheckIn, added_to, file_of
from okrsite.commands.errors import CommandError
from okrsite.model.forest import Forest
from okrsite.model.goals import Objective
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

_MARK = b"\xef\xbb\xbf"


def placed(root: Path, forest: Forest, entry: NewCheckIn, *, is_file: bool) -> Changes:
    """The change of files that writes a check-in: into its objective's file, or as one of its own.

    Raises `CommandError` for a check-in that says nothing, that its author has written already, or
    that the objective's file has no place for.
    """
    if entry.says_nothing:
        raise CommandError("this check-in says nothing", "Give --value, --confidence or --note.")
    refuse_second(forest, entry.objective, entry.author, entry.day)
    if is_file:
        return as_file(root, entry)
    path = entry.objective.span.path
    before = (root / path).read_bytes()
    return Changes({path: before}, {path: in_objective(path, before, entry)})


def refuse_second(forest: Forest, objective: Objective, author: str | None, day: date) -> None:
    """Raise `CommandError` where an author has checked in on a day already.

    Two who give no name may be two people.
    """
    for there in forest.checkins.get(objective.id, ()):
        if author and (there.date, there.author) == (day, author):
            raise CommandError(
                f"{author} checked in on {objective.id} on {day} already, at {there.span}",
                "Change what stands there; an author says one thing a day.",
            )


def as_file(root: Path, entry: NewCheckIn) -> Changes:
    """The check-in as a new file. Raises `CommandError` where one says the same already."""
    folder = f"content/checkins/{entry.objective.cycle or 'backlog'}"
    # With its author in the name, the files of two people never meet in a merge.
    stem = f"{folder}/{entry.day}-{entry.objective.id}-{slug(entry.author or '')}".rstrip("-")
    text = file_of(entry).encode()
    for path in chain([f"{stem}.md"], (f"{stem}-{number}.md" for number in count(2))):
        if not (root / path).exists():
            return Changes({path: None}, {path: text})
        if (root / path).read_bytes() == text:
            raise CommandError(f"{path} says the same already", "Nothing is written.")
    raise AssertionError(stem)


def in_objective(path: str, before: bytes, entry: NewCheckIn) -> bytes:
    """The bytes of an objective's file with the check-in in it.

    Raises `CommandError` where it has no place for one.
    """
    after = added_to(before.decode("utf-8-sig"), entry).encode()
    if before.startswith(_MARK):
        after = _MARK + after
    if not _is_read_back(path, before, after, entry):
        # Such as check-ins that stand in one list, `checkins = [ … ]`.
        raise CommandError(
            f"{path} has no place for another [[checkins]]",
            "--file writes the check-in into a file of its own.",
        )
    return after


def _is_read_back(path: str, before: bytes, after: bytes, entry: NewCheckIn) -> bool:
    """Whether the file, read as any other, now says just this one check-in more."""
    inside, read = (parse(path, data, Markdown(())).checkins for data in (before, after))
    return len(read) == len(inside) + 1 and read[-1].date == entry.day
