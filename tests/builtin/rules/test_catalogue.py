"""The rules are complete, and their documentation is what they say."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from okrsite.builtin import rules
from okrsite.builtin.rules import RULES
from okrsite.model.extensions import Rule
from okrsite.pipeline.report.catalogue import catalogue

ROOT = Path(__file__).parents[3]
CODE = re.compile(r"\"(OKR\d{3})\"")


def test_every_file_of_the_folder_stands_in_the_tuple() -> None:
    files = [each.name for each in pkgutil.iter_modules(rules.__path__)]
    found = {importlib.import_module(f"{rules.__name__}.{name}").RULE.code for name in files}
    assert found == {rule.code for rule in RULES}
    assert len(files) == len(RULES)


def test_a_file_is_called_as_its_rule() -> None:
    for file in pkgutil.iter_modules(rules.__path__):
        rule = importlib.import_module(f"{rules.__name__}.{file.name}").RULE
        assert file.name == rule.name.replace("-", "_")


def test_codes_and_names_are_given_once_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_code_that_the_program_says_is_in_the_catalogue() -> None:
    sources = (ROOT / "src" / "okrsite").rglob("*.py")
    said = {code for path in sources for code in CODE.findall(path.read_text())}
    assert said - {rule.code for rule in RULES} - {"OKR999"} == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_in_a_few_plain_sentences(rule: Rule) -> None:
    assert 30 < len(rule.why.strip()) < 600
    assert rule.why.strip().endswith((".", "?", ":", "`"))
    assert not rule.title.endswith(".")
    if rule.check:
        assert rule.check.__doc__


@pytest.mark.parametrize("rule", [each for each in RULES if each.parameters], ids=lambda r: r.code)
def test_parameters_have_defaults_and_are_explained(rule: Rule) -> None:
    assert rule.parameters
    assert rule.parameters()
    assert rule.parameters.__doc__


def test_the_documentation_shows_no_character_that_nobody_sees() -> None:
    assert all(each.isprintable() or each in "\n\t" for each in catalogue(RULES))
