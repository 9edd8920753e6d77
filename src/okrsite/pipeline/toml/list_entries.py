"""List entries: headers with a bracket too few, and entries that a merge ran together."""

from __future__ import annotations

from okrsite.pipeline.toml.mends import SETTING
from okrsite.pipeline.toml.structure_mend import (
    HEADER,
    LISTS,
    LineChange,
    StructureMend,
    plain_lines,
)

# What only the beginning of an entry says, so that a second one begins another entry.
_FIRST_KEYS = frozenset({"id", "date", "author", "since", "rule"})


def header_of_list(text: str, line: int) -> StructureMend | None:
    """All headers of a list that were written with one bracket, or with a name of their own."""
    lines = text.split("\n")
    found = HEADER.match(lines[line - 1])
    if not found or found["name"] not in LISTS:
        return None
    name, wrong = found["name"], {}
    for number in plain_lines(text):
        header = HEADER.match(lines[number - 1])
        if header and header["name"] == name and (header["open"] == "[" or header["below"]):
            wrong[number] = header["below"] if header["open"] == "[" else None
    if not wrong:
        return None
    changes, reading = [], {}
    for number, own in wrong.items():
        written = lines[number - 1]
        reading[number] = f"[[{name}]]"
        has_id = own is None or _has_key(lines, number, "id")
        new = f"[[{name}]]" if has_id else f'[[{name}]]\nid = "{own}"'
        changes.append(LineChange((number, 1), (number, len(written) + 1), new))
    first = min(wrong)
    written = lines[first - 1].strip()
    message = f"{written} makes one table, and there are several {LISTS[name]}s"
    help_ = f"Write [[{name}]] with two brackets on each side above each of them."
    return StructureMend(first, 1, message, help_, reading, tuple(changes))


def _has_key(lines: list[str], header: int, key: str) -> bool:
    for written in lines[header:]:
        if HEADER.match(written):
            return False
        if (found := SETTING.match(written)) and found["key"].strip() == key:
            return True
    return False


def second_entry(text: str, line: int) -> StructureMend | None:
    """An entry of a list whose header was lost, as when a merge keeps both sides."""
    lines = text.split("\n")
    plain = plain_lines(text)
    header = next((n for n in reversed(plain) if n < line and HEADER.match(lines[n - 1])), None)
    found = HEADER.match(lines[header - 1]) if header else None
    if header is None or not found or found["open"] != "[[" or found["name"] not in LISTS:
        return None
    following = (n for n in plain if n > line and HEADER.match(lines[n - 1]))
    end = next(following, len(lines) + 1)
    settings = {
        n: setting["key"].strip()
        for n in plain
        if header < n < end and (setting := SETTING.match(lines[n - 1]))
    }
    first = {key: n for n, key in settings.items() if n < line}
    second = {key: n for n, key in reversed(settings.items()) if n >= line}
    doubled = first.keys() & second.keys()
    if len(doubled) < 2 and not doubled & _FIRST_KEYS:
        return None
    return _parted(lines, (line, end), found["name"], first, second)


def _parted(
    lines: list[str],
    extent: tuple[int, int],
    name: str,
    first: dict[str, int],
    second: dict[str, int],
) -> StructureMend:
    """Two entries in one, parted at the line from which the second one goes to an end."""
    line, end = extent
    entry = f"[[{name}]]"
    shared = ""
    if name == "checkins" and "date" not in second and "date" in first:
        shared = lines[first["date"] - 1].strip()
    above = f"{entry}\n{shared}\n" if shared else f"{entry}\n"
    message = f"a second {LISTS[name]} begins here, as after a merge that kept both sides"
    wanted = f"{entry} and {shared}" if shared else entry
    help_ = f"Put {wanted} above this line."
    # What only the second has may be of both, and the merge wrote it once.
    is_sure = second.keys() <= first.keys() and not first.keys() <= {"date", "author"}
    changes = (LineChange((line, 1), (line, 1), f"\n{above}"),) if is_sure else ()
    reading = dict.fromkeys(range(line, min(end, len(lines) + 1)), "")
    return StructureMend(line, 1, message, help_, reading, changes)
