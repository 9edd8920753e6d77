"""Record: what one commit did, with all that is needed to tell who may know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from okrsite.model.change import GoalChange
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.goals import CheckIn, GoalKey, KeyResult, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.measure import Metric
from okrsite.model.names import Kind
from okrsite.model.people import Person
from okrsite.model.prose import Prose
from okrsite.model.settings import DefaultVisibility
from okrsite.pipeline.compare import compare
from okrsite.pipeline.compare.side import ComparedSide, is_broken, names_in_use
from okrsite.pipeline.naming import is_beside_kpi
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.visibility import is_unclear

Name = tuple[Kind, str]

# A table that was written anew is one event, and not thousands.
MOST_VALUES = 20


class FileChange(Struct, frozen=True):
    """A file that a commit changed: the ids of its bytes before and after, empty for none."""

    path: str
    before: str
    after: str


class RawCommit(Struct, frozen=True):
    """A commit as git tells it."""

    id: str
    parents: tuple[str, ...]
    day: date
    author: str
    message: str
    files: tuple[FileChange, ...]


class DocumentVersion(Struct, frozen=True, array_like=True):
    """How closed a document was before or after a commit.

    Attributes:
        kind: Its kind.
        names: Its id, its aliases, and of a person the name.
        visibility: What it said of itself: empty for the default of its kind, `unclear` where it
            could not be understood.
        needs: What it is hidden with: an objective's cycle, a check-in's objective.
    """

    kind: Kind
    names: tuple[str, ...]
    visibility: str = ""
    needs: tuple[Name, ...] = ()


class CommitRecord(Struct, frozen=True, array_like=True):
    """What a commit did, whoever may know.

    Attributes:
        id: The commit's id.
        day: The day of the commit.
        author: Who wrote it.
        message: The first line of its message.
        changes: What it changed.
        versions: The documents that it changed, as they were and as they became.
        defaults: The settings that say how closed everything else is, where it changed them.
    """

    id: str
    day: date
    author: str
    message: str
    changes: tuple[GoalChange, ...] = ()
    versions: tuple[DocumentVersion, ...] = ()
    defaults: tuple[DefaultVisibility, ...] = ()


class RawText(Markdown):
    """Texts as they were written: a comparison needs their words alone, and no HTML."""

    def prose(
        self,
        text: str,
        path: str,  # noqa: ARG002 - the place of what is wrong, and nothing is
        first_line: int,  # noqa: ARG002 - likewise
        first_column: int = 1,  # noqa: ARG002 - likewise
        *,
        anchors: bool = True,  # noqa: ARG002 - there are none
    ) -> tuple[Prose, tuple[Diagnostic, ...]]:
        """The text itself."""
        return Prose(text=text), ()

    @property
    def has_plugins(self) -> bool:
        """As if a plugin might give a meaning to anything, so that nothing is looked for."""
        return True


def record_of(
    commit: RawCommit,
    before: Iterable[Document],
    after: Iterable[Document],
    defaults: tuple[DefaultVisibility, ...] = (),
) -> CommitRecord:
    """The record of a commit, from the documents that it changed as they were and became."""
    old, new = tuple(before), tuple(after)
    changes = compare(_side(old), _side(new))
    return CommitRecord(
        commit.id,
        commit.day,
        commit.author,
        commit.message,
        tuple(_worth_keeping(changes)),
        tuple(dict.fromkeys(map(version_of, (*old, *new)))),
        defaults,
    )


def version_of(document: Document) -> DocumentVersion:
    """How closed a document is, and with what."""
    entity = document.entity
    names = (document.id, *getattr(entity, "aliases", ()))
    if entity is None or (not is_beside_kpi(document) and is_unclear(entity)):
        return DocumentVersion(document.kind, names, "unclear")
    visibility = getattr(entity, "visibility", None) or ""
    match entity:
        case Objective(cycle=str(cycle)):
            return DocumentVersion(document.kind, names, visibility, (("cycle", cycle),))
        case CheckIn():
            # Nothing refers to a check-in, so it is named by its file.
            needs: tuple[Name, ...] = (("objective", entity.objective),)
            return DocumentVersion(document.kind, (document.path,), visibility, needs)
        case Person():
            return DocumentVersion(document.kind, (*names, entity.title), visibility)
        case Kpi():
            return DocumentVersion(document.kind, names, visibility)
        case _ if is_beside_kpi(document):
            return DocumentVersion(document.kind, names, "public")
        case _:
            return DocumentVersion(document.kind, names, visibility)


def _worth_keeping(changes: Iterable[GoalChange]) -> Iterator[GoalChange]:
    """The changes without check-ins, which are told elsewhere, and without the bulk of tables."""
    values = 0
    for change in changes:
        if change.kind == "checkin" and change.change == "added":
            continue
        values += change.change.startswith("value_")
        if not change.change.startswith("value_") or values <= MOST_VALUES:
            yield change


def _side(documents: tuple[Document, ...]) -> ComparedSide:
    understood = [document for document in documents if not is_broken(document)]
    starts = {
        GoalKey(document.id, result.id): start
        for document in understood
        if isinstance(document.entity, Objective)
        for result in document.entity.key_results
        if (start := _first_value(result, document)) is not None
    }
    return ComparedSide(documents, starts=starts, present=names_in_use(documents))


def _first_value(result: KeyResult, document: Document) -> float | None:
    """The value that a key result without a start begins from: that of its first check-in."""
    if not isinstance(result.measure, Metric) or result.measure.start is not None or result.kpi:
        return None
    told = sorted(document.checkins, key=lambda checkin: checkin.date)
    values = (checkin.values.get(result.id) for checkin in told)
    return next((value for value in values if isinstance(value, float)), None)
