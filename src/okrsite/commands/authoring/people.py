"""People: the names that stand in a site as free text, made into people and references to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, combinations, count

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory, folded
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.fix import Fixes
from okrsite.effects.files import read_files
from okrsite.effects.tree import read_tree
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.edit import Substitution
from okrsite.model.people import Person
from okrsite.pipeline.fix import fixed
from okrsite.pipeline.parse import parse
from okrsite.pipeline.parse.identity import fault_of_id
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.resolve import resolve


class NamedPeople(Struct, frozen=True):
    """The people that a site names and has no file for.

    Attributes:
        texts: Their files, by path.
        fixes: The files that name them, with ids instead of the names.
        alike: Pairs of names that may be one person's.
    """

    texts: dict[str, str]
    fixes: Fixes
    alike: tuple[tuple[str, str], ...]

    def note(self) -> str:
        """Which files have ids now, and which names may be those of one person."""
        told = [
            f"{one!r} and {other!r} may be one person. If so, delete the file of one and put its"
            " id into the aliases of the other."
            for one, other in self.alike
        ]
        return "\n".join(filter(None, [self.fixes.sentence(), *told]))


def with_person(inventory: Inventory, path: str, text: str) -> Inventory:
    """The inventory as it will be once a person's file is written."""
    return replace(inventory, documents=(*inventory.documents, _parsed(inventory, path, text)))


def unknown_people(inventory: Inventory) -> list[Diagnostic]:
    """A finding for each reference to a person who has no file.

    Raises `CommandError` where the site has other mistakes, since they may hide names.
    """
    documents = inventory.documents
    _, findings = resolve(documents, inventory.workspace.settings, "confidential")
    unknown = [finding for finding in findings if finding.facts.get("kind") == "person"]
    others = [finding for finding in findings if finding.facts.get("kind") != "person"]
    for finding in chain(others, *(document.findings for document in documents)):
        if finding.severity == "error":
            message = f"a mistake may hide names: {finding}"
            raise CommandError(message, "Correct what `okrsite check` shows first.")
    return unknown


def named_people(inventory: Inventory, unknown: Iterable[Diagnostic]) -> NamedPeople:
    """What makes people of the names in findings of `unknown_people`; nothing is written.

    A person whose file has just this title is meant by it. Raises `CommandError` where no id can
    be made of a name, and where a name cannot be replaced.
    """
    unknown = tuple(unknown)
    names = sorted({_name(finding) for finding in unknown})
    ids = _ids(inventory, names)
    there = inventory.of("person")
    texts = {
        f"content/people/{id_}.md": document_text(toml_lines({"title": name}))
        for name, id_ in ids.items()
        if id_ not in there
    }
    fixes = _with_ids(inventory, unknown, ids)
    _refuse_rest(inventory, texts, fixes)
    pairs = combinations(sorted({*_titles(inventory).values(), *names}), 2)
    return NamedPeople(texts, fixes, tuple(pair for pair in pairs if _may_be_one(*pair)))


def _name(finding: Diagnostic) -> str:
    return str(finding.facts["name"])


def _ids(inventory: Inventory, names: Iterable[str]) -> dict[str, str]:
    """An id for each name: that of the one person who is called so, or a new one."""
    people = _titles(inventory)
    times = Counter(people.values())
    ids = {title: id_ for id_, title in people.items() if times[title] == 1}
    taken = {folded(name) for name in inventory.names("person")}
    found: dict[str, str] = {}
    for name in names:
        found[name] = ids.get(name) or _free_id(name, taken)
        taken.add(folded(found[name]))
    return found


def _titles(inventory: Inventory) -> dict[str, str]:
    return {
        id_: document.entity.title
        for id_, document in inventory.of("person").items()
        if isinstance(document.entity, Person)
    }


def _free_id(name: str, taken: set[str]) -> str:
    first = slug(name)
    if not first or fault_of_id(first, "person"):
        raise CommandError(f"no id can be made of {name!r}", "Write the name in another way first.")
    choices = chain([first], (f"{first}-{number}" for number in count(2)))
    return next(id_ for id_ in choices if folded(id_) not in taken)


def _with_ids(inventory: Inventory, unknown: Iterable[Diagnostic], ids: Mapping[str, str]) -> Fixes:
    findings = [_with_edit(finding, ids[_name(finding)]) for finding in unknown]
    root = inventory.workspace.root
    paths = sorted({span.path for finding in findings for span in finding.places})
    before = read_files(root, paths, read_tree(root).links).files
    after = fixed(before, findings).contents
    return Fixes({path: before[path] for path in after}, after)


def _with_edit(finding: Diagnostic, id_: str) -> Diagnostic:
    edits = tuple(Substitution(span, _name(finding), id_) for span in finding.places)
    return replace(finding, edits=edits)


def _refuse_rest(inventory: Inventory, texts: Mapping[str, str], fixes: Fixes) -> None:
    """Raise an error where a name would still be nobody's."""
    kept = [document for document in inventory.documents if document.path not in fixes.after]
    new = {**texts, **{path: data.decode() for path, data in fixes.after.items()}}
    changed = [_parsed(inventory, path, text) for path, text in new.items()]
    for finding in unknown_people(replace(inventory, documents=(*kept, *changed))):
        message = f"{finding.span}: the name {_name(finding)!r} cannot be replaced"
        raise CommandError(message, "Write it on one line and without escapes first.")


def _parsed(inventory: Inventory, path: str, text: str) -> Document:
    plugins = tuple(inventory.workspace.extensions.markdown.values())
    return parse(path, text.encode(), Markdown(plugins))


def _may_be_one(one: str, other: str) -> bool:
    """Whether each word of one name begins a word of the other: "A. Okafor", "ada"."""
    words, others = slug(one).split("-"), slug(other).split("-")
    return _begin(words, others) or _begin(others, words)


def _begin(parts: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)
