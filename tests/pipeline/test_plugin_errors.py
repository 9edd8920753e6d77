"""Whoever fails is told with the goal that it was working on."""

from collections.abc import Iterable
from datetime import date

import pytest
from msgspec import Struct

from okrsite.model.diagnostic import Finding
from okrsite.model.extensions import MarkdownPlugin, Rule, Scorer
from okrsite.model.position import Span
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.check import run_rules
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.parse import parse
from okrsite.pipeline.plugin_errors import PluginError, call_plugin, describe, goal_worked_on
from okrsite.pipeline.prose import Markdown

GOAL = """
title = "Grow"
cycle = "q4"
"""


@pytest.fixture
def scored(sited):
    return sited({"objectives/grow.md": GOAL, "objectives/keep.md": GOAL}).scored


def rule(check) -> dict[str, Rule]:
    found = Rule(
        code="OWN001", name="own", severity="hint", title="", why="", bad={}, good={}, check=check
    )
    return {found.code: found}


def test_a_rule_that_fails_is_told_with_its_plugin_and_the_goal_it_was_at(scored) -> None:
    def check(scored, _) -> Iterable:
        for objective in scored.forest.objectives.values():
            if objective.id == "keep":
                raise KeyError("theme")
        yield

    (finding,) = run_rules(
        scored, rule(check), scored.forest.settings.rules, {"rules:OWN001": "ours"}
    )
    line = check.__code__.co_firstlineno + 3
    assert finding.message == (
        "rule OWN001 own of the plugin ours failed: KeyError: 'theme' "
        f"(pipeline/test_plugin_errors.py:{line}) "
        "(at the objective 'keep', content/objectives/keep.md)"
    )


def test_a_rule_that_wants_to_leave_stops_nobody(scored) -> None:
    def check(scored, _) -> Iterable:
        raise SystemExit(0)

    (finding,) = run_rules(scored, rule(check), scored.forest.settings.rules)
    assert finding.code == "OKR602"


def test_where_nothing_was_worked_on_nothing_is_said() -> None:
    with pytest.raises(ValueError, match="odd") as caught:
        raise ValueError("odd\nwords")
    assert goal_worked_on(caught.value) == ""
    assert describe(caught.value).startswith(
        "ValueError: odd words (pipeline/test_plugin_errors.py:"
    )


def test_what_a_plugin_returns_is_passed_on() -> None:
    assert call_plugin("ours", sorted, [2, 1], reverse=True) == [2, 1]


@pytest.mark.parametrize("problem", [ValueError("odd"), SystemExit("odd")])
def test_whatever_a_plugin_raises_is_an_error_with_its_name(problem) -> None:
    def fails() -> None:
        raise problem

    with pytest.raises(PluginError) as caught:
        call_plugin("ours", fails)
    assert caught.value.owner == "ours"
    assert caught.value.cause is problem
    assert caught.value.reason.startswith(f"{type(problem).__name__}: odd (pipeline/")


def test_a_plugin_does_not_swallow_an_interrupt() -> None:
    def fails() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_plugin("ours", fails)


def test_what_a_rule_found_before_it_failed_stands(scored) -> None:
    def check(scored, _) -> Iterable:
        grow = scored.forest.objectives["grow"]
        yield Finding(grow.span, "found")
        raise KeyError("theme")

    codes = [
        finding.code for finding in run_rules(scored, rule(check), scored.forest.settings.rules)
    ]
    assert codes == ["OWN001", "OKR602"]


def test_a_scorer_that_fails_leads_to_its_plugin(scored) -> None:
    class Nothing(Struct, frozen=True):
        """No settings."""

    def score(request, settings):
        raise RuntimeError("the cable is out")

    own = Scorer(name="own", title="Own", settings=Nothing, score=score)
    result = '\n[[key_results]]\nid = "kr"\ntitle = "KR"\nscore_by = { use = "own" }\n'
    texts = {
        "content/objectives/grow.md": f"+++\n{GOAL}{result}+++\n",
        "content/cycles/q4.md": "+++\ntitle = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31\n+++\n",
    }
    documents = tuple(parse(path, text.encode(), Markdown()) for path, text in texts.items())
    extensions = Extensions(scorers={"own": own}, owners={"scorers:own": "cables"})
    understood = understand(
        documents,
        frozenset(),
        Conditions(scored.forest.settings, extensions, "internal", date(2026, 11, 20)),
    )
    (finding,) = [finding for finding in understood.findings if finding.code == "OKR611"]
    assert finding.message.startswith("grow#kr: ")
    assert "the plugin cables" in finding.help


def test_a_markdown_plugin_that_fails_is_named_and_the_text_is_shown_without_it() -> None:
    def fails(parser):
        raise RuntimeError("no such rule")

    broken = MarkdownPlugin(name="broken", version="1", use=fails)
    whole = MarkdownPlugin(name="whole", version="1", use=lambda parser: None)
    prose, findings = Markdown((broken, whole)).prose("Some *text*.", "content/index.md", 4)
    assert prose.parts == ("<p>Some <em>text</em>.</p>\n",)
    (finding,) = findings
    assert (finding.code, finding.span) == ("OKR619", Span("content/index.md", 4))
    assert finding.message.startswith(
        "the Markdown plugin 'broken' failed: RuntimeError: no such rule "
        "(pipeline/test_plugin_errors.py:"
    )


def test_an_exception_that_holds_a_whole_goal_is_cut() -> None:
    assert len(describe(KeyError("long " * 1000))) < 400


def test_a_thing_in_the_place_of_an_id_is_told_in_words(sited, asked) -> None:
    site = sited({"objectives/grow.md": GOAL})
    goal = site.scored.forest.objectives["grow"]
    with pytest.raises(TypeError, match="Objective is asked for by an id, not by a value of the"):
        asked(site, lambda ctx: ctx.objective(goal))
