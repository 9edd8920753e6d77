"""A site is published as one unit, and nothing is harmed that okrsite did not make."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from okrsite.effects.publish import PublishError, activate, generation, record_files
from okrsite.effects.publish.output_guard import locked

STAMP = b"code"
STYLE = "assets/style.1.css"
PAGES = {"index.html": b"Home", "kpis/churn.html": b"Churn", STYLE: b"a {}"}


class Folder:
    """A site's root with an output folder that can be published again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "site"

    def publish(
        self, pages: Mapping[str, bytes], lasting: frozenset[str] = frozenset({STYLE})
    ) -> list[str]:
        """Publish pages and give the paths of those that were written."""
        with generation(Path("site"), self.root, STAMP) as new:
            placed = [
                new.unchanged(path, content) or new.write(path, content, content)
                for path, content in pages.items()
            ]
            record_files(new.output, self.root, STAMP, new.publish(placed, lasting))
        return sorted(placed_file.path for placed_file in placed if placed_file.is_new)

    def shown(self) -> dict[str, bytes]:
        """What lies in the output folder, the marker left out."""
        files = {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file()
        }
        files.pop(".okrsite-site", None)
        return files

    def beside(self) -> list[str]:
        """What lies beside the output folder."""
        return sorted(path.name for path in self.root.iterdir() if path.name != "site")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_only_what_changed_is_written_and_the_rest_is_the_same_file(folder: Folder) -> None:
    assert folder.publish(PAGES) == sorted(PAGES)
    before = (folder.output / "kpis/churn.html").stat()
    assert folder.publish(PAGES | {"index.html": b"New home"}) == ["index.html"]
    after = (folder.output / "kpis/churn.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert folder.shown() == PAGES | {"index.html": b"New home"}
    assert folder.beside() == [".okrsite"]


def test_where_nothing_changed_nothing_is_touched(folder: Folder) -> None:
    folder.publish(PAGES)
    before = folder.output.stat().st_ino
    assert folder.publish(PAGES) == []
    assert folder.output.stat().st_ino == before


def test_our_own_stale_files_and_empty_folders_go(folder: Folder) -> None:
    folder.publish(PAGES)
    folder.publish({"index.html": b"Home"}, frozenset())
    folder.publish({"index.html": b"Home again"}, frozenset())
    assert sorted(path.name for path in folder.output.iterdir()) == [".okrsite-site", "index.html"]


def test_the_last_generations_assets_stay_for_one_generation(folder: Folder) -> None:
    folder.publish(PAGES)
    new = {"index.html": b"Home", "assets/style.2.css": b"b {}"}
    folder.publish(new, frozenset({"assets/style.2.css"}))
    assert folder.shown() == new | {STYLE: b"a {}"}
    newer = {"index.html": b"Home", "assets/style.3.css": b"c {}"}
    folder.publish(newer, frozenset({"assets/style.3.css"}))
    assert folder.shown() == newer | {"assets/style.2.css": b"b {}"}


@pytest.mark.parametrize("tampering", ["edit", "edit unseen", "replace", "link", "mode", "delete"])
def test_a_file_that_somebody_changed_is_made_again(folder: Folder, tampering: str) -> None:
    folder.publish(PAGES)
    page = folder.output / "kpis/churn.html"
    match tampering:
        case "edit":
            page.write_bytes(b"Evil")
        case "edit unseen":
            page.write_bytes(b"CHURN")
        case "replace":
            (folder.output / "x").write_bytes(b"Churn")
            (folder.output / "x").replace(page)
        case "link":
            page.unlink()
            page.symlink_to("/etc/passwd")
        case "mode":
            page.chmod(0o600)
        case _:
            page.unlink()
    assert folder.publish(PAGES) == ["kpis/churn.html"]
    assert folder.shown() == PAGES
    assert page.stat().st_mode & 0o777 == 0o644
    assert not page.is_symlink()


def test_what_somebody_else_put_there_survives_every_build(folder: Folder) -> None:
    folder.publish(PAGES)
    (folder.output / "CNAME").write_text("goals.example")
    (folder.output / "kpis/mine").mkdir()
    (folder.output / "kpis/mine/notes.txt").write_text("mine")
    (folder.output / "empty").mkdir()
    (folder.output / "link").symlink_to("CNAME")
    for home in (b"1", b"2", b"3"):
        folder.publish({"index.html": home}, frozenset())
        assert (folder.output / "CNAME").read_text() == "goals.example"
        assert (folder.output / "kpis/mine/notes.txt").read_text() == "mine"
        assert (folder.output / "empty").is_dir()
        assert (folder.output / "link").readlink() == Path("CNAME")
        assert not (folder.output / "kpis/churn.html").exists()
    assert folder.beside() == [".okrsite"]


def test_a_file_of_somebody_else_in_the_way_of_a_page_stops_the_build(folder: Folder) -> None:
    folder.publish({"index.html": b"Home"})
    (folder.output / "about.html").write_text("mine")
    with pytest.raises(PublishError, match=r"about\.html.* was not made by okrsite"):
        folder.publish({"index.html": b"New", "about.html": b"Ours"})
    assert folder.shown() == {"index.html": b"Home", "about.html": b"mine"}
    assert folder.beside() == [".okrsite"]


def test_the_same_site_is_the_same_bytes_and_modes_whatever_the_umask(tmp_path: Path) -> None:
    states = []
    for number, mask in enumerate((0o022, 0o077, 0o000)):
        root = tmp_path / str(number)
        root.mkdir()
        before = os.umask(mask)
        try:
            Folder(root).publish(dict(reversed(PAGES.items())) if number else PAGES)
        finally:
            os.umask(before)
        states.append(
            {
                path.relative_to(root).as_posix(): (
                    path.stat().st_mode,
                    path.is_file() and path.read_bytes(),
                )
                for path in [root / "site", *(root / "site").rglob("*")]
            }
        )
    assert states[0] == states[1] == states[2]
    assert all(mode & 0o777 in {0o755, 0o644} for mode, _ in states[0].values())


def test_a_build_that_fails_leaves_the_site_and_no_litter(folder: Folder) -> None:
    folder.publish(PAGES)

    def fail() -> None:
        with generation(Path("site"), folder.root, STAMP) as new:
            new.write("index.html", b"", b"Half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert folder.shown() == PAGES
    assert folder.beside() == [".okrsite"]


def test_writing_a_page_twice_never_writes_into_the_site_on_show(folder: Folder) -> None:
    folder.publish(PAGES)
    with generation(Path("site"), folder.root, STAMP) as new:
        new.write("kpis/new.html", b"", b"1")
        os.link(new.output / "kpis/churn.html", new.staging / "kpis/churn.html")
        new.write("kpis/churn.html", b"", b"Half")
        assert folder.shown() == PAGES


def test_a_build_that_was_killed_leaves_no_litter_after_the_next(folder: Folder) -> None:
    folder.publish(PAGES)
    (folder.output / "CNAME").write_text("goals.example")
    killed = f"""
import os
from pathlib import Path
from okrsite.effects.publish import generation
with generation(Path("site"), Path({str(folder.root)!r}), b"code") as new:
    new.write("index.html", b"", b"Half")
    new.write("deep/er/page.html", b"", b"Half")
    os.link(new.output / "CNAME", new.staging / "CNAME")
    os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert ".site.okrsite-next" in folder.beside()
    assert folder.shown() == PAGES | {"CNAME": b"goals.example"}
    folder.publish(PAGES)
    assert folder.beside() == [".okrsite"]
    assert folder.shown() == PAGES | {"CNAME": b"goals.example"}


def test_a_file_that_came_during_the_build_is_not_lost(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.publish(PAGES)

    def come_late(*generation: Path) -> bool:
        (folder.output / "late.txt").write_text("late")
        return exchange(*generation)

    exchange = activate.exchange
    monkeypatch.setattr(activate, "exchange", come_late)
    folder.publish({"index.html": b"New"}, frozenset())
    assert folder.shown() == {"index.html": b"New", "late.txt": b"late", STYLE: b"a {}"}
    assert folder.beside() == [".okrsite"]


def test_without_an_exchange_of_folders_two_renames_do(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activate, "exchange", lambda *_: False)
    folder.publish(PAGES)
    (folder.output / "CNAME").write_text("goals.example")
    folder.publish({"index.html": b"New"}, frozenset())
    assert folder.shown() == {"index.html": b"New", "CNAME": b"goals.example", STYLE: b"a {}"}
    assert folder.beside() == [".okrsite"]


def test_a_site_put_aside_by_a_killed_build_comes_back(folder: Folder) -> None:
    folder.publish(PAGES)
    folder.output.rename(folder.root / ".site.okrsite-last")
    folder.publish(PAGES)
    assert folder.shown() == PAGES
    assert folder.beside() == [".okrsite"]


def test_inside_a_mount_point_files_are_replaced_one_by_one(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.output.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == folder.output)
    inode = folder.output.stat().st_ino
    folder.publish(PAGES)
    assert folder.shown() == PAGES
    (folder.output / "CNAME").write_text("goals.example")
    assert folder.publish(PAGES | {"index.html": b"New"}) == ["index.html"]
    folder.publish({"index.html": b"Newer"}, frozenset())
    assert folder.shown() == {"index.html": b"Newer", "CNAME": b"goals.example", STYLE: b"a {}"}
    assert folder.output.stat().st_ino == inode
    assert not (folder.output / "kpis").exists()
    assert folder.beside() == [".okrsite"]


@pytest.fixture(params=["--bind", "tmpfs"])
def mounted(folder: Folder, request: pytest.FixtureRequest) -> Iterator[Folder]:
    """A folder whose output another one of the same disk, or another disk, is mounted on."""
    folder.root = folder.root / "with a space"
    folder.output = folder.root / "site"
    folder.output.mkdir(parents=True)
    beside = folder.root.with_name("served")
    beside.mkdir()
    how = ["-t", "tmpfs", "none"] if request.param == "tmpfs" else ["--bind", beside]
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", *how, folder.output], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", folder.output], check=True)


def test_a_folder_that_is_mounted_is_published_into(mounted: Folder) -> None:
    inode = mounted.output.stat().st_ino
    assert mounted.publish(PAGES) == sorted(PAGES)
    (mounted.output / "CNAME").write_text("goals.example")
    assert mounted.publish(PAGES | {"index.html": b"New"}) == ["index.html"]
    assert mounted.shown() == PAGES | {"index.html": b"New", "CNAME": b"goals.example"}
    assert mounted.output.stat().st_ino == inode
    assert mounted.beside() == [".okrsite"]


def test_a_file_and_a_folder_of_one_name_take_turns_in_a_folder_that_is_mounted(
    mounted: Folder,
) -> None:
    for pages in ({"a": b"1", "b/c/d": b"2"}, {"a/x/y": b"3", "b": b"4"}, {"a": b"5", "b/c": b"6"}):
        mounted.publish(pages, frozenset())
        assert mounted.shown() == pages


@pytest.mark.parametrize("replaced", range(4))
def test_a_kill_within_a_folder_that_is_mounted_leaves_whole_files_and_pages_last(
    mounted: Folder, replaced: int
) -> None:
    mounted.publish(PAGES)
    new = {path: content + b" anew" for path, content in PAGES.items()}
    killed = f"""
import os
from pathlib import Path
from okrsite.effects.publish import generation
left, replace = {replaced}, Path.replace
def counted(*paths):
    global left
    if not left:
        os.kill(os.getpid(), 9)
    left -= 1
    return replace(*paths)
Path.replace = counted
with generation(Path("site"), Path({str(mounted.root)!r}), b"code") as new:
    placed = [new.write(path, content, content) for path, content in {new!r}.items()]
    new.publish(placed, frozenset())
"""
    done = subprocess.run([sys.executable, "-c", killed], check=False)
    shown = mounted.shown()
    found = {path: content for path, content in shown.items() if path in PAGES}
    assert done.returncode == (-9 if replaced < 3 else 0)
    assert found.keys() == PAGES.keys()
    assert all(content in {PAGES[path], new[path]} for path, content in found.items())
    assert sum(found[path] == new[path] for path in PAGES) == replaced
    assert not replaced or found[STYLE] == new[STYLE]
    mounted.publish(new)
    assert mounted.shown() == new
    assert mounted.beside() == [".okrsite"]


def test_where_files_cannot_be_linked_they_are_copied(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "no links here")

    folder.publish(PAGES)
    (folder.output / "CNAME").write_text("goals.example")
    (folder.output / "link").symlink_to("CNAME")
    monkeypatch.setattr(os, "link", refuse)
    assert folder.publish(PAGES | {"index.html": b"New"}) == ["index.html"]
    theirs = {"CNAME": b"goals.example", "link": b"goals.example"}
    assert folder.shown() == PAGES | {"index.html": b"New"} | theirs
    assert folder.publish(PAGES | {"index.html": b"New"}) == []
    assert folder.beside() == [".okrsite"]


def test_a_full_disk_is_told_in_a_sentence_and_the_site_stays(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.publish(PAGES)

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(activate, "flush", fill)
    with pytest.raises(PublishError, match="No space left on device"):
        folder.publish(PAGES | {"index.html": b"New"})
    assert folder.shown() == PAGES
    assert folder.beside() == [".okrsite"]


def test_a_second_build_waits_for_the_first_and_says_so_if_that_takes_too_long(
    tmp_path: Path,
) -> None:
    with (
        locked(tmp_path),
        pytest.raises(PublishError, match="another build is publishing"),
        locked(tmp_path, patience=0.1),
    ):
        pass
    with locked(tmp_path, patience=0.1):
        pass


def test_a_marker_that_lists_files_outside_harms_nothing(folder: Folder) -> None:
    (folder.root / "precious.txt").write_text("mine")
    folder.publish(PAGES)
    marker = folder.output / ".okrsite-site"
    marker.write_text(
        marker.read_text() + "= ../precious.txt\n= /etc/hostname\n+ ../precious.txt\n"
    )
    folder.publish({"index.html": b"New"}, frozenset())
    assert (folder.root / "precious.txt").read_text() == "mine"
    assert "precious.txt" not in folder.shown()


def test_what_is_remembered_of_another_folder_does_not_count(folder: Folder) -> None:
    folder.publish(PAGES)
    aside = folder.output.rename(folder.root / "aside")
    shutil.copytree(aside, folder.output)
    assert folder.publish(PAGES) == sorted(PAGES)
