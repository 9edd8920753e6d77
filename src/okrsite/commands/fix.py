"""Fix: the files of a site as `check --fix` leaves them, and how they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from okrsite.commands.changes import ChangedMeanwhileError, file_diff
from okrsite.commands.goals import read_goals
from okrsite.commands.renames import KnownRenames
from okrsite.commands.root import SETTINGS
from okrsite.commands.workspace import Workspace
from okrsite.effects.files import read_files
from okrsite.effects.themes import languages_of
from okrsite.effects.write import move_file, write_over
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.settings import Settings
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.fix import fixed
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import read_settings

# What stands behind one mistake may be another; no file has this many in one place.
MOST_ROUNDS = 20


class Fixes(Struct, frozen=True):
    """What a fix changes: the bytes of files by their old paths, and the files' new names."""

    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    moves: dict[str, str] = {}

    def diff(self) -> str:
        """The changes as a unified diff, for people to read and for `git apply`."""
        return "".join(
            file_diff(path, self.moves.get(path, path), old, self.after.get(path, old))
            for path, old in sorted(self.before.items())
        )

    def sentence(self) -> str:
        """How many files were changed."""
        count = len(self.before)
        files = "1 file" if count == 1 else f"{count} files"
        return f"Mended {files}: {', '.join(sorted(self.before))}." if count else ""


def fixes(workspace: Workspace, is_asked: Callable[[Diagnostic], bool]) -> Fixes:
    """What the findings that are asked for change in a site's files; nothing is written.

    A mend may show the next mistake, so the changed texts are read and judged again until no
    finding can be mended any more.
    """
    goals = read_goals(workspace, "confidential")
    rounds = _Rounds(workspace, goals.content.tree.links, frozenset(goals.content.tree.paths))
    documents = {document.path: document for document in goals.content.documents}
    assets = frozenset(goals.content.discovered.assets)
    renames = KnownRenames(workspace.root)
    findings = goals.findings
    for _ in range(MOST_ROUNDS):
        findings = renames.told(findings, documents.values())
        changed = rounds.apply([finding for finding in findings if is_asked(finding)])
        if not changed:
            break
        settings, found = rounds.settings()
        documents = {path: documents[path] for path in documents if path not in rounds.moves}
        documents |= {path: rounds.document(path) for path in changed if path != SETTINGS}
        ordered = tuple(documents[path] for path in sorted(documents))
        understood = understand(
            ordered,
            assets,
            Conditions(settings, workspace.extensions, "confidential", workspace.today),
        )
        findings = (*found, *understood.mistakes, *understood.findings)
    return rounds.result()


class _Rounds:
    """The files of a site while they are mended, in memory."""

    def __init__(
        self, workspace: Workspace, links: Mapping[str, str], taken: frozenset[str]
    ) -> None:
        self.moves: dict[str, str] = {}
        self._workspace = workspace
        self._links = links
        self._taken = taken
        self._before: dict[str, bytes] = {}
        self._now: dict[str, bytes] = {}
        self._markdown = Markdown(tuple(workspace.extensions.markdown.values()))

    def apply(self, findings: list[Diagnostic]) -> set[str]:
        """Mend what can be mended at once; the paths of the files that are another now."""
        touched = {edit.span.path for finding in findings for edit in finding.edits}
        new = [path for path in sorted(touched) if path not in self._now]
        self._now |= read_files(self._workspace.root, new, self._links).files
        self._before = {path: self._now[path] for path in new if path in self._now} | self._before
        step = fixed(self._now, findings, self._taken)
        self._now |= step.contents
        for path, target in step.moves.items():
            self._now[target] = self._now.pop(path)
            self._taken = self._taken - {path} | {target}
        self.moves |= step.moves
        return {step.moves.get(path, path) for path in step.contents} | set(step.moves.values())

    def document(self, path: str) -> Document:
        """A file as it reads now."""
        return parse(path, self._now[path], self._markdown)

    def settings(self) -> tuple[Settings, tuple[Diagnostic, ...]]:
        """The settings as they read now, and what is wrong with them."""
        root = self._workspace.root
        data = self._now.get(SETTINGS)
        if data is None:
            return self._workspace.settings, ()
        return read_settings(data, partial(languages_of, root))

    def result(self) -> Fixes:
        """Everything that is another than it was."""
        origin = {target: path for path, target in self.moves.items()}
        after = {origin.get(path, path): data for path, data in self._now.items()}
        changed = {
            path
            for path, data in self._before.items()
            if after.get(path, data) != data or path in self.moves
        }
        return Fixes(
            {path: self._before[path] for path in changed},
            {path: after[path] for path in changed},
            self.moves,
        )


def write_fixes(root: Path, found: Fixes) -> None:
    """Write what a fix changes, each file whole or not at all.

    Raises `ChangedMeanwhileError` where a file is not any more what was mended.
    """
    for path, old in found.before.items():
        if (root / path).read_bytes() != old:
            raise ChangedMeanwhileError(path)
        if found.after[path] != old:
            write_over(root / path, found.after[path], is_durable=True)
        if path in found.moves:
            move_file(root, path, found.moves[path])
