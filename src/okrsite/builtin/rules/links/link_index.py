"""Link index: where the inner links of the texts lead."""

from collections.abc import Iterator
from functools import cached_property
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from msgspec import Struct

from okrsite.api import Forest, Kind, Link, Objective, Subject, Visibility
from okrsite.pipeline.suggest import Guesses
from okrsite.pipeline.texts import Entity, WrittenText, entities, level, linking_texts


class LinkTarget(Struct, frozen=True):
    """A document that a link may lead to; `entity` is None where nobody could read all of it."""

    subject: Subject
    visibility: Visibility | None = None
    entity: Entity | None = None

    def lacks(self, anchor: str) -> bool:
        """Whether it surely has no such anchor: neither a heading nor a key result."""
        return self.entity is not None and anchor not in anchors_of(self.entity)


class LinkAddress(Struct, frozen=True):
    """A link's target taken apart: `goal`, `kpi` or, for a path from the site's root, `file`."""

    scheme: str
    name: str
    anchor: str


class LinkIndex(Struct, frozen=True, dict=True):
    """Every document of a forest that a link may lead to; each table is made on its first use."""

    forest: Forest

    @cached_property
    def guesses(self) -> Guesses:
        """What was meant by addresses that lead nowhere."""
        return Guesses()

    @cached_property
    def paths(self) -> dict[str, LinkTarget]:
        """The documents by their paths."""
        forest = self.forest
        paths = {path: LinkTarget(subject) for path, subject in forest.unread.items()}
        for kind, entity in entities(forest):
            paths[entity.span.path] = self._target(kind, entity)
        for id_, checkins in forest.checkins.items():
            for checkin in checkins:
                paths.setdefault(checkin.span.path, LinkTarget(Subject("objective", id_)))
        for id_, series in forest.series.items():
            paths.setdefault(series.span.path, LinkTarget(Subject("kpi", id_)))
        return paths

    @cached_property
    def subjects(self) -> dict[tuple[Kind, str], LinkTarget]:
        """The documents by what they are about."""
        subjects = {
            (target.subject.kind, target.subject.id): target for target in self.paths.values()
        }
        for kind, entity in entities(self.forest):
            subjects[kind, entity.id] = self.paths[entity.span.path]
        return subjects

    def find(self, address: LinkAddress) -> LinkTarget | None:
        """The document that an address leads to, if there is one."""
        if address.scheme == "file":
            return self.paths.get(address.name)
        kind: Kind = "objective" if address.scheme == "goal" else "kpi"
        id_ = self.forest.aliases.get(kind, {}).get(address.name, address.name)
        # The tables of all documents are made only where an address is not that of a known goal.
        known = self.forest.objectives if kind == "objective" else self.forest.kpis
        if entity := known.get(id_):
            return self._target(kind, entity)
        return self.subjects.get((kind, id_))

    def near(self, address: LinkAddress) -> str:
        """`; did you mean '...'?` for the closest target that does exist, or nothing.

        Nothing, too, for the last of very many addresses that lead nowhere.
        """
        return self.guesses.near(address.name, lambda: self._known(address))

    def _target(self, kind: Kind, entity: Entity) -> LinkTarget:
        whole = None if entity.span.path in self.forest.unread else entity
        return LinkTarget(Subject(kind, entity.id), level(entity), whole)

    def _known(self, address: LinkAddress) -> set[str]:
        if address.scheme == "file":
            ending = splitext(address.name)[1]
            return {path for path in {*self.paths, *self.forest.assets} if path.endswith(ending)}
        kind = "objective" if address.scheme == "goal" else "kpi"
        return {id_ for known, id_ in self.subjects if known == kind}


def inner_links(forest: Forest, mark: str = "") -> Iterator[tuple[WrittenText, Link, LinkAddress]]:
    """Every inner link of every text whose target holds a mark, with its address."""
    for text in linking_texts(forest):
        for link in text.prose.links:
            # Looking for the mark is cheap, taking an address apart is not.
            if mark in link.target:
                yield text, link, address_of(link)


def address_of(link: Link) -> LinkAddress:
    """A link's target taken apart; a path is from the site's root, for an anchor alone its own."""
    target, _, anchor = link.target.partition("#")
    for scheme in ("goal", "kpi"):
        if target.startswith(f"{scheme}:"):
            return LinkAddress(scheme, target.removeprefix(f"{scheme}:"), unquote(anchor))
    path = unquote(target.partition("?")[0])
    full = normpath(join(dirname(link.span.path), path)) if path else link.span.path
    return LinkAddress("file", full, unquote(anchor))


def anchors_of(entity: Entity) -> frozenset[str]:
    """The names that an address may have after its `#`: headings, and key results."""
    headings = (heading.anchor for heading in entity.body.headings)
    results = entity.key_results if isinstance(entity, Objective) else ()
    return frozenset(
        (*headings, *(name for result in results for name in (result.id, *result.aliases)))
    )
