"""History: what `diff` and `log` cost on many goals and many commits.

    python -m tests.bench.history --goals 10000 --commits 10000

It prints the processor time of each, without a memory and with one.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.own_format import make

DAY = 86_400
BEGIN = 1_700_000_000


def make_history(folder: Path, goals: int, commits: int) -> Path:
    """Write a site and commit it, then move one target in each further commit."""
    make(folder, goals)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    stream = b"".join(_commits(folder, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    subprocess.run(["git", "reset", "--quiet", "--hard", "bench"], cwd=folder, check=True)
    return folder


def _commits(folder: Path, count: int) -> Iterator[bytes]:
    """The commits as `git fast-import` reads them."""
    paths = [folder / "okrsite.toml", *sorted((folder / "content").rglob("*.*"))]
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    goals = [path for path in texts if "/objectives/" in path]
    chance = Random(0)
    yield _commit(1, texts)
    for number in range(2, count + 1):
        path = chance.choice(goals)
        target = f"target = {chance.randint(1, 99)}"
        texts[path] = re.sub(r"target = [\d.]+", target, texts[path], count=1)
        yield _commit(number, {path: texts[path]})


def _commit(number: int, files: dict[str, str]) -> bytes:
    message = f"Move a target, {number}".encode()
    when = BEGIN + number * DAY // 20
    head = (
        f"commit refs/heads/bench\nmark :{number}\ncommitter Ada <ada@example.org> {when} +0000\n"
    )
    after = f"from :{number - 1}\n" if number > 1 else ""
    blobs = [
        f"M 644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
        for path, data in ((path, text.encode()) for path, text in files.items())
    ]
    body = f"data {len(message)}\n".encode() + message + b"\n" + after.encode()
    return head.encode() + body + b"".join(blobs)


def measured(folder: Path, *arguments: str) -> float:
    """The processor time in seconds of a command and of what it runs."""
    before = os.times()
    command = [sys.executable, "-m", "okrsite", *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def main() -> None:
    """Print what each command costs, the first time and after that."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--goals", type=int, default=10_000)
    options.add_argument("--commits", type=int, default=10_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = make_history(Path(scratch, "site"), given.goals, given.commits)
        for arguments in (("diff", "HEAD~1", "HEAD"), ("diff", "HEAD"), ("log", "g1")):
            shutil.rmtree(folder / ".okrsite", ignore_errors=True)
            first, later = measured(folder, *arguments), measured(folder, *arguments)
            print(f"{' '.join(arguments):20} {first:6.2f} s, then {later:5.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
