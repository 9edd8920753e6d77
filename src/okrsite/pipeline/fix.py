"""Fix: the files of a site as the edits of their findings leave them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.edit import Edit, Move, Replacement

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
    chosen: dict[Edit, None] = {}
    for finding in findings:
        new = [edit for edit in finding.edits if edit not in chosen]
        if all(_is_possible(edit, files, taken, chosen) for edit in new):
            chosen |= dict.fromkeys(new)
    moves = {edit.span.path: edit.target for edit in chosen if isinstance(edit, Move)}
    by_path: dict[str, list[Replacement]] = {}
    for edit in chosen:
        if isinstance(edit, Replacement):
            by_path.setdefault(edit.span.path, []).append(edit)
    contents = {path: _edited(files[path], edits) for path, edits in by_path.items()}
    changed = {path: new for path, new in contents.items() if new != files[path]}
    return FixedFiles(changed, moves)


def _is_possible(
    edit: Edit, files: Mapping[str, bytes], taken: Collection[str], chosen: Iterable[Edit]
) -> bool:
    if edit.span.path not in files:
        return False
    if isinstance(edit, Move):
        moved = {edit.span.path, edit.target}
        return (
            edit.target not in files
            and edit.target not in taken
            and not any(
                isinstance(other, Move) and moved & {other.span.path, other.target}
                for other in chosen
            )
        )
    return not any(isinstance(other, Replacement) and _overlap(edit, other) for other in chosen)


def _overlap(one: Replacement, other: Replacement) -> bool:
    if one.span.path != other.span.path:
        return False
    (start, end), (from_, to) = _extent(one), _extent(other)
    # Two insertions at one place would have no order.
    return (start < to and from_ < end) or start == from_


def _extent(edit: Replacement) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.span.line, edit.span.column), edit.end


def _edited(data: bytes, edits: list[Replacement]) -> bytes:
    """The bytes of a file after edits that do not touch each other."""
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

    for edit in sorted(edits, key=_extent, reverse=True):
        start, end = map(offset, _extent(edit))
        text = text[:start] + edit.text.replace("\n", newline) + text[end:]
    return (mark + text).encode()


def _newline(lines: list[str]) -> str:
    """The line end that the file has, by its first line."""
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :] or "\n"
