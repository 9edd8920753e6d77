"""The reference index: what every document of a site names, remembered by the bytes of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from okrsite.effects import cache_file
from okrsite.effects.code_digest import code_digest
from okrsite.effects.git import Repository
from okrsite.effects.parallel import parallel_map, processors
from okrsite.effects.snapshots import SiteSnapshot, read_objects
from okrsite.pipeline.compare.references import DocumentReferences, references_of

# A second process costs about as much as reading this many files.
MIN_PER_WORKER = 2000
NAME = "references"

# A file is known by its path and git's id of its bytes.
Rows = dict[str, DocumentReferences]


def reference_index(
    repository: Repository, root: Path | None, snapshots: Sequence[SiteSnapshot]
) -> list[Mapping[str, DocumentReferences]]:
    """What the documents of each snapshot name, by their paths; each file is read once.

    It is remembered in the site's folder, the `root`, where that is given.
    """
    known: Rows = (cache_file.load(root, NAME, code_digest(), Rows) or {}) if root else {}
    asked = {
        f"{snapshot.object_ids[path]} {path}": path
        for snapshot in snapshots
        for path in snapshot.documents
    }
    missing = [key for key in asked if key not in known]
    contents = read_objects(repository, snapshots, (key.partition(" ")[0] for key in missing))

    def read(key: str) -> bytes:
        object_id, _, path = key.partition(" ")
        return msgspec.msgpack.encode(references_of(path, contents.get(object_id, b"")))

    rows = parallel_map(read, missing, processors(), min_per_worker=MIN_PER_WORKER)
    decode = msgspec.msgpack.Decoder(DocumentReferences).decode
    index = {key: known[key] for key in asked if key in known}
    index |= zip(missing, map(decode, rows), strict=True)
    if root and index.keys() != known.keys():
        cache_file.save(root, NAME, code_digest(), index)
    return [
        {path: index[f"{snapshot.object_ids[path]} {path}"] for path in snapshot.documents}
        for snapshot in snapshots
    ]
