"""The rule hears words that could mean anybody, and no others."""

from pathlib import Path

import pytest

from okrsite.testing import EXAMPLE, find, load_plugin, prove_rule

PLUGIN = load_plugin(Path(__file__).parents[2] / "plugins" / "house_words.py")
(RULE,) = PLUGIN.module.okrsite_rules()


def titled(title: str) -> dict[str, str]:
    (text,) = RULE.good.values()
    return {**EXAMPLE, PLUGIN.module.GOAL: text.replace("Librarians lend with one hand", title)}


def test_its_own_examples_prove_it() -> None:
    prove_rule(RULE)


def test_the_finding_stands_at_the_title_and_says_what_to_write() -> None:
    (found,) = find(RULE, titled("Our clients stay"))
    assert str(found.span) == "content/objectives/loans.md:2:9"
    assert found.message == "the title says 'clients', which may be anybody"
    assert found.help.startswith("Say libraries")
    assert (found.severity, found.subject.id) == ("warning", "loans")


@pytest.mark.parametrize("title", ["Causers of damage pay", "Readers come back", "A clientele"])
def test_a_word_within_a_word_is_none(title) -> None:
    assert find(RULE, titled(title)) == ()


def test_titles_of_key_results_are_heard_too() -> None:
    files = titled("Readers come back")
    goal = PLUGIN.module.GOAL
    files[goal] = files[goal].replace("Fewer libraries leave", "Fewer USERS leave")
    assert [finding.span.line for finding in find(RULE, files)] == [9]


def test_a_company_has_its_own_words() -> None:
    parameters = {"instead": {"stakeholders": "the people we mean"}}
    assert find(RULE, titled("Users come back"), **parameters) == ()
    assert len(find(RULE, titled("Stakeholders are happy"), **parameters)) == 1
