"""Fix: the files of a site as the edits of their findings leave them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.edit import Edit, Move, Replacement, Substitution
from okrsite.model.position import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


class FixedFiles(Struct, frozen=True):
    """The new bytes of the files that changed, and the new names of those that moved."""

    contents: dict[str, bytes] = {}
    moves: dict[str, str] = {}


def fixed(
    files: Mapping[str, bytes], findings: Iterable[Diagnostic], taken: Collection[str] = ()
) -> FixedFiles:
    """Apply what the findings say to the files that they are about; `taken` are paths of others.

    A finding is mended whole or not at all: where one of its edits touches what an earlier one
    changes, or stands in a file that is not given, it is left for another run. Line ends, a byte
    order mark and everything around the edits stay as they are.
    """
    chosen = _Chosen(files, taken)
    for finding in findings:
        chosen.add(finding.edits)
    contents = {path: edited(files[path], edits) for path, edits in chosen.by_path.items()}
    changed = {path: new for path, new in contents.items() if new != files[path]}
    return FixedFiles(changed, chosen.moves)


class _Chosen:
    """Edits that can be made together."""

    def __init__(self, files: Mapping[str, bytes], taken: Collection[str]) -> None:
        self.by_path: dict[str, list[Replacement]] = {}
        self.moves: dict[str, str] = {}
        self._files = files
        self._taken = taken
        self._all: set[Replacement | Move] = set()

    def add(self, edits: Iterable[Edit]) -> None:
        """Take the edits of a finding, all or none."""
        located = [self._located(edit) for edit in dict.fromkeys(edits)]
        new = [edit for edit in located if edit and edit not in self._all]
        if None in located or not all(map(self._is_possible, new)):
            return
        self._all.update(new)
        for edit in new:
            if isinstance(edit, Move):
                self.moves[edit.span.path] = edit.target
            else:
                insort(self.by_path.setdefault(edit.span.path, []), edit, key=_extent)

    def _located(self, edit: Edit) -> Replacement | Move | None:
        """A word as the stretch of text that it is; None where its line does not hold it."""
        if not isinstance(edit, Substitution):
            return edit
        path, line, column = edit.span.path, edit.span.line, edit.span.column
        text = self._files.get(path, b"").decode().removeprefix(_MARK)
        lines = [found[0] for found in _LINE.finditer(text)]
        word = re.compile(rf"(?<![\w-]){re.escape(edit.old)}(?![\w-])")
        last = len(lines) if edit.is_below else line
        for number, written in enumerate(lines[line - 1 : last], line):
            if found := word.search(written, column - 1 if number == line else 0):
                start, end = found.start() + 1, found.end() + 1
                return Replacement(Span(path, number, start), (number, end), edit.text)
        return None

    def _is_possible(self, edit: Replacement | Move) -> bool:
        if edit.span.path not in self._files:
            return False
        if isinstance(edit, Move):
            names = {*self._files, *self._taken, *self.moves.values()}
            return edit.target not in names and edit.span.path not in self.moves
        others = self.by_path.get(edit.span.path, [])
        place = bisect_left(others, _extent(edit), key=_extent)
        # They do not touch each other, so that only the neighbours can touch a new one.
        return not any(_overlap(edit, other) for other in others[max(place - 1, 0) : place + 1])


def _overlap(one: Replacement, other: Replacement) -> bool:
    (start, end), (from_, to) = _extent(one), _extent(other)
    # Two insertions at one place would have no order; one before what is replaced has.
    return (start < to and from_ < end) or start == end == from_ == to


def _extent(edit: Replacement) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.span.line, edit.span.column), edit.end


def edited(data: bytes, edits: list[Replacement]) -> bytes:
    """The bytes of a file after edits in order that do not touch each other."""
    text = data.decode()
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    lines = [found[0] for found in _LINE.finditer(text) if found[0]]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    newline = _newline(lines)

    def offset(place: tuple[int, int]) -> int:
        line, column = place
        return len(text) if line > len(lines) else starts[line - 1] + column - 1

    parts, position = [mark], 0
    for edit in edits:
        start, end = map(offset, _extent(edit))
        parts += text[position:start], edit.text.replace("\n", newline)
        position = end
    return "".join([*parts, text[position:]]).encode()


def _newline(lines: list[str]) -> str:
    """The line end that the file has, by its first line."""
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :] or "\n"
