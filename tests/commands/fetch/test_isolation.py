"""A source's process has its own variables alone, and no way to those of others."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone")

FETCH = [sys.executable, "-m", "okrsite", "fetch"]
STRACE = shutil.which("strace")
NO_NAMESPACES = "inject=unshare:error=EPERM"
NO_DROPPING = "inject=capset:error=EPERM"
NO_LANDLOCK = "inject=landlock_create_ruleset:error=EOPNOTSUPP"
SECRETS = {"OWN_KEY": "c4nary-own", "OTHER_KEY": "c4nary-other", "CI_TOKEN": "c4nary-token"}


user_only = pytest.mark.skipif(os.geteuid() == 0, reason="root may read memory past Landlock")


def fetched(office, *refused: str) -> subprocess.CompletedProcess[str]:
    """What a fetch says, on a system that refuses some calls, while another source is asked."""
    traced = [STRACE, "-qq", "-f", "-o", os.devnull, *(f"-e{call}" for call in refused)]
    if refused and not STRACE:
        pytest.skip("strace is not installed")
    office.source("own", 'key = "${OWN_KEY}"')
    office.kpi("nps", "own", 'do = "spies"')
    office.source("other", 'key = "${OTHER_KEY}"\ntimeout = 5')
    office.kpi("csat", "other", 'do = "hangs"')
    return subprocess.run(
        [*(traced if refused else ()), *FETCH],
        cwd=office.root,
        env={**os.environ, **SECRETS, "OKRSITE_CACHE_KEY": "c4nary-cache" * 4},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "refused",
    [
        (),
        (NO_NAMESPACES,),
        (NO_LANDLOCK, NO_DROPPING),
        pytest.param((NO_NAMESPACES, NO_DROPPING), marks=user_only),
    ],
    ids=["all", "no namespaces", "namespaces alone", "Landlock alone"],
)
def test_a_source_finds_no_secret_but_its_own(office, refused) -> None:
    said = fetched(office, *refused)
    found = (office.notes / "found").read_bytes()
    assert b"OWN_KEY=c4nary-own" in found, said
    for secret in ("c4nary-other", "c4nary-token", "c4nary-cache"):
        assert secret.encode() not in found, (secret, said)
    assert b"memory of an ancestor" not in found
    assert "isolated" not in said.stdout + said.stderr


def test_that_nothing_isolates_a_source_is_told(office) -> None:
    said = fetched(office, NO_NAMESPACES, NO_LANDLOCK, NO_DROPPING)
    assert "nps: 2026-11-10 new" in said.stdout
    assert b"c4nary-token" in (office.notes / "found").read_bytes()
    assert "neither namespaces nor Landlock" in said.stderr
