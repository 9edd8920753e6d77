"""A rule that is asked of one thing alone finds there what it finds when it sees all of them."""

import pytest
from msgspec.structs import replace

from okrsite.builtin.example import BASE
from okrsite.builtin.rules import okrsite_rules
from okrsite.pipeline.check.focus import focused
from okrsite.pipeline.check.rule_settings import parameters_of
from okrsite.testing import site_of

RULES = okrsite_rules()
EACH = [rule for rule in RULES if rule.asked_of]
# Every site that any rule is shown with, and one that has the goals of all of them.
SITES = [files for rule in RULES for files in (rule.bad, rule.good, *rule.also_good)]
CROWD = {path: text for files in SITES for path, text in files.items() if path != "okrsite.toml"}


@pytest.fixture(scope="module")
def models():
    return [site_of({**BASE, **files}).scored for files in (*SITES, CROWD)]


@pytest.mark.parametrize("rule", EACH, ids=[rule.code for rule in EACH])
def test_one_by_one_a_rule_finds_what_it_finds_in_the_whole(rule, models) -> None:
    told = 0
    for scored in models:
        parameters = parameters_of(rule, scored.forest.settings.rules)
        names = scored.forest.objectives if rule.asked_of == "objective" else scored.forest.kpis
        whole = list(rule.check(scored, parameters))
        parts = [
            finding
            for name in names
            for finding in rule.check(focused(scored, rule.asked_of, name), parameters)
        ]
        assert parts == whole
        told += sum(finding is not None for finding in whole)
    # What lies ahead is not among the goals as they are known on the day.
    assert told or rule.name == "checkin-ahead"


def test_a_rule_that_counts_is_told_from_one_that_does_not(models) -> None:
    (rule,) = [rule for rule in RULES if rule.name == "too-many-objectives"]
    scored = models[-1]
    parameters = replace(parameters_of(rule, scored.forest.settings.rules), most=1)
    assert list(rule.check(scored, parameters))
    assert not [
        finding
        for name in scored.forest.objectives
        for finding in rule.check(focused(scored, "objective", name), parameters)
    ]
