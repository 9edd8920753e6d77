"""New files: never over what stands there, never outside of the folder."""

import os
import subprocess
import sys

import pytest

from okrsite.effects.atomic_write import PendingFile, remove_leftovers
from okrsite.effects.source_text import source_text
from okrsite.effects.write import write_new, write_over


def test_new_files_are_written_with_their_folders(tmp_path) -> None:
    write_new(tmp_path, {"a/b.md": "ü\n", "c.md": ""})
    assert (tmp_path / "a/b.md").read_bytes() == b"\xc3\xbc\n"


def test_if_one_stands_there_none_is_written(tmp_path) -> None:
    (tmp_path / "b.md").write_text("mine")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"a.md": "", "b.md": ""})
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


def test_a_dangling_link_counts_as_something_that_stands_there(tmp_path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path, {"a.md": "x"})
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("path", ["../a.md", "/okrsite-a.md", "out/a.md"])
def test_no_path_and_no_link_leads_out(tmp_path, path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(PermissionError):
        write_new(root, {path: "x"})
    assert [path.name for path in tmp_path.iterdir()] == ["root"]


def test_a_file_that_was_named_is_replaced_as_a_whole(tmp_path) -> None:
    target = tmp_path / "out.json"
    write_over(target, b"old")
    write_over(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_cannot_be_replaced_leaves_no_litter(tmp_path, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_over(tmp_path / "out.json", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to(tmp_path) -> None:
    reader, writer = os.pipe()
    write_over(tmp_path / "x", b"")
    (tmp_path / "pipe").symlink_to(f"/dev/fd/{writer}")
    write_over(tmp_path / "pipe", b"said")
    os.close(writer)
    assert os.read(reader, 10) == b"said"
    os.close(reader)


def test_a_link_stays_a_link_and_what_it_means_is_written(tmp_path) -> None:
    (tmp_path / "shared.toml").write_text("old, and longer")
    (tmp_path / "okrsite.toml").symlink_to("shared.toml")
    write_over(tmp_path / "okrsite.toml", b"new")
    assert (tmp_path / "okrsite.toml").is_symlink()
    assert (tmp_path / "shared.toml").read_bytes() == b"new"


def test_standard_output_by_its_name_gets_the_answer_wherever_it_leads(tmp_path) -> None:
    code = "from pathlib import Path; from okrsite.effects.write import write_over; "
    code += "write_over(Path('stdout'), b'said')"
    (tmp_path / "stdout").symlink_to("/proc/self/fd/1")
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, stdout=out, check=True)
    assert (tmp_path / "stdout").is_symlink()
    assert (tmp_path / "out").read_bytes() == b"said"


def test_a_file_that_is_written_again_keeps_its_mode(tmp_path) -> None:
    (tmp_path / "okrsite.toml").write_text("old")
    (tmp_path / "okrsite.toml").chmod(0o640)
    write_over(tmp_path / "okrsite.toml", b"new")
    assert (tmp_path / "okrsite.toml").stat().st_mode & 0o777 == 0o640


def test_new_files_of_which_one_cannot_be_finished_are_not_there_at_all(tmp_path) -> None:
    script = (
        "import resource, signal; from pathlib import Path; "
        "from okrsite.effects.write import write_new; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); "
        "write_new(Path(), {'a.md': 'short', 'b.md': 'x' * 100})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False
    )
    assert b"File too large: 'b.md'" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_text_of_a_file_outside_is_not_shown(tmp_path) -> None:
    (tmp_path / "secret").write_text("x")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.md").write_bytes(b"\xffa")
    (root / "link.md").symlink_to(tmp_path / "secret")
    assert source_text(root, "a.md") == "\N{REPLACEMENT CHARACTER}a"
    assert source_text(root, "link.md") is None
    assert source_text(root, "../secret") is None
    assert source_text(root, "gone.md") is None
    assert source_text(root, ".") is None


def test_a_new_file_never_takes_the_place_of_one_that_came_meanwhile(tmp_path) -> None:
    pending = PendingFile(str(tmp_path / "a.md"))
    pending.write(b"mine")
    (tmp_path / "a.md").write_text("yours")
    with pytest.raises(FileExistsError):
        pending.commit_new()
    pending.discard()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "yours"}


def test_only_a_durable_file_waits_for_the_disk(tmp_path, monkeypatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr("os.fsync", flushed.append)
    write_over(tmp_path / "export.json", b"can be made again")
    assert not flushed
    write_over(tmp_path / "okrsite.toml", b"written by hand", is_durable=True)
    assert len(flushed) == 1


def test_what_a_killed_process_left_of_a_file_goes_and_nothing_else(tmp_path) -> None:
    PendingFile(str(tmp_path / "a.md")).write(b"x")
    PendingFile(str(tmp_path / "b.md")).write(b"x")
    (tmp_path / "a.md").write_text("whole")
    handle = os.open(tmp_path, os.O_RDONLY)
    remove_leftovers(handle, "a.md")
    assert [path.name.rpartition(".")[2] for path in sorted(tmp_path.iterdir())] == [
        "partial",
        "md",
    ]
    remove_leftovers(handle)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    os.close(handle)


def test_a_new_file_may_lie_in_a_content_that_is_a_link_and_in_no_other_link(tmp_path) -> None:
    site, shared, other = tmp_path / "site", tmp_path / "shared", tmp_path / "other"
    for folder in (site, shared, other):
        folder.mkdir()
    (site / "content").symlink_to(shared)
    (site / "themes").symlink_to(other)
    write_new(site, {"content/pages/a.md": "A"})
    assert (shared / "pages/a.md").read_text() == "A"
    with pytest.raises(PermissionError):
        write_new(site, {"themes/b.md": "B"})
