"""The first commands of the README work, one after the other, as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
COMMANDS = re.compile(r"^```sh\n(okrsite .*?)^```$", re.DOTALL | re.MULTILINE)


def test_a_new_site_takes_the_next_commands_of_the_readme(tmp_path) -> None:
    (commands,) = COMMANDS.findall(README.read_text("utf-8"))
    told = subprocess.run(
        ["bash", "-euc", f"okrsite init .\n{commands}"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert (tmp_path / "site/objectives/schools-find-us.html").is_file()
