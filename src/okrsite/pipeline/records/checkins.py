"""Records of check-ins."""

from datetime import date

from msgspec import Struct

from okrsite.model.forest import Forest
from okrsite.model.goals import CheckIn, CheckInValue


class KudosRecord(Struct, frozen=True, rename={"for_": "for"}):
    """Thanks to a colleague, for something."""

    to: str
    for_: str


class ResultNoteRecord(Struct, frozen=True):
    """What a check-in says of one key result beside its value; `note` is without markup."""

    confidence: float | None
    note: str


class CheckInRecord(Struct, frozen=True, kw_only=True):
    """How a goal stood on a day; `note` is its text without markup."""

    objective: str
    date: date
    author: str | None
    confidence: float | None
    values: dict[str, CheckInValue]
    note: str
    kudos: tuple[KudosRecord, ...]
    result_notes: dict[str, ResultNoteRecord]


def checkin_record(checkin: CheckIn) -> CheckInRecord:
    """A check-in, its note without markup."""
    return CheckInRecord(
        objective=checkin.objective,
        date=checkin.date,
        author=checkin.author,
        confidence=checkin.confidence,
        values=dict(checkin.values),
        note=checkin.note.text,
        kudos=tuple(KudosRecord(thanks.to, thanks.for_) for thanks in checkin.kudos),
        result_notes={
            id_: ResultNoteRecord(said.confidence, said.note.text)
            for id_, said in checkin.result_notes.items()
        },
    )


def checkins_in_order(forest: Forest) -> list[CheckIn]:
    """All check-ins, the oldest first; those of one day in order of their objectives."""
    every = [checkin for checkins in forest.checkins.values() for checkin in checkins]
    return sorted(every, key=lambda checkin: (checkin.date, checkin.objective, checkin.span))
