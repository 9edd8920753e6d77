"""What the docs list is what the code has."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite.pipeline.schema import schemas
from okrsite.pipeline.schema.meanings import DOCUMENT, MEANINGS

ROOT = Path(__file__).parents[2]


def test_every_generated_part_of_the_docs_is_fresh() -> None:
    told = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_a_stale_part_is_noticed(tmp_path) -> None:
    generate = tmp_path / "generate.py"
    generate.write_text((ROOT / "docs/generate.py").read_text())
    shutil.copytree(ROOT / "docs/reference", tmp_path / "reference")
    page = tmp_path / "fields.md"
    page.write_text("<!-- generated: fields page -->\nan old table\n<!-- end -->\n")
    told = subprocess.run(
        [sys.executable, str(generate), "--check"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "fields.md is stale" in told.stderr
    assert "an old table" in page.read_text()


@pytest.mark.parametrize("kind", schemas())
def test_every_field_of_a_schema_says_what_it_means(kind) -> None:
    schema = schemas()[kind]
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part["properties"].items():
            assert field["description"].strip(), name


def test_no_meaning_is_kept_for_a_field_that_is_gone() -> None:
    written = json.dumps(list(schemas().values()))
    for row, meanings in MEANINGS.items():
        for field, meaning in meanings.items():
            if field not in DOCUMENT:
                assert json.dumps(meaning) in written, (row, field)
