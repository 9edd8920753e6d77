"""Names: the teams, people and cycles of the site that a file's names mean, or new ones."""

from __future__ import annotations

from itertools import count

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, folded
from okrsite.commands.authoring.slug import slug
from okrsite.commands.importing.facts import CycleFacts
from okrsite.commands.importing.vocabulary import plain
from okrsite.model.names import Kind
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.naming import FOLDERS, names_of
from okrsite.pipeline.parse.identity import fault_of_id

_COMPANY = frozenset(
    {
        "company",
        "company wide",
        "organization",
        "organisation",
        "org",
        "corporate",
        "unternehmen",
        "firma",
        "entreprise",
        "empresa",
        "azienda",
        "bedrijf",
        "firm",
    }
)


class SiteNames:
    """Finds what the site has by its names, and keeps the texts of what it lacks in `texts`."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._known: dict[tuple[Kind, str], str] = {}
        self._taken: dict[Kind, set[str]] = {}
        self.texts: dict[str, str] = {}
        for document in inventory.documents:
            kind = document.kind
            for name in names_of(document, kind):
                self._known.setdefault((kind, plain(name)), document.id)
                self._taken.setdefault(kind, set()).add(folded(name))
            if isinstance(document.entity, Team | Person):
                self._known.setdefault((kind, plain(document.entity.title)), document.id)
        self._has_people = bool(inventory.of("person"))
        self._root = self._only_root()

    def team(self, name: str) -> str | None:
        """The id of a team by its name; a new one is part of the site's one root team."""
        if not name.strip():
            return None
        if plain(name) in _COMPANY and self._root:
            return self._root
        if known := self._known.get(("team", plain(name))):
            return known
        return self._new("team", name.strip(), {"title": name.strip(), "parent": self._root})

    def person(self, name: str) -> str:
        """The id of a person; the name itself while the site has no people."""
        if not self._has_people:
            return name
        if known := self._known.get(("person", plain(name))):
            return known
        return self._new("person", name, {"title": name})

    def cycle(self, facts: CycleFacts | None) -> str | None:
        """The id of the cycle with this id or these days."""
        if facts is None:
            return None
        if known := self._known.get(("cycle", plain(facts.id))):
            return known
        for id_, document in self._inventory.of("cycle").items():
            cycle = document.entity
            if isinstance(cycle, Cycle) and (cycle.start, cycle.end) == (facts.start, facts.end):
                return id_
        year = str(facts.start.year) if facts.start.year == facts.end.year else ""
        parent = year if year != facts.id and ("cycle", plain(year)) in self._known else None
        fields = {"title": facts.title, "start": facts.start, "end": facts.end, "parent": parent}
        return self._new("cycle", facts.id, fields)

    def free(self, kind: Kind, title: str, *, cycle: str = "") -> str:
        """An id that nothing goes by yet, of the title and, where that is taken, of the cycle."""
        taken = self._taken.setdefault(kind, set())
        first = slug(title)
        if not first or fault_of_id(first, kind):
            first = f"{kind}-{first}".rstrip("-")
        choices = [first, f"{first}-{cycle}"] if cycle else [first]
        found = next((choice for choice in choices if folded(choice) not in taken), None)
        if not found:
            numbered = (f"{choices[-1]}-{number}" for number in count(2))
            found = next(choice for choice in numbered if folded(choice) not in taken)
        taken.add(folded(found))
        return found

    def _new(self, kind: Kind, name: str, fields: dict[str, object]) -> str:
        id_ = self.free(kind, name)
        self._known[kind, plain(name)] = id_
        self.texts[f"content/{FOLDERS[kind]}/{id_}.md"] = document_text(toml_lines(fields))
        return id_

    def _only_root(self) -> str | None:
        teams = self._inventory.of("team").values()
        roots = [d.id for d in teams if isinstance(d.entity, Team) and d.entity.parent is None]
        return roots[0] if len(roots) == 1 else None
