"""Completion: the ids of a site's goals, people and cycles for the shell, from names of files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from okrsite.commands.root import find_root
from okrsite.model.names import Kind
from okrsite.pipeline.naming import CONTENT, FOLDERS


class KnownId(click.ParamType[str]):
    """An id of one of some kinds; whether there is such a thing is the command's to say.

    No file is opened, so that Tab answers at once; an `id` within a file is not found. `prefixed`
    ids begin with their kind, as `kpi:customer-churn`.
    """

    def __init__(self, *kinds: Kind, prefixed: bool = False) -> None:
        self.name = kinds[0]
        self._kinds = kinds
        self._prefixed = prefixed

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """The ids that begin as what was typed."""
        try:
            root = find_root(Path.cwd())
        except click.UsageError:
            return []
        found = (id_ for kind in self._kinds for id_ in self._ids(root, kind))
        return [CompletionItem(id_) for id_ in sorted(found) if id_.startswith(incomplete)]

    def _ids(self, root: Path, kind: Kind) -> Iterator[str]:
        head = f"{'goal' if kind == 'objective' else kind}:" if self._prefixed else ""
        for path in (root / CONTENT / FOLDERS[kind]).rglob("*.md"):
            yield head + path.stem


OBJECTIVE = KnownId("objective")
KPI = KnownId("kpi")
CYCLE = KnownId("cycle")
PERSON = KnownId("person")
TEAM = KnownId("team")
GOAL_OR_KPI = KnownId("objective", "kpi")
REASON = KnownId("kpi", "objective", "team", "person", prefixed=True)
