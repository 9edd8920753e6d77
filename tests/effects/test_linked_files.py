"""Files that texts link are looked at from the beginning, and copied piece by piece."""

import os
from pathlib import Path

import pytest

from okrsite.effects.linked_files import LARGEST_DRAWING, LinkedFiles
from okrsite.pipeline.assets import HEAD


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/files").mkdir(parents=True)
    (tmp_path / "content/files/small.csv").write_bytes(b"a,b\n")
    return tmp_path


def place(root: Path, name: str, size: int) -> str:
    """A file of a size, without its bytes on the disk."""
    path = f"content/files/{name}"
    with (root / path).open("wb") as file:
        file.truncate(size)
    return path


def told(linked: LinkedFiles, path: str) -> list[str]:
    return [str(finding) for finding in linked.heads([path]).findings]


def test_of_a_large_file_only_the_beginning_is_kept(root: Path) -> None:
    path = place(root, "film.mp4", 40_000_000)
    found = LinkedFiles(root, {}, 50).heads([path, "content/files/small.csv"])
    assert {path: len(data) for path, data in found.files.items()} == {
        path: HEAD,
        "content/files/small.csv": 4,
    }
    pieces = [len(piece) for piece in LinkedFiles(root, {}, 50).chunks(path)]
    assert sum(pieces) == 40_000_000
    assert max(pieces) <= 1 << 20


def test_a_file_that_is_too_large_is_told_with_what_may_be_done(root: Path) -> None:
    (said,) = LinkedFiles(root, {}, 5).heads([place(root, "film.mp4", 5_200_000)]).findings
    assert (said.code, said.span.path) == ("OKR039", "content/files/film.mp4")
    assert said.message.endswith("is not published: it has 5.2 MB, and a file may have 5 MB")
    assert said.help.endswith("a maintainer can raise asset_megabytes in [build].")


def test_a_drawing_is_read_whole_and_may_be_less_large(root: Path) -> None:
    (root / "content/files/a.SVG").write_bytes(b"<svg/>" + b" " * 5000)
    found = LinkedFiles(root, {}, 50).heads(["content/files/a.SVG"])
    assert len(found.files["content/files/a.SVG"]) == 5006
    (said,) = told(LinkedFiles(root, {}, 50), place(root, "large.svg", LARGEST_DRAWING + 1))
    assert "a drawing may have 2 MB" in said


def test_a_file_that_grows_while_it_is_read_is_no_endless_one(root: Path) -> None:
    path = place(root, "log.txt", 900_000)
    pieces = LinkedFiles(root, {}, 1).chunks(path)
    next(pieces)
    place(root, "log.txt", 1_900_000)
    with pytest.raises(ValueError, match="grows beyond"):
        list(pieces)


def test_what_is_no_file_or_a_link_is_told(root: Path) -> None:
    os.mkfifo(root / "content/files/pipe.txt")
    (root / "content/files/link.txt").symlink_to("/etc/passwd")
    linked = LinkedFiles(root, {}, 1)
    for name in ("pipe.txt", "link.txt", "none.txt"):
        (said,) = told(linked, f"content/files/{name}")
        assert "OKR044" in said
