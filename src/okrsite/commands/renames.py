"""Renames: findings about unknown names, with what git knows became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from okrsite.effects.former_versions import former_versions
from okrsite.effects.renames import renamed_files
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.document import Document
from okrsite.model.goals import Objective
from okrsite.pipeline.check.renames import may_be_renamed, with_renames
from okrsite.pipeline.compare.former_ids import is_of_unknown_id, with_former_ids
from okrsite.pipeline.history.record import RawText
from okrsite.pipeline.parse import parse


class KnownRenames:
    """What git knows of a site's renamed files and ids; git is asked only where it may help."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._versions = cache(lambda path: tuple(_versions(root, path)))

    def told(
        self, findings: Iterable[Diagnostic], documents: Iterable[Document]
    ) -> tuple[Diagnostic, ...]:
        """The findings, with the mends that follow from renames."""
        findings, documents = tuple(findings), tuple(documents)
        if may_be_renamed(findings):
            findings = tuple(with_renames(findings, documents, self._files))
        if any(map(is_of_unknown_id, findings)):
            findings = tuple(with_former_ids(findings, documents, self._versions))
        return findings

    @cached_property
    def _files(self) -> dict[str, str]:
        return renamed_files(self._root)


def _versions(root: Path, path: str) -> Iterator[Objective]:
    for data in former_versions(root, path):
        entity = parse(path, data, RawText()).entity
        if isinstance(entity, Objective):
            yield entity
