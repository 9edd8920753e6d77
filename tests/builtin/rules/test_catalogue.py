"""The rules are complete, and their documentation is what they say."""

import sys
from pathlib import Path

import pytest

from okrsite.builtin import diagnostics, rules
from okrsite.builtin.rules import in_order, rules_of, shipped_rules
from okrsite.model.extensions import Rule
from okrsite.pipeline.report.catalogue import catalogue

RULES = shipped_rules()


def test_no_rule_that_a_module_defines_is_missed() -> None:
    folders = [Path(package.__path__[0]) for package in (rules, diagnostics)]
    texts = [path.read_text() for folder in folders for path in folder.rglob("*.py")]
    assert sum(text.count(" = Rule(\n") for text in texts) == len(RULES) >= 140


def test_a_rule_in_a_folder_of_a_package_is_found(tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "more_rules" / "deep"
    folder.mkdir(parents=True)
    for place in (folder.parent, folder):
        (place / "__init__.py").touch()
    (folder / "one.py").write_text(
        "from okrsite.api import Rule\n"
        "LATE = Rule(code='X1', name='late', severity='hint', title='', why='', bad={}, good={})\n"
        "OTHER = 'no rule'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert [rule.code for rule in rules_of("more_rules")] == ["X1"]
    for name in [name for name in sys.modules if name.startswith("more_rules")]:
        monkeypatch.delitem(sys.modules, name)


def test_rules_stand_in_the_order_of_their_codes_each_once() -> None:
    assert [rule.code for rule in in_order(reversed(RULES))] == [rule.code for rule in RULES]
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("field", ["code", "name"])
def test_a_code_or_a_name_given_twice_is_an_error(field: str) -> None:
    first, second = RULES[:2]
    values = {field: getattr(second, field) for field in Rule.__struct_fields__}
    twin = Rule(**{**values, field: getattr(first, field)})
    with pytest.raises(ValueError, match=getattr(first, field)):
        in_order([first, twin])


def test_a_constant_is_called_as_its_rule() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith((rules.__name__, diagnostics.__name__)):
            for constant, value in vars(module).items():
                if isinstance(value, Rule):
                    assert constant == value.name.replace("-", "_").upper()


def test_what_checks_is_a_rule_and_what_only_explains_a_diagnostic() -> None:
    assert all(rule.check for rule in rules_of(rules.__name__))
    assert not any(rule.check for rule in rules_of(diagnostics.__name__))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_in_a_few_plain_sentences(rule: Rule) -> None:
    assert 30 < len(rule.why.strip()) < 600
    assert rule.why.strip().endswith((".", "?", ":", "`"))
    assert not rule.title.endswith(".")
    if rule.check:
        assert rule.check.__doc__


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.parameters], ids=lambda r: r.code)
def test_parameters_have_defaults_and_are_explained(rule: Rule) -> None:
    assert rule.parameters
    assert rule.parameters()
    assert rule.parameters.__doc__


def test_the_documentation_shows_no_character_that_nobody_sees() -> None:
    assert all(letter.isprintable() or letter in "\n\t" for letter in catalogue(RULES))
