"""What a source started ends with it, even where it has left its group and its session."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

linux_only = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="Linux alone")


def runs(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def told(office) -> list[str]:
    notes = (office.notes / name for name in ("escaped", "grandchild"))
    return [note.read_text() for note in notes if note.exists() and note.read_text()]


@linux_only
@pytest.mark.parametrize("hangs", [0, 1], ids=["answers", "hangs"])
def test_nobody_outlives_a_source_that_ends_or_is_ended(office, hangs) -> None:
    office.source("good", "timeout = 2")
    office.kpi("nps", "good", f'do = "escapes"\nvalue = {hangs}')
    (result,) = office.fetch().results
    assert bool(result.error) == bool(hangs)
    assert [runs(process) for process in told(office)] == [False, False]


@linux_only
def test_nobody_outlives_a_fetch_that_is_killed(office) -> None:
    office.source("good")
    office.kpi("nps", "good", 'do = "escapes"')
    fetch = [sys.executable, "-m", "okrsite", "fetch"]
    process = subprocess.Popen(fetch, cwd=office.root, stdout=subprocess.DEVNULL)
    until(lambda: len(told(office)) == 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: not any(runs(process) for process in told(office)))


@linux_only
def test_nobody_outlives_a_program_of_the_command_source(office) -> None:
    script = f"""#!{sys.executable}
import os, subprocess
child = subprocess.Popen(["sleep", "1000"], start_new_session=True, stdout=2, stderr=2)
open("{office.notes}/grandchild", "w").write(str(child.pid))
print(4.5)
"""
    office.write({"tools/kpi": script})
    (office.root / "tools/kpi").chmod(0o755)
    office.place("scripts", 'plugin = "command"\nallow = ["tools/kpi"]\nseconds = 1')
    office.kpi("nps", "scripts", 'run = ["tools/kpi"]')
    office.fetch()
    assert [runs(process) for process in told(office)] == [False]


def until(holds) -> None:
    """Wait for something that is sure to come; only a test that hangs waits in vain."""
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")
