"""Whatever line of a site is missing or doubled, every stage answers and no rule fails."""

import pytest

from okrsite.builtin.example import BASE
from okrsite.builtin.rules import shipped_rules
from okrsite.model.extensions import Rule

SHOWN = [rule for rule in shipped_rules() if rule.bad]


def damaged(text: str):
    """The text with each of its lines left out, and with each said twice."""
    lines = text.split("\n")
    for number in range(len(lines)):
        yield "\n".join([*lines[:number], *lines[number + 1 :]])
        yield "\n".join([*lines[:number], lines[number], *lines[number:]])


def failures(findings_of, site) -> list[str]:
    return [
        str(finding)
        for path, text in site.items()
        for other in damaged(text)
        for finding in findings_of({**site, path: other, "okrsite.toml": BASE["okrsite.toml"]})
        if finding.code in {"OKR602", "OKR611"}
    ]


def test_no_rule_fails_on_a_site_with_a_damaged_line(findings_of) -> None:
    assert failures(findings_of, BASE) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_no_rule_fails_on_a_damaged_example(rule: Rule, findings_of) -> None:
    assert failures(findings_of, dict(list(rule.bad.items())[:4])) == []
