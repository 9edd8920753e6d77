"""Promise 4: a killed or failing build keeps the last good site; the next leaves no litter."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import OBJECTIVE, objective_text

if TYPE_CHECKING:
    from conftest import Company

STRACE = shutil.which("strace")
CALLS = {
    "write": "write",
    "open": "openat",
    "link": "linkat",
    "folder": "mkdir",
    "mode": "fchmod,chmod,fchmodat",
    "flush": "fsync,syncfs",
    "rename": "rename,renameat,renameat2",
    "remove": "unlink,unlinkat,rmdir",
}
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


def prepared(company: Company) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The old site on show and the new one that the next build should make."""
    company.write({f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(5)})
    company.build()
    (company.site / "CNAME").write_text("goals.example")
    old = company.shown()
    shutil.copytree(company.root, company.root.with_name("next"), symlinks=True)
    change(company)
    after = type(company)(company.root.with_name("after"))
    shutil.rmtree(after.root)
    shutil.copytree(company.root, after.root, symlinks=True)
    shutil.rmtree(after.site)
    after.build()
    (after.site / "CNAME").write_text("goals.example")
    return old, after.shown()


def change(company: Company) -> None:
    company.write(
        {
            OBJECTIVE: objective_text("Customers stay, and bring their friends"),
            "content/objectives/g3.md": None,
            "content/objectives/new.md": objective_text("A new goal"),
        }
    )


def assert_whole(company: Company, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """The site is the old or the new; then the next build makes the new and leaves no litter."""
    assert company.shown() in (old, new)
    done = company.run("build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert company.shown() == new
    beside = {path.name for path in company.root.iterdir()}
    assert beside == {".okrsite", "content", "okrsite.toml", "site"}
    packs = {path.name.partition("-")[0] for path in (company.root / ".okrsite").iterdir()}
    assert packs - {"marks", "observations", "receipt"} == {
        ".gitignore",
        "cells",
        "documents",
        "site",
        "templates",
    }


def again(company: Company) -> None:
    """Put the old site back, with what was remembered of it."""
    shutil.rmtree(company.root)
    shutil.copytree(company.root.with_name("next"), company.root, symlinks=True)
    change(company)


def injected(company: Company, calls: str, fault: str, when: int) -> bool:
    """Build while the when-th of some system calls fails; whether there was one."""
    assert STRACE
    log = company.root.with_name("strace.log")
    command = [STRACE, "-f", "-qq", "-o", str(log)]
    command += ["-e", f"trace={calls}", "-e", f"inject={calls}:{fault}:when={when}"]
    subprocess.run(
        [*command, sys.executable, "-m", "okrsite", "build", "--jobs", "1"],
        cwd=company.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    told = log.read_text(errors="replace")
    return "INJECTED" in told or "killed by SIGKILL" in told


@needs_strace
@pytest.mark.parametrize(
    ("call", "fault", "when"),
    [
        ("rename", "signal=SIGKILL", 2),
        ("flush", "error=ENOSPC", 1),
        ("link", "error=ENOSPC", 1),
        ("remove", "signal=SIGKILL", 4),
    ],
)
def test_a_build_that_dies_or_fails_in_between_keeps_a_whole_site(
    company: Company, call: str, fault: str, when: int
) -> None:
    old, new = prepared(company)
    assert injected(company, CALLS[call], fault, when)
    assert_whole(company, old, new)


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_whichever_call_fails_the_site_stays_whole(company: Company, call: str, fault: str) -> None:
    old, new = prepared(company)
    when, step = 1, 1
    while injected(company, CALLS[call], fault, when):
        assert_whole(company, old, new)
        again(company)
        # Python opens and writes much before the build begins; later calls matter one by one.
        step = 25 if call == "open" and when < 700 else 1
        when += step
    assert when > 1


def test_builds_killed_at_any_moment_keep_a_whole_site(company: Company) -> None:
    killed_at_random(company, 3)


@pytest.mark.slow
def test_builds_killed_at_many_moments_keep_a_whole_site(company: Company) -> None:
    killed_at_random(company, 100)


def killed_at_random(company: Company, times: int) -> None:
    old, new = prepared(company)
    moments = random.Random(4711)
    for _ in range(times):
        build = subprocess.Popen(
            [sys.executable, "-m", "okrsite", "build", "--jobs", "2"],
            cwd=company.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.15, 0.6))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert_whole(company, old, new)
        again(company)
