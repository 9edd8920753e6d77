"""Files of a fetch are kept before they are put in their places, and what fails fails alone."""

import errno
import os
from pathlib import Path

import pytest

from okrsite.effects.fetch import locked_folder


@pytest.fixture
def kpis(tmp_path: Path) -> Path:
    folder = tmp_path / "kpis"
    folder.mkdir()
    (folder / "nps.csv").write_text("old")
    (folder / "nps.csv").chmod(0o640)
    return folder


def written(kpis: Path, *bundles: dict[str, bytes]) -> list[OSError | None]:
    with locked_folder(kpis.parent, "kpis") as held:
        return held.write(bundles)


def there(kpis: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(kpis.iterdir())}


def failing(monkeypatch: pytest.MonkeyPatch, call: str, fails) -> None:
    real = getattr(os, call)

    def sometimes(*given, **named):
        if fails(*given):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given, **named)

    monkeypatch.setattr(os, call, sometimes)


def named(handle: int) -> str:
    return Path(f"/proc/self/fd/{handle}").readlink().name


def test_files_come_in_the_places_of_others_with_their_modes(kpis: Path) -> None:
    assert written(kpis, {"nps.csv": b"new"}, {}, {"csat.csv": b"first"}) == [None, None, None]
    assert there(kpis) == {"csat.csv": "first", "nps.csv": "new"}
    assert (kpis / "nps.csv").stat().st_mode & 0o777 == 0o640


def test_every_file_lasts_before_the_first_is_in_its_place_and_the_folder_after_the_last(
    kpis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    failing(monkeypatch, "fsync", lambda handle: order.append(f"kept {named(handle)}"))
    failing(monkeypatch, "replace", lambda _, name: order.append(f"placed {name}"))
    names = [f"kpi-{number}.csv" for number in range(30)]
    written(kpis, *({name: b"1"} for name in names))
    flushed = [entry.removesuffix(".partial").rpartition(".")[0] for entry in order[:30]]
    assert sorted(flushed) == sorted(f"kept .{name}" for name in names)
    assert order[30:] == [*(f"placed {name}" for name in names), "kept kpis"]


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_what_the_disk_refuses_fails_alone_and_leaves_no_litter(
    kpis: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    fails = {
        "fsync": lambda handle: "nps" in named(handle),
        "write": lambda handle, _: "nps" in named(handle),
        "replace": lambda hidden, _: "nps" in hidden,
    }
    failing(monkeypatch, call, fails[call])
    trouble, none = written(kpis, {"nps.csv": b"new"}, {"csat.csv": b"first"})
    assert trouble is not None
    assert trouble.errno == errno.ENOSPC
    assert none is None
    assert there(kpis) == {"csat.csv": "first", "nps.csv": "old"}


def test_of_a_bundle_nothing_comes_after_what_did_not_come(
    kpis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "replace", lambda _, name: name == "nps.source.toml")
    (trouble,) = written(kpis, {"nps.source.toml": b"note", "nps.csv": b"new"})
    assert trouble is not None
    assert there(kpis) == {"nps.csv": "old"}


def test_a_folder_that_cannot_be_kept_is_told(kpis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "fsync", lambda handle: named(handle) == "kpis")
    with pytest.raises(OSError, match="No space left"):
        written(kpis, {"nps.csv": b"new"})
    assert there(kpis)["nps.csv"] == "new"
