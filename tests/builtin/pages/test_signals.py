"""Every signal is told in the site's own words, with nothing left to be filled."""

import pytest

from okrsite.builtin.example import BASE
from okrsite.builtin.rules import shipped_rules
from okrsite.pipeline.present.attention import attention_of, cases
from okrsite.pipeline.present.signals import sentence

SIGNALS = [rule for rule in shipped_rules() if rule.severity == "signal"]


@pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)
def test_a_signal_speaks_in_the_sites_words(rule, findings_of, sited, asked) -> None:
    told = [finding for finding in findings_of(rule.bad) if finding.code == rule.code]
    files = {
        path.removeprefix("content/"): text
        for path, text in {**BASE, **rule.bad}.items()
        if path.startswith("content/")
    }
    site = sited(files, findings=told, settings={**BASE, **rule.bad}["okrsite.toml"])
    for finding in told:
        said = asked(site, sentence, finding)
        assert said != finding.message
        assert "{" not in said
        assert said.endswith(".")
    assert asked(site, lambda ctx: [attention_of(ctx, case).reasons for case in cases(ctx)])
