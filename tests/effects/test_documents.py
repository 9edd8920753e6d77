"""Whatever happens to the files, the content is read as it stands at the next look."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest

from okrsite.effects import documents
from okrsite.effects.documents import read_content
from okrsite.effects.files import FileContents, FileReader
from okrsite.effects.tree import Tree, read_tree
from okrsite.model.extensions import MarkdownPlugin
from okrsite.pipeline.extensions import Extensions


def page(title: str) -> str:
    return f'+++\ntitle = "{title}"\n+++\n'


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A site whose files have all stood still for long, however quickly the test goes on."""
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "content/pages/a.md").write_text(page("True"))
    (tmp_path / "other/a.md").write_text(page("Fake"))
    with patch("okrsite.effects.files.time.time_ns", side_effect=count(2**62)):
        yield tmp_path


def titles(root: Path) -> list[str]:
    return [document.entity.title for document in read_content(root, Extensions(), 1).documents]  # type: ignore[union-attr]


def swap(one: Path, other: Path) -> None:
    aside = one.with_name(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def between_listing_and_reading(act: Callable[[], None]) -> Callable[..., Tree]:
    def listed(root: Path, **options: bool) -> Tree:
        tree = read_tree(root, **options)
        act()
        return tree

    return listed


def test_a_file_that_stood_still_is_read_once(root: Path) -> None:
    assert titles(root) == ["True"]
    with patch.object(FileReader, "read", side_effect=AssertionError("opened")):
        assert titles(root) == ["True"]


@pytest.mark.parametrize("what", ["", "a.md"])
def test_what_is_swapped_during_a_reading_and_back_is_what_it_was(root: Path, what: str) -> None:
    def swapped() -> None:
        swap(root / "content/pages" / what, root / "other" / what)

    with patch.object(documents, "read_tree", between_listing_and_reading(swapped)):
        assert titles(root) == ["Fake"]
    swapped()
    assert titles(root) == ["True"]
    swapped()
    assert titles(root) == ["Fake"]


def test_an_edit_of_the_same_length_with_its_time_set_back_is_seen(root: Path) -> None:
    path = root / "content/pages/a.md"
    assert titles(root) == ["True"]
    status = path.stat()
    path.write_text(page("Fake"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert titles(root) == ["Fake"]


def test_a_hard_link_in_the_place_of_a_file_is_seen(root: Path) -> None:
    path = root / "content/pages/a.md"
    assert titles(root) == ["True"]
    status = path.stat()
    os.utime(root / "other/a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    path.unlink()
    path.hardlink_to(root / "other/a.md")
    assert titles(root) == ["Fake"]


def test_a_file_through_a_link_is_seen_to_change(root: Path) -> None:
    (root / "content/pages/b.md").symlink_to("a.md")
    assert titles(root) == ["True", "True"]
    (root / "content/pages/a.md").write_text(page("Fake"))
    assert titles(root) == ["Fake", "Fake"]


def test_what_another_checkout_remembers_is_not_believed_here(root: Path) -> None:
    twin = root / "twin"
    (twin / "content/pages").mkdir(parents=True)
    (twin / "content/pages/a.md").write_text(page("Fake"))
    status = (root / "content/pages/a.md").stat()
    os.utime(twin / "content/pages/a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert titles(root) == ["True"]
    (root / ".okrsite").rename(twin / ".okrsite")
    assert titles(twin) == ["Fake"]


def test_a_file_of_another_disk_than_the_memory_is_always_opened(root: Path) -> None:
    """A read-only image may give all its files one time, and new ones the numbers of old ones."""
    real = os.fstat

    def elsewhere(handle: int) -> os.stat_result:
        status = real(handle)
        return os.stat_result((*status[:2], status.st_dev + 1, *status[3:]))

    with patch("okrsite.effects.safe_open.os.fstat", elsewhere):
        assert titles(root) == ["True"]
    closed = patch.object(FileReader, "read", side_effect=AssertionError("opened"))
    with closed, pytest.raises(AssertionError, match="opened"):
        titles(root)


def stuck(name: str) -> AbstractContextManager[object]:
    """A reading that never ends for a file of this name; another process has to be ended."""
    read = FileReader.read

    def read_unless_stuck(self: FileReader, path: str) -> FileContents:
        if path.endswith(name):
            time.sleep(600)
        return read(self, path)

    return patch.object(FileReader, "read", read_unless_stuck)


def test_a_file_whose_reading_never_ends_is_a_finding_and_the_others_are_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okrsite.effects.parallel.can_fork", lambda: True)
    monkeypatch.setattr(documents, "MOST_SECONDS", 0.5)
    (root / "content/pages/slow.md").write_text(page("Slow") + "x" * documents.LARGE)
    (root / "content/pages/z.md").write_text(page("After it"))
    with stuck("slow.md"):
        content = read_content(root, Extensions(), 1)
    told = {document.path: document.findings for document in content.documents}
    assert {path: [found.code for found in findings] for path, findings in told.items()} == {
        "content/pages/a.md": [],
        "content/pages/slow.md": ["OKR038"],
        "content/pages/z.md": [],
    }
    # It is read again the next time: what is slow today may be quick tomorrow.
    assert titles(root) == ["True", "Slow", "After it"]


@pytest.mark.parametrize("markdown", [True, False], ids=["a plugin", "no plugin"])
def test_a_small_file_is_read_apart_only_where_a_plugin_reads_along(
    root: Path, monkeypatch: pytest.MonkeyPatch, markdown: bool
) -> None:
    monkeypatch.setattr("okrsite.effects.parallel.can_fork", lambda: True)
    forks: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(0) or fork())
    plugin = MarkdownPlugin(name="own", version="1", use=lambda _: None)
    read_content(root, Extensions(markdown={"own": plugin} if markdown else {}), 1)
    assert bool(forks) == markdown
