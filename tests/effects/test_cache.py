"""The cache can only make a build slower, never different."""

import os
import shutil
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.effects.cache import DEFAULT_NAME, ReadResult, document_key, remember
from okrsite.effects.cache_file import load, save
from okrsite.effects.file_identity import Mark
from okrsite.model.document import Document
from okrsite.model.pages import FreePage
from okrsite.model.position import Span

Source = tuple[str, bytes]

FILES: list[Source] = [(f"content/pages/{n}.md", f"Page {n}".encode()) for n in range(20)]


def document(path: str, data: bytes) -> Document:
    page = FreePage(span=Span(path), id=path, title=data.decode(errors="replace"))
    return Document(path, "page", path, page)


class Reading:
    """Reads files and tells how many of them it had to open, and how many to read."""

    def __init__(self, root: Path, stamp: bytes = b"code 1") -> None:
        self.root = root
        self.stamp = stamp
        self.opened = self.read = 0
        self.sources: dict[str, bytes] = {}
        self.marks: Mapping[str, Mark] = {}

    def __call__(
        self,
        sources: list[Source],
        *,
        is_fresh: bool = False,
        marks: Mapping[str, Mark] = MappingProxyType({}),
    ) -> list[Document]:
        self.opened = self.read = 0
        self.sources = dict(sources)
        self.marks = marks
        reader = remember(self._read, self.root, self.stamp, is_fresh=is_fresh)
        documents, troubles = reader(list(self.sources), marks)
        assert troubles == []
        return documents

    def _read(self, paths: Sequence[str], known: Container[bytes]) -> list[ReadResult]:
        self.opened += len(paths)
        return [self._one(path, self.sources[path], known) for path in paths]

    def _one(self, path: str, data: bytes, known: Container[bytes]) -> ReadResult:
        key, mark = document_key(path, data), self.marks.get(path)
        if key in known:
            return ReadResult(key, mark=mark)
        self.read += 1
        return ReadResult(key, memoryview(msgspec.msgpack.encode(document(path, data))), mark)


def expected(sources: list[Source]) -> list[Document]:
    return [document(*source) for source in sources]


def test_a_file_is_read_once_as_long_as_its_bytes_stay(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    assert reading(FILES) == expected(FILES)
    assert reading.read == 20
    assert reading(FILES) == expected(FILES)
    assert reading.read == 0
    edited = [(FILES[0][0], b"Edited"), *FILES[1:]]
    assert reading(edited) == expected(edited)
    assert reading.read == 1


def test_a_file_that_nobody_touched_is_not_even_opened(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    marks = {path: Mark(len(data), 1, 1, number) for number, (path, data) in enumerate(FILES)}
    reading(FILES, marks=marks)
    assert reading(FILES, marks=marks) == expected(FILES)
    assert reading.opened == 0
    for touched in (Mark(6, 2, 2, 0), Mark(6, 1, 2, 0), Mark(6, 1, 1, 99), Mark(7, 1, 1, 0)):
        edited = [(FILES[0][0], str(touched).encode()), *FILES[1:]]
        marks[FILES[0][0]] = touched
        assert reading(edited, marks=marks) == expected(edited)
        assert reading.opened == 1


def test_a_file_that_was_read_too_lately_to_have_a_mark_is_opened(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    marks = {path: Mark(len(data), 1, 1, 1) for path, data in FILES}
    reading(FILES, marks={path: marks[path] for path in marks if path != FILES[3][0]})
    reading(FILES, marks=marks)
    assert (reading.opened, reading.read) == (1, 0)


def test_marks_without_what_was_read_are_worth_nothing(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    marks = {path: Mark(len(data), 1, 1, 1) for path, data in FILES}
    reading(FILES, marks=marks)
    (tmp_path / ".okrsite" / DEFAULT_NAME).unlink()
    assert reading(FILES, marks=marks) == expected(FILES)
    assert reading.read == 20


def test_equal_bytes_at_another_place_are_another_document(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    twins = [("content/pages/a.md", b"Same"), ("content/pages/b.md", b"Same")]
    assert reading(twins) == expected(twins)
    assert reading([("content/pages/c.md", b"Same")])[0].path == "content/pages/c.md"


def test_only_what_was_asked_for_last_is_kept(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    reading(FILES)
    reading(FILES[:1])
    assert (tmp_path / ".okrsite" / DEFAULT_NAME).stat().st_size < 400
    reading(FILES)
    assert reading.read == 19


def test_what_other_code_has_read_does_not_count(tmp_path: Path) -> None:
    Reading(tmp_path, b"code 1")(FILES)
    reading = Reading(tmp_path, b"code 2")
    assert reading(FILES) == expected(FILES)
    assert reading.read == 20


def test_a_clean_build_reads_everything(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    reading(FILES)
    reading(FILES, is_fresh=True)
    assert reading.read == 20


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_flipped_bits_and_cut_ends_change_nothing_but_the_time(
    tmp_path: Path, data: st.DataObject
) -> None:
    reading = Reading(tmp_path)
    reading(FILES, is_fresh=True)
    pack = tmp_path / ".okrsite" / DEFAULT_NAME
    whole = pack.read_bytes()
    if data.draw(st.booleans()):
        position = data.draw(st.integers(0, len(whole) * 8 - 1))
        damaged = bytearray(whole)
        damaged[position // 8] ^= 1 << position % 8
    else:
        damaged = bytearray(whole[: data.draw(st.integers(0, len(whole) - 1))])
    pack.write_bytes(damaged)
    assert reading(FILES) == expected(FILES)
    assert reading.read == 20
    assert reading(FILES) == expected(FILES)
    assert reading.read == 0


def test_a_pack_of_another_key_site_name_or_stamp_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        root.mkdir()
    reading = Reading(here)
    reading(FILES)
    shutil.copytree(here / ".okrsite", there / ".okrsite")
    moved = Reading(there)
    assert moved(FILES) == expected(FILES)
    assert moved.read == 20
    folder = here / ".okrsite"
    (folder / "pages-public").write_bytes((folder / DEFAULT_NAME).read_bytes())
    assert load(here, "pages-public", b"code 1", dict) is None
    assert load(here, DEFAULT_NAME, b"code 2", dict) is None
    assert load(here, DEFAULT_NAME, b"code 1", dict)
    monkeypatch.setenv("OKRSITE_CACHE_KEY", "k" * 32)
    assert reading(FILES) == expected(FILES)
    assert reading.read == 20


def test_of_a_pack_that_is_not_ours_no_more_is_read_than_how_it_begins(tmp_path: Path) -> None:
    reading = Reading(tmp_path)
    reading(FILES)
    pack = tmp_path / ".okrsite" / DEFAULT_NAME
    with pack.open("wb") as file:
        # Sparse, as an archive may be: nothing on the disk, and more than any memory.
        file.truncate(2**42)
    assert reading(FILES) == expected(FILES)
    assert reading.read == 20


@pytest.mark.parametrize("harm", ["folder", "link", "pipe", "file instead of the folder"])
def test_a_cache_that_cannot_be_used_is_done_without(tmp_path: Path, harm: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "site"
    root.mkdir()
    match harm:
        case "folder":
            (root / ".okrsite" / DEFAULT_NAME).mkdir(parents=True)
        case "link":
            (root / ".okrsite").symlink_to(outside)
        case "pipe":
            (root / ".okrsite").mkdir()
            os.mkfifo(root / ".okrsite" / DEFAULT_NAME)
        case _:
            (root / ".okrsite").write_bytes(b"")
    reading = Reading(root)
    assert reading(FILES) == expected(FILES)
    assert reading(FILES) == expected(FILES)
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_makes_no_difference(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    reading = Reading(tmp_path)
    assert reading(FILES) == expected(FILES)
    tmp_path.chmod(0o755)


def test_the_cache_is_for_its_owner_alone_and_not_for_git(tmp_path: Path) -> None:
    Reading(tmp_path)(FILES)
    folder = tmp_path / ".okrsite"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / DEFAULT_NAME).stat().st_mode & 0o077 == 0
    assert (folder / ".gitignore").read_text() == "*\n"


def test_ctrl_c_while_a_pack_is_begun_is_not_swallowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.open

    def interrupt(path: str | Path, flags: int, mode: int = 0o777, **rest: int) -> int:
        if str(path).startswith(".documents."):
            raise KeyboardInterrupt
        return original(path, flags, mode, **rest)

    save(tmp_path, "documents", b"", [])
    monkeypatch.setattr(os, "open", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path, "documents", b"", [])


def test_what_a_killed_build_left_goes_with_the_next(tmp_path: Path) -> None:
    Reading(tmp_path)(FILES)
    (tmp_path / ".okrsite" / f".{DEFAULT_NAME}.4711.partial").write_bytes(b"half")
    Reading(tmp_path, b"code 2")(FILES)
    assert sorted(path.name for path in (tmp_path / ".okrsite").iterdir()) == [
        ".gitignore",
        DEFAULT_NAME,
    ]
