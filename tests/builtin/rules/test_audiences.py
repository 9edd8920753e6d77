"""A narrower audience changes what a site shows, and nothing in what its authors are told."""

from datetime import date

import pytest

from okrsite.builtin.example import BASE, OBJECTIVE, objective_text, team_text
from okrsite.commands.workspace import shipped_plugins
from okrsite.hooks.host import collect
from okrsite.model.names import Visibility
from okrsite.pipeline.build import Conditions, Understood, understand
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import read_settings

SHIPPED, _ = collect(shipped_plugins())
SITE = {
    **BASE,
    OBJECTIVE: objective_text(fields='owner = "ada"\nvisibility = "confidential"'),
    "content/teams/support.md": team_text("Support"),
    "content/objectives/fast-help.md": objective_text(
        "Nobody waits for help", 'supports = ["keep-customers"]', team="support", checkins=""
    ),
}


def understood(audience: Visibility) -> Understood:
    settings, _ = read_settings(SITE["okrsite.toml"].encode())
    markdown = Markdown(())
    paths = sorted(path for path in SITE if path.startswith("content/"))
    documents = tuple(parse(path, SITE[path].encode(), markdown) for path in paths)
    day = date(2026, 11, 20)
    return understand(documents, frozenset(), Conditions(settings, SHIPPED, audience, day))


@pytest.mark.parametrize("audience", ["public", "internal", "confidential"])
def test_a_goal_whose_parent_is_hidden_is_no_orphan(audience: Visibility) -> None:
    result = understood(audience)
    told = {finding.code for finding in (*result.findings, *result.mistakes)}
    assert "OKR210" not in told
    assert "OKR405" in told


def test_what_a_site_may_tell_says_nothing_of_what_is_hidden() -> None:
    assert "keep-customers" not in str(understood("internal").findings)
