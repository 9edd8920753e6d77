"""What a source started ends with it, even where it has left its group and its session."""

import shutil
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone")

FETCH = [sys.executable, "-m", "okrsite", "fetch"]
# A system that allows no namespaces, as many containers and some distributions are.
WITHOUT_NAMESPACES = [
    *("unshare", "--user", "--map-root-user", "sh", "-c"),
    'for of in user pid mnt; do echo 0 >/proc/sys/user/max_${of}_namespaces; done; exec "$0" "$@"',
]
SYSTEMS = {"with namespaces": [], "without namespaces": WITHOUT_NAMESPACES}


@pytest.fixture(params=SYSTEMS)
def system(request) -> list[str]:
    """The command that runs another on a system, or skips where it cannot be had."""
    wrapper = SYSTEMS[request.param]
    if wrapper and (
        not shutil.which("unshare")
        or subprocess.run([*wrapper, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no namespace can be made that allows none")
    return wrapper


@pytest.mark.parametrize("hangs", [0, 1], ids=["answers", "hangs"])
def test_nobody_outlives_a_source_that_ends_or_is_ended(office, system, hangs) -> None:
    office.source("good", "timeout = 2")
    office.kpi("nps", "good", f'do = "escapes"\nvalue = {hangs}')
    done = subprocess.run([*system, *FETCH], cwd=office.root, capture_output=True, check=False)
    assert (office.notes / "held").exists(), done
    assert done.returncode == (3 if hangs else 0)
    assert not office.is_held()


def test_nobody_outlives_a_fetch_that_is_killed(office, system) -> None:
    office.source("good")
    office.kpi("nps", "good", 'do = "escapes"')
    process = subprocess.Popen([*system, *FETCH], cwd=office.root, stdout=subprocess.DEVNULL)
    until(office.is_held)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: not office.is_held())


def test_nobody_outlives_a_program_of_the_command_source(office, system) -> None:
    """The second program finds nothing left of the first, although the source goes on."""
    script = f"""#!{sys.executable}
import fcntl, os, subprocess, sys
lock = os.open("{office.notes}/held", os.O_CREAT | os.O_RDWR)
os.set_inheritable(lock, True)
fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
sleep = ["setsid", "nohup", "env", "-i", "sleep", "1000"]
subprocess.Popen(sleep, pass_fds=(lock,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
if os.fork() == 0:
    os.setsid()
    os.closerange(0, 3)
    os.fork() or os.execv("/bin/sleep", ["sleep", "1000"])
print(4.5)
"""
    office.write({"tools/kpi": script})
    (office.root / "tools/kpi").chmod(0o755)
    office.place("scripts", 'plugin = "command"\ncommand = ["tools/kpi"]\nseconds = 5')
    office.kpi("csat", "scripts")
    office.kpi("nps", "scripts")
    done = subprocess.run(
        [*system, *FETCH], cwd=office.root, capture_output=True, check=False, text=True
    )
    assert "2 new" in done.stdout, done
    assert not office.is_held()


def until(holds) -> None:
    """Wait for something that is sure to come; only a test that hangs waits in vain."""
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")
