"""Draft: a site's files as a command will leave them, read and computed before they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.changes import Changes
from okrsite.commands.errors import CommandError
from okrsite.commands.goals import Goals, read_goals
from okrsite.commands.workspace import Workspace, open_workspace
from okrsite.model.names import Visibility
from okrsite.model.scored import Scored
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown


class Draft(Struct, frozen=True):
    """A site, and the bytes of the files that are to be another or new, by path."""

    workspace: Workspace
    goals: Goals
    files: Mapping[str, bytes] = {}

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self.workspace.root

    def read(self, path: str) -> bytes:
        """The bytes of a file as it will be."""
        return self.files[path] if path in self.files else (self.root / path).read_bytes()

    def has(self, path: str) -> bool:
        """Whether there is a file, or will be."""
        return path in self.files or (self.root / path).exists()

    def with_files(self, files: Mapping[str, bytes]) -> Draft:
        """The draft with other bytes for some files."""
        return replace(self, files={**self.files, **files})

    def scored(self, audience: Visibility = "confidential") -> Scored:
        """What the goals will be for an audience.

        Raises `CommandError` where one of the changed files could not be read: nothing that is
        wrong may be written.
        """
        markdown = Markdown(tuple(self.workspace.extensions.markdown.values()))
        documents = {document.path: document for document in self.goals.content.documents}
        documents |= {path: parse(path, data, markdown) for path, data in self.files.items()}
        understood = understand(
            tuple(documents[path] for path in sorted(documents)),
            frozenset(self.goals.content.discovered.assets),
            Conditions(
                self.workspace.settings, self.workspace.extensions, audience, self.workspace.today
            ),
        )
        for finding in understood.mistakes + understood.findings:
            if finding.severity == "error":
                message = f"the change would make a mistake: {finding}"
                raise CommandError(message, "Nothing was written. Make this change by hand.")
        return understood.scored

    def changes(self) -> Changes:
        """What the files were and will be, where the two differ."""
        before = {path: self._before(path) for path in self.files}
        changed = [path for path, data in self.files.items() if before[path] != data]
        return Changes(
            {path: before[path] for path in changed}, {path: self.files[path] for path in changed}
        )

    def _before(self, path: str) -> bytes | None:
        return (self.root / path).read_bytes() if (self.root / path).exists() else None


def opened(start: Path, today: date | None) -> Draft:
    """The draft of the site that a folder belongs to, with nothing changed yet.

    Raises `CommandError` where the site has mistakes.
    """
    workspace = open_workspace(start, today)
    goals = read_goals(workspace, "confidential")
    mistake = next((found for found in goals.findings if found.severity == "error"), None)
    if mistake:
        raise CommandError(f"the goals have mistakes: {mistake}", "`okrsite check` shows all.")
    return Draft(workspace, goals)
