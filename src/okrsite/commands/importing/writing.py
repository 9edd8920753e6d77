"""Writing: the changes of files that bring what was imported into the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.authoring.front_matter import document_text, toml_lines
from okrsite.commands.authoring.inventory import Inventory
from okrsite.commands.authoring.slug import slug
from okrsite.commands.changes import Changes
from okrsite.commands.importing.drafts import GoalDraft, ImportedBefore, kpi_draft, objective_draft
from okrsite.commands.importing.facts import Imported
from okrsite.commands.importing.names import SiteNames
from okrsite.commands.importing.receipts import key_of, receipt_in
from okrsite.commands.importing.texts import portable
from okrsite.commands.importing.update import updated
from okrsite.commands.importing.vocabulary import plain
from okrsite.model.document import Document
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import Kind
from okrsite.pipeline.naming import FOLDERS


class ImportedChanges(Struct, frozen=True):
    """The changes of files, and what to say of them."""

    changes: Changes
    notes: tuple[str, ...]
    new: int = 0
    updated: int = 0


class WriteOptions(Struct, frozen=True):
    """Where new files go, from which tool they are, and whether edits give way."""

    source: str = ""
    folder: str = ""
    is_forced: bool = False


def written(imported: Imported, inventory: Inventory, options: WriteOptions) -> ImportedChanges:
    """What brings the facts into the site: new files, and files with what is new in them."""
    writer = _ImportWriter(inventory, options)
    return writer.changes(imported)


class _ImportWriter:
    def __init__(self, inventory: Inventory, options: WriteOptions) -> None:
        self._inventory, self._options = inventory, options
        self._names = SiteNames(inventory)
        self._today = inventory.workspace.today
        self._notes: list[str] = []
        self._there = {
            "objective": _by_key(inventory, "objective", options.source),
            "kpi": _by_key(inventory, "kpi", options.source),
        }

    def changes(self, imported: Imported) -> ImportedChanges:
        kpis = [kpi_draft(facts, self._names, self._known_kpi) for facts in imported.kpis]
        objectives = [
            objective_draft(facts, self._names, self._known, self._today, self._notes)
            for facts in imported.objectives
        ]
        objectives = self._with_supports(imported, objectives)
        before: dict[str, bytes | None] = {}
        after: dict[str, bytes] = {}
        counts = {"new": 0, "updated": 0}
        for draft in kpis:
            self._place("kpi", draft, before, after, counts)
        for draft in objectives:
            self._place("objective", draft, before, after, counts)
        for path, text in (*self._names.texts.items(), *self._pages(imported.leftovers)):
            there = self._bytes(path)
            if there != text.encode():
                before[path], after[path] = there, text.encode()
        notes = (*imported.notes, *self._notes)
        return ImportedChanges(Changes(before, after), notes, counts["new"], counts["updated"])

    def _place(
        self,
        kind: Kind,
        draft: GoalDraft,
        before: dict[str, bytes | None],
        after: dict[str, bytes],
        counts: dict[str, int],
    ) -> None:
        document = self._there[kind].get(draft.key)
        if document:
            path = document.path
            old = self._bytes(path) or b""
            result = updated(
                path, old.decode(), draft, self._options.source, is_forced=self._options.is_forced
            )
            self._notes += result.kept
            new = result.text.encode()
        else:
            path, old = self._path(kind, draft), None
            new = draft.text(self._options.source).encode()
        if new != old:
            before[path], after[path] = old, new
            counts["updated" if old is not None else "new"] += 1
        if draft.points:
            self._observations(
                Path(path).with_suffix(".csv").as_posix(), draft.points, before, after
            )

    def _observations(
        self,
        path: str,
        points: Iterable[tuple[date, float]],
        before: dict[str, bytes | None],
        after: dict[str, bytes],
    ) -> None:
        """Add the observations of days that a KPI's file has none of."""
        old = self._bytes(path)
        text = old.decode() if old else "date,value\n"
        days = {line.partition(",")[0].strip() for line in text.splitlines()}
        added = [f"{day},{value:.15g}\n" for day, value in points if str(day) not in days]
        if added:
            ended = text if text.endswith("\n") else f"{text}\n"
            before[path], after[path] = old, (ended + "".join(added)).encode()

    def _path(self, kind: Kind, draft: GoalDraft) -> str:
        cycle = draft.fields.get("cycle") or "backlog"
        inside = self._options.folder or (cycle if kind == "objective" else "")
        return "/".join(filter(None, ["content", FOLDERS[kind], inside, f"{draft.id}.md"]))

    def _pages(self, leftovers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        """A page for the text of each file that belongs to no goal, so that nothing is lost."""
        for name, text in leftovers:
            title = re.sub(r"\.\w+$", "", name.rpartition("/")[2])
            path = f"content/pages/imported/{slug(title) or 'text'}.md"
            fields = toml_lines({"title": f"Imported: {title}"})
            yield path, document_text(fields, portable(text))
            self._notes.append(f"{name}: text that belongs to no goal went to {path}")

    def _bytes(self, path: str) -> bytes | None:
        file = self._inventory.workspace.root / path
        return file.read_bytes() if file.is_file() else None

    def _known(self, key: str) -> ImportedBefore | None:
        document = self._there["objective"].get(key)
        if not document or not isinstance(document.entity, Objective):
            return None
        results = document.entity.key_results
        by_title = {plain(result.title): result.id for result in results}
        receipt = receipt_in(document.entity.extra)
        by_key = {r.id: name for name, r in receipt.key_results.items()} if receipt else {}
        return ImportedBefore(document.id, by_title | by_key)

    def _known_kpi(self, key: str) -> ImportedBefore | None:
        document = self._there["kpi"].get(key)
        return ImportedBefore(document.id) if document else None

    def _with_supports(self, imported: Imported, drafts: list[GoalDraft]) -> list[GoalDraft]:
        """The drafts with the goals that they support, as references."""
        goals = _references(imported, drafts, self._inventory)
        done = []
        for facts, draft in zip(imported.objectives, drafts, strict=True):
            found, missing = [], []
            for name in facts.supports:
                goal = goals.get(plain(name))
                if goal is None:
                    missing.append(name)
                elif goal.partition("#")[0] != draft.id and goal not in found:
                    found.append(goal)
            body = draft.body
            if missing:
                listed = ", ".join(missing)
                self._notes.append(f"{facts.place}: no goal is known as {listed}, kept as text")
                body = "\n\n".join(filter(None, [body, f"- Supports: {listed}"]))
            fields = {**draft.fields, "supports": found} if found else draft.fields
            done.append(replace(draft, fields=fields, body=body))
        return done


def _references(
    imported: Imported, drafts: Iterable[GoalDraft], inventory: Inventory
) -> dict[str, str]:
    """Goals as references by what a file may call them: ids of the source, titles, places."""
    goals: dict[str, str] = {}
    for facts, draft in zip(imported.objectives, drafts, strict=True):
        for name in (facts.source_id, facts.title, facts.place):
            if name:
                goals.setdefault(plain(name), draft.id)
        for result, row in zip(facts.key_results, draft.key_results, strict=True):
            both = f"{facts.source_id} {result.source_id}"
            for name in (result.source_id, result.title, result.place, both):
                if name:
                    goals.setdefault(plain(name), f"{draft.id}#{row.fields['id']}")
    for id_, document in inventory.of("objective").items():
        goals.setdefault(plain(id_), id_)
        if isinstance(document.entity, Objective):
            goals.setdefault(plain(document.entity.title), id_)
            if receipt := receipt_in(document.entity.extra):
                goals.setdefault(plain(receipt.id), id_)
    return goals


def _by_key(inventory: Inventory, kind: Kind, source: str) -> dict[str, Document]:
    """The documents by the keys of their imports, and those that have none by their titles."""
    imported: dict[str, Document] = {}
    by_hand: dict[str, Document] = {}
    for document in inventory.of(kind).values():
        goal = document.entity
        if not isinstance(goal, Objective | Kpi):
            continue
        receipt = receipt_in(goal.extra)
        if receipt and receipt.source == source:
            imported[receipt.id] = document
        cycle = goal.cycle if isinstance(goal, Objective) else None
        by_hand.setdefault(key_of("", goal.title, cycle), document)
    return by_hand | imported
