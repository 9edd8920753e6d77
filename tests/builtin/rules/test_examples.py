"""Every rule finds its bad example and leaves its good one alone."""

from collections.abc import Mapping

import pytest

from okrsite.builtin.example import BASE
from okrsite.builtin.rules import RULES
from okrsite.commands.workspace import shipped_plugins
from okrsite.hooks.host import collect
from okrsite.model.diagnostic import Diagnostic
from okrsite.model.extensions import Rule
from okrsite.pipeline.build import understand
from okrsite.pipeline.discover import discover
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import read_settings

SHIPPED, _ = collect(shipped_plugins())


def findings_of(site: Mapping[str, str]) -> list[Diagnostic]:
    """Every finding of a site, from its files through every stage to its rules."""
    files = {**BASE, **site}
    settings, mistakes = read_settings(files["okrsite.toml"].encode())
    found = discover(path for path in files if path != "okrsite.toml")
    markdown = Markdown(())
    documents = tuple(parse(path, files[path].encode(), markdown) for path in found.documents)
    assert settings.build.today
    understood = understand(
        documents,
        frozenset(found.assets),
        settings,
        SHIPPED,
        "confidential",
        settings.build.today,
    )
    return [*mistakes, *found.findings, *understood.mistakes, *understood.findings]


def test_the_site_below_the_examples_has_no_finding_at_all() -> None:
    assert [str(each) for each in findings_of({})] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.bad], ids=lambda rule: f"{rule.code}-{rule.name}"
)
def test_a_bad_example_is_found_and_a_good_one_is_not(rule: Rule) -> None:
    bad, good = findings_of(rule.bad), findings_of(rule.good)
    assert rule.code in {each.code for each in bad}, [str(each) for each in bad]
    assert rule.code not in {each.code for each in good}, [str(each) for each in good]
    assert [str(each) for each in good if each.severity == "error"] == []


def test_only_plugins_and_the_disk_itself_do_wrong_without_an_example() -> None:
    of_the_disk = {"OKR044", "OKR045", "OKR046"}
    of_bytes = {"OKR001", "OKR002", "OKR003"}
    without = {each.code for each in RULES if not each.bad}
    assert all(each.startswith("OKR6") for each in without - of_the_disk - of_bytes)
