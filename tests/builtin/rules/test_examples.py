"""Every rule finds its bad example and leaves its good one alone."""

import pytest

from okrsite.builtin.rules import shipped_rules
from okrsite.model.extensions import Rule

SHOWN = [rule for rule in shipped_rules() if rule.bad]


def test_the_site_below_the_examples_has_no_finding_at_all(findings_of) -> None:
    assert [str(finding) for finding in findings_of({})] == []


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_a_bad_example_is_found_and_a_good_one_is_not(rule: Rule, findings_of) -> None:
    bad, good = findings_of(rule.bad), findings_of(rule.good)
    assert rule.code in {finding.code for finding in bad}, [str(finding) for finding in bad]
    assert rule.code not in {finding.code for finding in good}, [str(finding) for finding in good]
    assert [str(finding) for finding in good if finding.severity == "error"] == []


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.also_good], ids=lambda r: r.code)
def test_what_only_looks_like_a_finding_is_none(rule: Rule, findings_of) -> None:
    for files in rule.also_good:
        found = findings_of(files)
        wrong = [told for told in found if told.code == rule.code or told.severity == "error"]
        assert wrong == []


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.check], ids=lambda rule: rule.code)
def test_a_finding_names_its_subject_and_says_how_to_mend_it(rule: Rule, findings_of) -> None:
    for found in findings_of(rule.bad):
        if found.code == rule.code:
            assert found.subject
            assert found.help
            assert found.span.path.startswith("content/")
            assert found.severity == rule.severity


def test_nothing_that_can_be_shown_is_without_an_example() -> None:
    of_the_disk = {
        "OKR038",
        "OKR039",
        "OKR044",
        "OKR045",
        "OKR046",
        "OKR047",
        "OKR049",
        "OKR057",
        "OKR064",
        "OKR065",
        "OKR066",
        "OKR067",
    }
    of_a_build = {"OKR061", "OKR062", "OKR063"}
    of_a_strangers_change = {"OKR068", "OKR069"}
    of_bytes = {"OKR001", "OKR002", "OKR003", "OKR008"}
    too_long_to_show = {"OKR114"}
    without = {rule.code for rule in shipped_rules() if not rule.bad}
    without -= of_the_disk | of_a_build | of_a_strangers_change | of_bytes | too_long_to_show
    assert {code for code in without if not code.startswith("OKR6")} == set()
