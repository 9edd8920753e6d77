"""Environments: clean ones of Python, with packages from the index, for the slow tests."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def environment(folder, *packages):
    """The folder of the programs of a new environment that has these packages.

    Skips where the index cannot be reached; a package that cannot be installed is a failure.
    """
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    programs = Path(folder, "bin")
    reached = subprocess.run(
        [programs / "pip", "download", "-q", "--no-deps", "-d", folder, "six"],
        capture_output=True,
        check=False,
    )
    if reached.returncode:
        pytest.skip("no index of packages can be reached")
    done = subprocess.run(
        [programs / "pip", "install", "-q", *packages], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return programs
