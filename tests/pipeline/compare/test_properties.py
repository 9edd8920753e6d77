"""What holds of every difference: of random companies and random edits of them."""

import importlib.util
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from okrsite.pipeline.compare.neighbourhood import neighbourhood
from okrsite.pipeline.compare.references import references_of
from okrsite.pipeline.settings import PATH as SETTINGS

_spec = importlib.util.spec_from_file_location(
    "random_site", Path(__file__).parent / "random_site.py"
)
random_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(random_site)

SEEDS = range(25)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_site_has_no_difference_from_itself(seed, difference_of) -> None:
    files = random_site.random_site(Random(seed))
    found = difference_of(files, dict(files))
    assert (found.changes, found.effects, found.new, found.gone) == ((), (), (), ())


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_the_edits_are_told(seed, difference_of) -> None:
    chance = Random(seed)
    before = random_site.random_site(chance)
    after, expected = random_site.random_edits(before, chance, chance.randint(1, 6))
    found = difference_of(before, after)
    told = [(row.kind, row.id, row.key_result, row.change) for row in found.changes]
    assert Counter(told) == Counter(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_way_back_tells_the_opposite(seed, difference_of) -> None:
    chance = Random(seed)
    before = random_site.random_site(chance)
    after, _ = random_site.random_edits(before, chance, 4)
    there, back = difference_of(before, after), difference_of(after, before)
    opposite = {"eased": "tightened", "tightened": "eased", None: None}
    assert Counter(_key(row, opposite[row.direction]) for row in there.changes) == Counter(
        _key(row, row.direction) for row in back.changes
    )
    assert (there.new, there.gone) == (back.gone, back.new) or len(there.new) == len(back.gone)


def _key(change, direction):
    pairs = {"added": "removed", "removed": "added"}
    name = pairs.get(change.change, change.change)
    return (change.kind, change.id, change.key_result, min(name, change.change), direction)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_neighbourhood_tells_what_the_whole_site_tells(seed, difference_of) -> None:
    chance = Random(seed)
    before = random_site.random_site(chance)
    after, _ = random_site.random_edits(before, chance, chance.randint(1, 3))
    states = [
        {path: references_of(path, text.encode()) for path, text in files.items()}
        for files in (_documents(before), _documents(after))
    ]
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    near = neighbourhood(states, changed)
    whole, part = difference_of(before, after), difference_of(before, after, only=near)
    assert part.changes == whole.changes
    assert part.effects == whole.effects
    assert part.users == whole.users
    assert _places(part.new) == _places(whole.new)
    assert _places(part.gone) == _places(whole.gone)


def _documents(files):
    return {path: text for path, text in files.items() if path != SETTINGS}


def _places(findings):
    return [(str(finding.span), finding.code) for finding in findings]
