"""The content is read whole, in order, and never from outside of its root."""

import os
import threading
import time
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from okrsite.effects.file_identity import TIME_STEP, mark_of
from okrsite.effects.files import FileReader, read_files
from okrsite.effects.safe_open import open_folder
from okrsite.effects.tree import Tree, read_tree

SECRET = b"root password"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/a.md").write_bytes(b"A")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_bytes(SECRET)
    return root


def codes(tree: Tree) -> list[str]:
    return [finding.code for finding in tree.findings]


def test_files_come_in_order_whatever_the_disk_says(site: Path) -> None:
    for name in ("z.md", "b/c.md", "B.md", ".hidden.md", ".git/x.md", "x.md~"):
        (site / "content/pages" / name).parent.mkdir(exist_ok=True)
        (site / "content/pages" / name).write_bytes(name.encode())
    tree = read_tree(site)
    assert tree.paths == (
        "content/pages/B.md",
        "content/pages/a.md",
        "content/pages/b/c.md",
        "content/pages/z.md",
    )
    assert read_files(site, tree.paths, tree.links).files["content/pages/b/c.md"] == b"b/c.md"


def test_a_site_without_content_is_an_empty_one(tmp_path: Path) -> None:
    assert read_tree(tmp_path) == Tree()


@pytest.mark.parametrize(
    "target",
    ["../../../outside/secret.md", "/etc/passwd", "nowhere.md", "loop.md", "../../okrsite.toml"],
)
def test_a_link_that_leads_out_or_nowhere_is_a_finding_and_not_followed(
    site: Path, target: str
) -> None:
    (site / "okrsite.toml").write_bytes(SECRET)
    (site / "content/pages/loop.md").symlink_to(target)
    tree = read_tree(site)
    assert tree.paths == ("content/pages/a.md",)
    assert codes(tree) == ["OKR045"]


def test_a_link_to_a_folder_is_not_followed_so_that_loops_end(site: Path) -> None:
    (site / "content/pages/again").symlink_to(site / "content")
    (site / "content/pages/out").symlink_to(site.parent / "outside")
    tree = read_tree(site)
    assert tree.paths == ("content/pages/a.md",)
    assert codes(tree) == ["OKR045", "OKR045"]


def test_a_link_to_a_file_of_the_content_is_that_file(site: Path) -> None:
    (site / "content/pages/b.md").symlink_to("a.md")
    tree = read_tree(site)
    assert tree.links == {"content/pages/b.md": "content/pages/a.md"}
    assert read_files(site, tree.paths, tree.links).files["content/pages/b.md"] == b"A"


@pytest.mark.parametrize("target", ["../data/raw.csv", ".hidden/notes.md"])
def test_a_link_to_what_is_never_published_is_not_followed(site: Path, target: str) -> None:
    (site / "content/pages/linked.md").symlink_to(target)
    file = site / "content/pages" / target
    file.parent.mkdir()
    file.write_bytes(SECRET)
    assert "content/pages/linked.md" not in read_tree(site).paths


def test_a_file_that_becomes_a_link_after_the_listing_is_not_followed(site: Path) -> None:
    tree = read_tree(site)
    (site / "content/pages/a.md").unlink()
    (site / "content/pages/a.md").symlink_to(site.parent / "outside/secret.md")
    read = read_files(site, tree.paths, tree.links)
    assert read.files == {}
    assert [finding.code for finding in read.findings] == ["OKR044"]


def test_a_folder_that_becomes_a_link_after_the_listing_is_not_followed(site: Path) -> None:
    (site.parent / "outside/a.md").write_bytes(SECRET)
    tree = read_tree(site)
    (site / "content/pages").rename(site / "content/moved")
    (site / "content/pages").symlink_to(site.parent / "outside")
    assert read_files(site, tree.paths, tree.links).files == {}


def test_links_swapped_all_the_time_never_let_a_byte_in(site: Path) -> None:
    page, aside = site / "content/pages/a.md", site / "content/pages/.aside"
    (site.parent / "outside/a.md").write_bytes(SECRET)
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            aside.symlink_to(site.parent / "outside/secret.md")
            aside.replace(page)
            aside.write_bytes(b"A")
            aside.replace(page)

    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        for _ in range(500):
            tree = read_tree(site)
            assert SECRET not in read_files(site, tree.paths, tree.links).files.values()
    finally:
        done.set()
        swapper.join()


def test_a_pipe_does_not_make_the_build_wait(site: Path) -> None:
    os.mkfifo(site / "content/pages/pipe.md")
    tree = read_tree(site)
    assert codes(tree) == ["OKR044"]
    listed = Tree(paths=("content/pages/pipe.md",))
    assert read_files(site, listed.paths, listed.links).files == {}


def test_a_file_beyond_the_limit_is_a_finding_with_the_limit(site: Path) -> None:
    tree = read_tree(site)
    (site / "content/pages/a.md").write_bytes(b"x" * 101)
    read = read_files(site, tree.paths, tree.links, largest=100)
    assert read.files == {}
    assert "larger than 100 bytes" in read.findings[0].message


def test_a_file_that_is_gone_is_a_finding_and_hides_no_other(site: Path) -> None:
    listed = Tree(paths=("content/pages/a.md", "content/pages/gone.md", "content/no/where.md"))
    read = read_files(site, listed.paths, listed.links)
    assert read.files == {"content/pages/a.md": b"A"}
    assert [finding.span.path for finding in read.findings] == [
        "content/pages/gone.md",
        "content/no/where.md",
    ]


def test_an_empty_file_is_read_as_empty(site: Path) -> None:
    (site / "content/pages/a.md").write_bytes(b"")
    tree = read_tree(site)
    assert read_files(site, tree.paths, tree.links).files == {"content/pages/a.md": b""}


def test_a_name_that_is_no_text_is_a_finding_that_can_be_printed(site: Path) -> None:
    (Path(os.fsdecode(os.fsencode(site) + b"/content/pages/\xff.md"))).write_bytes(b"")
    (finding,) = read_tree(site).findings
    assert str(finding).encode()
    assert "\\xff" in finding.message or "\\udcff" in finding.message


def test_a_reading_is_believed_of_files_that_have_stood_still(site: Path) -> None:
    name = "content/pages/a.md"
    status = (site / name).stat()
    touched = max(status.st_mtime_ns, status.st_ctime_ns)
    listed = read_tree(site).marks[name]
    assert listed == mark_of(status)
    for age, marks in ((0, {}), (TIME_STEP - 1, {}), (TIME_STEP, {name: listed})):
        with patch("okrsite.effects.files.time.time_ns", return_value=touched + age):
            assert read_files(site, [name], {}).marks == marks


def test_the_mark_of_a_reading_is_that_of_the_file_that_was_opened(site: Path) -> None:
    name = "content/pages/a.md"
    listed = read_tree(site).marks[name]
    (site / "content/pages").rename(site / "content/moved")
    (site / "content/pages").mkdir()
    (site / name).write_bytes(b"B")
    with patch("okrsite.effects.files.time.time_ns", return_value=time.time_ns() + 2 * TIME_STEP):
        read = read_files(site, [name], {})
    assert read.files == {name: b"B"}
    assert read.marks[name] == mark_of((site / name).stat()) != listed


def test_same_size_and_same_time_is_still_another_mark(site: Path) -> None:
    path = next(iter((site / "content").rglob("*.md")))
    before, status = mark_of(path.stat()), path.stat()
    text = path.read_bytes()
    path.write_bytes(text[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert mark_of(path.stat()) != before


def test_a_folder_is_opened_once_for_files_in_a_row_and_closed_in_the_end(site: Path) -> None:
    (site / "content/pages/d.md").write_bytes(b"D")
    (site / "content/pages/b").mkdir()
    (site / "content/pages/b/c.md").write_bytes(b"C")
    opened: list[int] = []

    def noted(base: str, folder: str) -> int:
        opened.append(open_folder(base, folder))
        return opened[-1]

    with (
        patch("okrsite.effects.files.open_folder", noted),
        closing(FileReader(site, {})) as reader,
    ):
        for name in ("a.md", "d.md", "b/c.md", "a.md"):
            assert reader.read(f"content/pages/{name}").files
        assert len(opened) == 3
        os.fstat(opened[-1])
    for handle in opened:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)


def test_a_folder_that_cannot_be_opened_leaves_the_one_before_it_usable(site: Path) -> None:
    with closing(FileReader(site, {})) as reader:
        assert reader.read("content/pages/a.md").files
        assert reader.read("content/none/a.md").findings
        assert reader.read("content/pages/a.md").files


def test_a_link_of_the_whole_content_is_followed_and_none_below_it(site: Path) -> None:
    (site / "content").rename(site.parent / "shared")
    (site / "content").symlink_to("../shared")
    (site / "content/pages/b.md").symlink_to("a.md")
    (site / "content/pages/out").symlink_to(site.parent / "outside")
    (site / "content/pages/settings.md").symlink_to(site / "okrsite.toml")
    tree = read_tree(site)
    assert tree.paths == ("content/pages/a.md", "content/pages/b.md")
    assert codes(tree) == ["OKR045", "OKR045"]
    assert read_files(site, tree.paths, tree.links).files == {
        "content/pages/a.md": b"A",
        "content/pages/b.md": b"A",
    }
