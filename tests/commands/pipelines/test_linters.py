"""The pipelines are clean to the linters of their forges."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.commands.init.pipelines import ACTIONS, Pipelines, pipeline_files

yaml = pytest.importorskip("yaml")
BIN = Path(sys.executable).parent
PLACES = ["", "company/goals/"]
READERS = ["company", "everyone"]


def written(tmp_path: Path, forge: str) -> Iterator[Path]:
    for readers in READERS:
        for place in PLACES:
            pipelines = Pipelines(forge, readers, place, ("TOKEN",) if place else ())
            for path, text in pipeline_files(pipelines).items():
                target = tmp_path / f"{readers}-{len(place)}" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text)
                yield target


@pytest.mark.parametrize(
    "linter",
    [
        ["actionlint"],
        ["zizmor", "--offline", "--no-progress"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
    ],
    ids=lambda linter: linter[0],
)
def test_the_workflows_of_github_are_clean(tmp_path: Path, linter: list[str]) -> None:
    if not (BIN / linter[0]).is_file():
        pytest.skip(f"{linter[0]} is not here")
    files = [str(path) for path in written(tmp_path, "github")]
    done = subprocess.run(
        [str(BIN / linter[0]), *linter[1:], *files],
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pipeline_of_gitlab_fits_its_schema(tmp_path: Path) -> None:
    if not (BIN / "check-jsonschema").is_file():
        pytest.skip("check-jsonschema is not here")
    files = [path for path in written(tmp_path, "gitlab") if path.suffix == ".yml"]
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_action_is_pinned_by_a_whole_commit(tmp_path: Path) -> None:
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action) for action in ACTIONS.values())
    for path in written(tmp_path, "github"):
        used = re.findall(r"uses: (.*)", path.read_text())
        assert set(used) <= set(ACTIONS.values())


def test_no_job_has_both_a_secret_and_the_right_to_write(tmp_path: Path) -> None:
    for path in written(tmp_path, "github"):
        workflow = yaml.safe_load(path.read_text())
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            can_write = "write" in job.get("permissions", {}).values()
            assert not (can_write and "secrets." in json.dumps(job))
            is_of_a_stranger = "pull_request" in workflow[True]
            assert not (is_of_a_stranger and (can_write or "secrets." in json.dumps(job)))
