"""That the system gives no thread or process is its refusal, and no mistake in okrsite."""

import os
import subprocess
import sys

import pytest

from okrsite.builtin.example import BASE

LIMITED = """
import sys
from okrsite import cli
import threading, os
left = [int(sys.argv[1])]
def refusing(start):
    def begin(*given, **named):
        left[0] -= 1
        if left[0] < 0:
            raise RuntimeError("can't start new thread")
        return start(*given, **named)
    return begin
for name in ("_start_new_thread", "_start_joinable_thread"):
    if hasattr(threading, name):
        setattr(threading, name, refusing(getattr(threading, name)))
def fork():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = fork
sys.exit(cli.run(sys.argv[2:]))
"""


def limited(root, threads: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(threads), *arguments],
        cwd=root,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def root(tmp_path):
    """A site with a source and more files than one process likes to read."""
    files = {f"content/pages/p{n}.md": f"+++\ntitle = 'P{n}'\n+++\n" for n in range(200)}
    settings = '\n[sources.s]\nplugin = "command"\ncommand = ["echo"]\n'
    kpi = '+++\ntitle = "N"\n[source]\nuse = "s"\narguments = ["4"]\n+++\n'
    files |= {**BASE, "okrsite.toml": BASE["okrsite.toml"] + settings, "content/kpis/n.md": kpi}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.mark.parametrize("command", [["fetch"], ["serve", "--port", "0"]], ids=["fetch", "serve"])
def test_without_threads_a_command_says_so_in_a_sentence(root, command) -> None:
    said = limited(root, 0, *command)
    assert said.returncode == 2, said
    assert "okrsite: no thread can be started\nThe system allows no more processes" in said.stderr
    assert "mistake in okrsite" not in said.stderr


def test_a_build_without_processes_and_threads_does_the_work_by_itself(root) -> None:
    said = limited(root, 0, "build", "--jobs", "4")
    assert said.returncode == 0, said
    assert (root / "site/pages/p199.html").exists()
