"""The inventory: what a site has already, so that a new file refers to what exists."""

import unicodedata
from pathlib import Path

from msgspec import Struct

from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.lookup import unknown
from okrsite.commands.result import CommandResult
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.effects.documents import read_content
from okrsite.effects.write import write_new
from okrsite.model.document import Document
from okrsite.model.names import Kind
from okrsite.pipeline.naming import is_beside_kpi, names_of
from okrsite.pipeline.parse.identity import fault_of_id


class Inventory(Struct, frozen=True):
    """A site's documents by their kind; broken ones count by the name of their file."""

    workspace: Workspace
    documents: tuple[Document, ...]

    def of(self, kind: Kind) -> dict[str, Document]:
        """The documents of a kind by their ids."""
        return {document.id: document for document in self.documents if document.kind == kind}

    def known(self, kind: Kind, wanted: str | None) -> str | None:
        """An id, when something of that kind goes by it; None stays None.

        Raises `CommandError` with a suggestion for an id that nothing goes by.
        """
        if wanted is None:
            return None
        ids = self.names(kind)
        if wanted in ids:
            return wanted
        raise unknown(kind, wanted, ids)

    def known_person(self, wanted: str | None) -> str | None:
        """As `known`, but any name will do while the site has no people."""
        return self.known("person", wanted) if self.of("person") else wanted

    def free(self, kind: Kind, title: str, wanted: str | None = None, cycle: str = "") -> str:
        """An id that is still free: the wanted one or the title's, else that with the cycle's.

        Raises `CommandError` where none is.
        """
        first = wanted or slug(title)
        if not first:
            raise CommandError(f"no id can be made of {title!r}", "Name one with --id.")
        if why := fault_of_id(first, kind):
            raise CommandError(f"{first!r} cannot be an id: it {why}", "Name another with --id.")
        taken = {folded(name) for name in self.names(kind)}
        choices = [first] if wanted or not cycle else [first, f"{first}-{cycle}"]
        for choice in choices:
            if folded(choice) not in taken:
                return choice
        message = f"the {kind} {choices[-1]!r} is there already"
        raise CommandError(message, "Name another with --id.")

    def write(
        self, path: str, text: str, *others: tuple[str, str], note: str = ""
    ) -> CommandResult:
        """Write the new file, and others with it; the result is its path."""
        write_new(self.workspace.root, {path: text, **dict(others)})
        return CommandResult(f"{path}\n", note)

    def names(self, kind: Kind) -> set[str]:
        """The ids and aliases of a kind."""
        return {name for document in self.documents for name in names_of(document, kind)}


def read_inventory(start: Path) -> Inventory:
    """Read every document of the site that a folder belongs to."""
    workspace = open_workspace(start)
    content = read_content(workspace.root, workspace.extensions, jobs=1)
    texts = tuple(document for document in content.documents if not is_beside_kpi(document))
    return Inventory(workspace, texts)


def folded(name: str) -> str:
    """A name as a file system that ignores case and forms of accents compares it."""
    return unicodedata.normalize("NFC", name).casefold()
