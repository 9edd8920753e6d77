"""States: a site at two moments, read and judged as far as a comparison needs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from okrsite.effects.clock import today_in
from okrsite.effects.documents import strays_as_documents
from okrsite.effects.git import Repository
from okrsite.effects.parallel import parallel_map, processors
from okrsite.effects.reference_index import reference_index
from okrsite.effects.snapshots import SiteSnapshot, read_objects
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.settings import Settings
from okrsite.pipeline.compare.difference import SiteDifference, difference
from okrsite.pipeline.compare.neighbourhood import neighbourhood
from okrsite.pipeline.compare.state import SiteFiles, SiteState, state_of
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import PATH as SETTINGS
from okrsite.pipeline.settings import read_settings

# A second process costs about as much as reading this many files.
MIN_PER_WORKER = 60
_decode = msgspec.msgpack.Decoder(Document).decode

Files = Mapping[tuple[str, str], Document]
ReadSettings = tuple[Settings, tuple[Diagnostic, ...]]


class ComparisonRequest(Struct, frozen=True):
    """Which states are compared, for whom and on which day.

    Attributes:
        repository: What has the objects.
        base: The first state.
        head: The second state.
        extensions: What reads and judges both.
        audience: Who may see the answer.
        today: The day to judge on; None for that of the settings, else the clock's.
        cache: The site's folder, in which something may be remembered; None for nowhere.
        trusted: The settings that both states are read by, with what is to be told of them; None
            for each state's own.
    """

    repository: Repository
    base: SiteSnapshot
    head: SiteSnapshot
    extensions: Extensions
    audience: Visibility
    today: date | None = None
    cache: Path | None = None
    trusted: ReadSettings | None = None


def compared(asked: ComparisonRequest, *, is_shallow: bool) -> SiteDifference:
    """The difference of two states. Raises what reading them raises."""
    snapshots = (asked.base, asked.head)
    settings = _both_settings(asked, snapshots)
    changed = _changed(*snapshots)
    paths = _needed(asked, settings, changed)
    files = _parsed(asked, paths)
    day = asked.today or settings[1][0].build.today
    today = day or today_in(settings[1][0].site.timezone)
    before, after = (
        _state(asked, snapshot, own, today, files, paths)
        for snapshot, own in zip(snapshots, settings, strict=True)
    )
    narrowed = asked.audience != "confidential"
    return difference(before, after, changed, is_shallow=is_shallow, narrowed=narrowed)


def _both_settings(
    asked: ComparisonRequest, snapshots: tuple[SiteSnapshot, SiteSnapshot]
) -> list[ReadSettings]:
    """The settings of both states; where others are trusted, what is told of these is new."""
    if asked.trusted is not None:
        return [(asked.trusted[0], ()), asked.trusted]
    return [_settings(asked.repository, snapshot, snapshots) for snapshot in snapshots]


def _settings(
    repository: Repository, snapshot: SiteSnapshot, snapshots: tuple[SiteSnapshot, SiteSnapshot]
) -> ReadSettings:
    object_id = snapshot.object_ids.get(SETTINGS)
    if object_id is None:
        return read_settings(b"")
    contents = read_objects(repository, snapshots, [object_id])
    return read_settings(contents.get(object_id, b""))


def _changed(base: SiteSnapshot, head: SiteSnapshot) -> frozenset[str]:
    """The documents that are not the same in both."""
    documents = {*base.documents, *head.documents}
    return frozenset(
        path for path in documents if base.object_ids.get(path) != head.object_ids.get(path)
    )


def _needed(
    asked: ComparisonRequest, settings: list[ReadSettings], changed: frozenset[str]
) -> frozenset[str]:
    """The documents to read: all of them where the settings say something else of all."""
    snapshots = (asked.base, asked.head)
    if _judgement(settings[0][0]) != _judgement(settings[1][0]):
        return frozenset(path for one in snapshots for path in one.documents)
    if not changed:
        return frozenset()
    index = reference_index(asked.repository, asked.cache, snapshots)
    return neighbourhood(index, changed)


def _judgement(settings: Settings) -> tuple[object, ...]:
    """The settings by which goals are read, scored and judged."""
    return (
        settings.calendar,
        settings.scoring,
        settings.rules,
        settings.site.default_visibility,
        {name: source.settings for name, source in settings.sources.items()},
        settings.plugins.keys(),
    )


def _parsed(asked: ComparisonRequest, paths: frozenset[str]) -> Files:
    """The documents at paths, each once where both states have the same bytes."""
    snapshots = (asked.base, asked.head)
    keys = sorted(
        {
            (path, one.object_ids[path])
            for one in snapshots
            for path in paths & one.object_ids.keys()
        }
    )
    contents = read_objects(asked.repository, snapshots, {object_id for _, object_id in keys})
    markdown = Markdown(tuple(asked.extensions.markdown.values()))

    def read(key: tuple[str, str]) -> bytes:
        path, object_id = key
        return msgspec.msgpack.encode(parse(path, contents.get(object_id, b""), markdown))

    rows = parallel_map(
        read, keys, processors(), min_per_worker=MIN_PER_WORKER, name=lambda key: key[0]
    )
    return dict(zip(keys, map(_decode, rows), strict=True))


def _state(
    asked: ComparisonRequest,
    snapshot: SiteSnapshot,
    settings: ReadSettings,
    today: date,
    files: Files,
    paths: frozenset[str],
) -> SiteState:
    """A state as the audience sees it, made of the documents at the paths."""
    documents = tuple(
        files[path, snapshot.object_ids[path]] for path in snapshot.documents if path in paths
    )
    content = SiteFiles(
        settings[0],
        documents,
        strays_as_documents(snapshot.discovered.strays, documents),
        snapshot.discovered.assets,
        (*settings[1], *snapshot.findings),
    )
    return state_of(snapshot.name, content, asked.extensions, asked.audience, today)
