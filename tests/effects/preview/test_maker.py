"""A snapshot is made by a process that can be ended, whatever it is busy with."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from okrsite.effects.preview import maker
from okrsite.effects.preview.live_state import Snapshot
from okrsite.effects.preview.maker import Maker, MakerError
from okrsite.effects.preview.maker_process import BuildSnapshot


def sleep() -> bytes:
    time.sleep(600)
    return b""


def fail() -> bytes:
    raise ValueError("the chart has no paper")


def good(*, whole: bool) -> Snapshot:
    return Snapshot({"index.html": lambda: b"home", "slow.html": sleep, "bad.html": fail})


def stuck(*, whole: bool) -> Snapshot:
    time.sleep(600)
    return good(whole=whole)


def broken(*, whole: bool) -> Snapshot:
    raise RuntimeError("a plugin fell over")


def killed(*, whole: bool) -> Snapshot:
    os._exit(3)


def forked(beside: Path, *, whole: bool) -> Snapshot:
    """A snapshot that waits for another process, whose number it leaves behind."""
    process = os.fork()
    if process == 0:
        time.sleep(600)
    beside.write_text(str(process))
    os.waitpid(process, 0)
    return good(whole=whole)


pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Maker]]:
    # A process that is started anew could not import what stands in a test.
    monkeypatch.setattr(maker, "_CONTEXT", multiprocessing.get_context("fork"))
    makers: list[Maker] = []

    def start(build: BuildSnapshot, on_end: Callable[[], None] = lambda: None) -> Maker:
        makers.append(Maker(build, fail, on_end))
        makers[-1].begin(whole=False)
        return makers[-1]

    yield start
    for made in makers:
        made.end()


def test_a_page_is_made_when_it_is_asked_for_though_another_is_stuck(started) -> None:
    made = started(good)
    files = made.snapshot.result(30).files
    assert sorted(files) == ["bad.html", "index.html", "slow.html"]
    waiting = threading.Thread(target=pytest.raises, args=(MakerError, files["slow.html"]))
    waiting.start()
    assert files["index.html"]() == b"home"
    with pytest.raises(MakerError, match="the chart has no paper"):
        files["bad.html"]()
    made.end()
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_page_that_takes_too_long_ends_its_maker_which_says_so(started, monkeypatch) -> None:
    monkeypatch.setattr(maker, "MOST_SECONDS", 0.3)
    ended = threading.Event()
    files = started(good, ended.set).snapshot.result(30).files
    with pytest.raises(MakerError, match=r"it takes longer than 0\.3 seconds"):
        files["slow.html"]()
    with pytest.raises(MakerError, match="has ended"):
        files["index.html"]()
    assert ended.wait(30)


def test_one_that_never_comes_to_an_end_can_be_ended(started) -> None:
    ended: list[bool] = []
    made = started(stuck, lambda: ended.append(True))
    made.end()
    with pytest.raises(MakerError, match="the process that makes the site has ended"):
        made.snapshot.result(30)
    # Whoever ended it knows.
    assert ended == []


def test_what_it_started_itself_ends_with_it(started, tmp_path) -> None:
    made = started(partial(forked, tmp_path / "number"))
    deadline = time.monotonic() + 30
    while not (tmp_path / "number").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    made.end()
    with pytest.raises(MakerError):
        made.snapshot.result(30)
    child = int((tmp_path / "number").read_text())
    while Path(f"/proc/{child}/stat").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            break
        time.sleep(0.01)
    else:
        assert not Path(f"/proc/{child}").exists()


def test_a_mistake_of_ours_or_of_a_plugin_is_told(started) -> None:
    snapshot = started(broken).snapshot.result(30)
    assert snapshot.failure == "The site cannot be made; the terminal tells why"
    assert snapshot.cause == "RuntimeError: a plugin fell over"


def test_a_process_that_dies_is_told(started) -> None:
    with pytest.raises(MakerError, match="the process that makes the site has ended"):
        started(killed).snapshot.result(30)
