"""Promise 5: a fetch that is killed or that the disk fails loses and doubles nothing."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

if TYPE_CHECKING:
    from conftest import Office

STRACE = shutil.which("strace")
CALLS = ("openat", "fchmod", "write", "fsync", "renameat", "unlinkat", "flock", "close")
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO")
# Files are kept by threads; the processes of the sources are let be.
THREADS = ("-f", "-b", "execve")
FETCH = [sys.executable, "-m", "okrsite", "fetch"]
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


class Rehearsed:
    """An office that can be put back, with its content before and after a fetch that succeeds."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.kept = office.root.with_name("kept")
        office.source("good")
        office.kpi("customer-churn", "good", 'do = "old_and_new"')
        office.kpi("nps", "good", folder="feedback/")
        office.kpi("csat", "good", folder="feedback/")
        office.fetch(dry_run=True)
        self.old = office.tree()
        shutil.copytree(office.root, self.kept)
        office.fetch()
        self.new = office.tree()
        self.again()

    def again(self) -> None:
        """Put the office back."""
        shutil.rmtree(self.office.root)
        shutil.copytree(self.kept, self.office.root)

    def assert_whole(self) -> None:
        """Each file is the old or the new one; the next fetch makes all new, without litter."""
        for path, data in self.office.tree().items():
            if not path.endswith(".partial"):
                assert data in {self.old.get(path), self.new.get(path)}, path
        self.office.fetch()
        assert self.office.tree() == self.new


@pytest.fixture
def rehearsed(offices) -> Rehearsed:
    return Rehearsed(offices())


def traced(rehearsed: Rehearsed, *options: str) -> str:
    """Fetch under strace, and give what it noted."""
    assert STRACE
    log = rehearsed.kept.with_name("strace.log")
    done = subprocess.run(
        [STRACE, "-qq", "-o", str(log), *options, *FETCH],
        cwd=rehearsed.office.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{log.read_text(errors='replace')}\n{done.stdout}{done.stderr}"


def moments(rehearsed: Rehearsed) -> list[tuple[str, int]]:
    """Every system call, by its name and number, from the first lock of a folder on."""
    count = dict.fromkeys(CALLS, 0)
    found: list[tuple[str, int]] = []
    for line in traced(rehearsed, "-e", f"trace={','.join(CALLS)}").splitlines():
        if match := re.match(r"(\w+)\(", line):
            count[match[1]] += 1
            if count["flock"]:
                found.append((match[1], count[match[1]]))
    rehearsed.again()
    return found


def injected(rehearsed: Rehearsed, call: str, when: str, fault: str, *options: str) -> bool:
    """Fetch while the when-th of a system call fails; whether there was one."""
    told = traced(
        rehearsed, *options, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}"
    )
    return "INJECTED" in told or "killed by SIGKILL" in told


@needs_strace
def test_a_fetch_killed_or_failing_in_between_keeps_whole_files(rehearsed: Rehearsed) -> None:
    points = moments(rehearsed)
    assert {call for call, _ in points} >= {"openat", "write", "fsync", "renameat", "flock"}
    for call, nth, fault in [
        ("write", 1, "signal=SIGKILL"),
        ("fsync", 1, "error=ENOSPC"),
        ("renameat", 0, "signal=SIGKILL"),
        ("renameat", 3, "error=EIO"),
    ]:
        _, number = [point for point in points if point[0] == call][nth]
        assert injected(rehearsed, call, str(number), fault)
        rehearsed.assert_whole()
        rehearsed.again()


@needs_strace
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("when", ["1", "2", "1+"])
def test_a_thread_that_fails_to_keep_a_file_leaves_all_whole(
    rehearsed: Rehearsed, when: str, fault: str
) -> None:
    assert injected(rehearsed, "fsync", when, fault, *THREADS)
    rehearsed.assert_whole()


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_whichever_call_fails_every_file_is_whole(
    rehearsed: Rehearsed, call: str, fault: str
) -> None:
    numbers = [str(number) for name, number in moments(rehearsed) if name == call]
    missed = 0
    for number in numbers:
        missed += not injected(rehearsed, call, number, fault)
        rehearsed.assert_whole()
        rehearsed.again()
    # What was read is remembered in one file more or less, by how long ago the content was touched.
    assert missed < 5
    assert numbers or call == "unlinkat"


def test_fetches_killed_at_any_moment_keep_whole_files(rehearsed: Rehearsed) -> None:
    killed_at_random(rehearsed, 3)


@pytest.mark.slow
def test_fetches_killed_at_many_moments_keep_whole_files(rehearsed: Rehearsed) -> None:
    killed_at_random(rehearsed, 60)


def killed_at_random(rehearsed: Rehearsed, times: int) -> None:
    chance = random.Random(4711)
    for _ in range(times):
        process = subprocess.Popen(
            FETCH,
            cwd=rehearsed.office.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        rehearsed.assert_whole()
        rehearsed.again()


def test_a_killed_fetch_takes_its_sources_and_their_files_with_it(offices, tmp_path) -> None:
    office = offices()
    office.source("good")
    office.kpi("nps", "good", 'do = "hangs"')
    variables = {**os.environ, "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(FETCH, cwd=office.root, stdout=subprocess.DEVNULL, env=variables)
    until(office.is_held)
    assert list(tmp_path.glob("okrsite-*"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: not office.is_held())
    until(lambda: not list(tmp_path.glob("okrsite-*")))


def test_a_fetch_that_is_interrupted_says_nothing_and_ends_its_sources(offices) -> None:
    office = offices()
    office.source("good")
    office.kpi("nps", "good", 'do = "hangs"')
    # A shell that runs the tests in the background has them ignore it, and children inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(FETCH, cwd=office.root, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    until(office.is_held)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said.strip()) == (130, "")
    until(lambda: not office.is_held())
    assert office.series("nps") is None


def until(holds) -> None:
    """Wait for something that is sure to come; only a test that hangs waits in vain."""
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_a_torn_line_from_elsewhere_is_never_taken_for_whole() -> None:
    found = parse("content/kpis/churn.csv", b"date,value\n2026-10-31,4.8\n2026-11-30", Markdown())
    assert [finding.code for finding in found.findings] == ["OKR075"]
