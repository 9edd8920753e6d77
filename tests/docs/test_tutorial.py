"""The tutorial for plugin authors works, command by command, as it stands in the docs."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def followed(tmp_path) -> str:
    """What a shell says that was given every command of the tutorial."""
    page = (DOCS / "plugins.md").read_text("utf-8")
    tutorial = page.partition("## A source in ten minutes")[2].partition("\n## ")[0]
    lines = "".join(COMMANDS.findall(tutorial)).replace("8123", free_port())
    # The example goals of `init` are still there, and are told; nothing else may be.
    settled = "printf '[rules]\\nignore = [\"OKR167\"]\\n' >> okrsite.toml\n"
    script = f"set -eu\ntrap 'kill $(jobs -p)' EXIT\n{lines}{settled}okrsite check --strict\n"
    programs = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    told = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_the_tutorial_ends_with_a_kpi_that_updates_itself(followed) -> None:
    assert "plugins/desk.py\ntests/test_desk.py\n" in followed
    assert "6 passed" in followed
    assert "desk (desk): good, 2 values for 1 KPI" in followed
    assert "date,value\n2026-09-30,11200\n2026-10-31,12400\n" in followed
