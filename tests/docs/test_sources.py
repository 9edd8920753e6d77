"""The examples of the sources' page can be used as they stand."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from okrsite.builtin.sources import SOURCES

PAGE = (Path(__file__).parents[2] / "docs/sources.md").read_text()
KINDS = {source.name: source for source in SOURCES}
BLOCKS = [tomllib.loads(text) for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)]
PLACES = {name: place for block in BLOCKS for name, place in block.get("sources", {}).items()}
QUERIES = [block["source"] for block in BLOCKS if "source" in block]


def without(table, *keys):
    return {key: value for key, value in table.items() if key not in keys}


@pytest.mark.parametrize("name", PLACES)
def test_the_settings_are_taken(name) -> None:
    place = PLACES[name]
    msgspec.convert(
        without(place, "plugin", "timeout", "lookback", "memory"), KINDS[place["plugin"]].settings
    )


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_are_taken(query) -> None:
    kind = KINDS[PLACES[query["use"]]["plugin"]]
    msgspec.convert(without(query, "use", "on_failure"), kind.query)


def test_every_source_that_ships_has_its_part_and_an_example() -> None:
    for name in KINDS:
        assert f"\n## {name}\n" in PAGE
        assert name in {place["plugin"] for place in PLACES.values()}
