"""Check-ins: what was told of the past, and is told otherwise or not at all now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from okrsite.model.change import ChangeName, GoalChange
from okrsite.model.goals import CheckIn, GoalKey
from okrsite.pipeline.compare.current_names import CurrentNames
from okrsite.pipeline.compare.fields import as_json, day_text

Told = tuple[CheckIn, dict[str, Any]]


def changed_checkins(
    before: Iterable[CheckIn], after: Iterable[CheckIn], names: CurrentNames
) -> Iterator[GoalChange]:
    """The check-ins that are new, gone, or say something else.

    One is the same where it says the same, in whatever file; else the one of the same objective,
    day and author, else that of the same objective and day, is what became of it.
    """
    gone = [(checkin, _told(checkin, names)) for checkin in before]
    new = [(checkin, _told(checkin, names)) for checkin in after]
    _, gone, new = _matched(gone, new, ("objective", "date", "author", "said"))
    for keys in (("objective", "date", "author"), ("objective", "date")):
        pairs, gone, new = _matched(gone, new, keys)
        yield from (
            _change("checkin_rewritten", now, _shown(old), _shown(now)) for old, now in pairs
        )
    yield from (_change("checkin_removed", old, _shown(old), None) for old in gone)
    yield from (_change("added", now, None, _shown(now)) for now in new)


def _matched(
    gone: list[Told], new: list[Told], keys: tuple[str, ...]
) -> tuple[list[tuple[Told, Told]], list[Told], list[Told]]:
    """The pairs that are alike in these facts, each check-in once, and what is left of both."""
    waiting: dict[bytes, list[Told]] = {}
    for told in new:
        waiting.setdefault(_key(told, keys), []).append(told)
    pairs: list[tuple[Told, Told]] = []
    left: list[Told] = []
    for told in gone:
        rivals = waiting.get(_key(told, keys))
        if rivals:
            pairs.append((told, rivals.pop(0)))
        else:
            left.append(told)
    taken = {id(now[0]) for _, now in pairs}
    return pairs, left, [told for told in new if id(told[0]) not in taken]


def _key(told: Told, keys: tuple[str, ...]) -> bytes:
    return msgspec.json.encode([told[1][key] for key in keys], order="sorted")


def _told(checkin: CheckIn, names: CurrentNames) -> dict[str, Any]:
    """What a check-in says, by the names that are in use after the change."""
    objective = names.names.get(("objective", checkin.objective), checkin.objective)

    def result(id_: str) -> str:
        return names.goal(GoalKey(objective, id_)).rpartition("#")[2]

    return {
        "objective": objective,
        "date": day_text(checkin.date),
        "author": names.name("person", checkin.author),
        "said": {
            "confidence": checkin.confidence,
            "values": {result(id_): as_json(value) for id_, value in checkin.values.items()},
            "results": {
                result(id_): {"confidence": note.confidence, "note": note.note.text}
                for id_, note in checkin.result_notes.items()
            },
            "note": checkin.note.text,
            "kudos": [[names.name("person", row.to), row.for_] for row in checkin.kudos],
            "visibility": checkin.visibility,
        },
    }


def _change(name: ChangeName, told: Told, before: Any, after: Any) -> GoalChange:
    checkin, facts = told
    return GoalChange(
        kind="checkin",
        id=facts["objective"],
        change=name,
        before=before,
        after=after,
        span=checkin.span,
    )


def _shown(told: Told) -> dict[str, Any]:
    facts = told[1]
    shown = {"date": facts["date"], "author": facts["author"], **facts["said"]}
    return {key: value for key, value in shown.items() if value not in (None, "", {}, [])}
