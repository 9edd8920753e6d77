"""The example company's values are what its raw data say, to the last digit."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from msgspec import json

from okrsite.commands.workspace import open_workspace
from okrsite.model.settings import Settings
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.testing import ask

ROOT = Path(__file__).parents[2]
KPIS = ROOT / "content" / "kpis"


def sourced() -> list[str]:
    texts = {path.stem: path.read_text("utf-8").split("+++\n")[1] for path in KPIS.glob("*.md")}
    return sorted(name for name, text in texts.items() if "source" in tomllib.loads(text))


@pytest.fixture(scope="module")
def workspace():
    opened = open_workspace(ROOT)
    assert opened.findings == ()
    return opened


def settings_of(settings: Settings, name: str) -> dict:
    return json.decode(settings.sources[name].settings)


@pytest.mark.parametrize("name", sourced())
def test_every_observation_is_found_again_in_the_raw_data(name, workspace) -> None:
    source = tomllib.loads((KPIS / f"{name}.md").read_text("utf-8").split("+++\n")[1])["source"]
    use = source.pop("use")
    kind = workspace.extensions.sources[workspace.settings.sources[use].plugin]
    found = ask(
        kind,
        {name: source},
        settings=settings_of(workspace.settings, use),
        until=workspace.today,
        data=ROOT / "content" / "data",
    )
    path = f"content/kpis/{name}.csv"
    written = parse(path, (ROOT / path).read_bytes(), Markdown()).entity
    assert [(observation.day, observation.value) for observation in found] == [
        tuple(point) for point in written.points
    ]


def test_sources_of_both_kinds_are_used(workspace) -> None:
    uses = {
        tomllib.loads((KPIS / f"{name}.md").read_text("utf-8").split("+++\n")[1])["source"]["use"]
        for name in sourced()
    }
    assert uses == {"warehouse", "surveys"} == set(workspace.settings.sources)
    assert {path.suffix for path in (ROOT / "content/data").iterdir()} == {".csv", ".parquet", ""}


@pytest.mark.parametrize("options", [(), ("--backfill",)])
def test_fetching_the_example_changes_nothing(options, tmp_path) -> None:
    for name in ("content", "plugins"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "okrsite.toml", tmp_path)
    told = subprocess.run(
        [sys.executable, "-m", "okrsite", "fetch", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    before = {path.name: path.read_bytes() for path in KPIS.iterdir()}
    assert {
        path.name: path.read_bytes() for path in (tmp_path / KPIS.relative_to(ROOT)).iterdir()
    } == before
