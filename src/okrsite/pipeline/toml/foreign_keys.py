"""Foreign keys: what other tools keep in a field that has another place here, and which."""

from __future__ import annotations

import json
from typing import Any

_BELOW = "Write it as text below the second +++."
_WORKED_OUT = "Take it out: progress is worked out from the values of the key results."
_NO_PRIORITY = (
    "Take it out, or keep it in `tags`: what is less important waits as a draft, and a key result "
    "has a `weight`."
)
_DAYS = 'Take it out: the days are those of the cycle, such as cycle = "2026-q4".'
_SUPPORTS = 'Write supports = ["..."].'
_WORK = 'Write initiatives = [ { title = "..." } ]; work is shown and never counted.'
_TEXTS = ("description", "why", "rationale", "details", "summary", "comment", "comments", "body")
_TASKS = ("tasks", "actions", "todos", "projects", "activities")
_SHARES = ("progress", "projected", "projection", "percent", "percent_complete", "completion")
_ZONES = ("commit", "target", "stretch")

_OBJECTIVE = {
    **dict.fromkeys((*_TEXTS, "text", "note", "notes"), _BELOW),
    **dict.fromkeys(_SHARES, _WORKED_OUT),
    **dict.fromkeys(_TASKS, _WORK),
    **dict.fromkeys(("start_date", "end_date", "quarter", "period", "timeframe", "year"), _DAYS),
    **dict.fromkeys(
        ("parent", "parents", "aligned_to", "contributes_to"), 'Write supports = ["..."].'
    ),
    "priority": _NO_PRIORITY,
    "teams": 'Write team = "..." for its own, and with_teams = ["..."] for the others.',
    "backlog": 'Leave `cycle` out and write state = "draft".',
}
_KEY_RESULT = {
    **dict.fromkeys((*_TEXTS, "note", "notes", "definition", "how"), 'Write text = "...".'),
    **dict.fromkeys(_SHARES, "Take it out: progress is worked out from start, current and target."),
    **dict.fromkeys(_TASKS, _WORK),
    "priority": "Write `weight`: how much it counts beside the others.",
    "confidence": "It is told in a check-in: values = { ID = { value = ..., confidence = 7 } }.",
    "current_value": "Write `current`, or a value in a check-in.",
    "value": "Write `current`, or a value in a check-in.",
    "start_value": "Write `start`.",
    "target_value": "Write `target`.",
}
_CHECK_IN = {
    **dict.fromkeys((*_TEXTS, "text", "notes", "update"), 'Write note = "...".'),
    **dict.fromkeys(_SHARES, "Take it out: say the values reached and your `confidence`, 0 to 10."),
    "blockers": "Say it in the note.",
    "status": "Take it out: it is worked out; say how sure you are by `confidence`, 0 to 10.",
}
_PLACES: dict[str, dict[str, str]] = {
    "ObjectiveRow": _OBJECTIVE,
    "KeyResultRow": _KEY_RESULT,
    "CheckInRow": _CHECK_IN,
    "CheckInFileRow": {**_CHECK_IN, **dict.fromkeys((*_TEXTS, "text", "note", "notes"), _BELOW)},
    **dict.fromkeys(
        ("KpiRow", "TeamRow", "PersonRow", "CycleRow", "PageRow"),
        dict.fromkeys((*_TEXTS, "text", "note", "notes"), _BELOW),
    ),
}
_OWNED = ("ObjectiveRow", "KeyResultRow")


def place_of(key: str, table: dict[str, Any], row: str) -> str | None:
    """Where what a key holds goes, in a sentence; None where nobody knows.

    `row` is the name of the table's type, `table` what was written in it.
    """
    if key == "owners" and row in _OWNED:
        return people_help(table.get(key))
    if field_meant(key, row):
        zones = ", ".join(f"{name} = {_shown(table.get(name))}" for name in _ZONES)
        return f"Write zones = {{ {zones} }}."
    return _PLACES.get(row, {}).get(key.casefold().replace("-", "_").replace(" ", "_"))


def field_meant(key: str, row: str) -> str | None:
    """The field of which a key is a part, so that the field does not count as missing."""
    return "zones" if key in {"commit", "stretch"} and row == "KeyResultRow" else None


def is_told_with_another(key: str, table: dict[str, Any], row: str) -> bool:
    """Whether the finding about another key of the table tells of this one, too."""
    return key == "stretch" and field_meant(key, row) is not None and "commit" in table


def _shown(value: Any) -> str:
    return "..." if value is None else json.dumps(value, ensure_ascii=False, default=str)


def people_help(value: Any) -> str | None:
    """How several owners are written: the first answers for it, the others contribute."""
    names = [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
    if len(names) < 2:
        return None
    first, *others = (json.dumps(name, ensure_ascii=False) for name in names)
    return f"One person answers for it: owner = {first}, contributors = [{', '.join(others)}]."
