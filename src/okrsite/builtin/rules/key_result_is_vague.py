"""OKR206: "improve" alone is a wish; how much, of what, is a key result."""

from collections.abc import Iterator

from okrsite.api import Custom, Finding, Guardrail, KeyResult, Metric, Relative, Rule, Scored
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, key_results
from okrsite.builtin.title_checks import figure, vague_word


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results that wish for something without a figure that says how much of what."""
    language = scored.forest.settings.site.language
    for goal, result in key_results(scored):
        word = vague_word(result.title, language)
        if word is None or figure(result.title) or _says_how_much(result):
            continue
        yield Finding(
            result.at("title"),
            f"the key result '{result.title}' is vague ('{word}')",
            "Name the number that would show it, with its unit, from where to where.",
            about(goal, result),
            {"title": result.title, "word": word},
        )


def _says_how_much(result: KeyResult) -> bool:
    if isinstance(result.measure, Metric | Guardrail):
        return not {"kpi", "unit"}.isdisjoint(result.places)
    return isinstance(result.measure, Relative | Custom)


BAD = """
[[key_results]]
id = "support"
title = "Improve the quality of support"
zones = { commit = "a little", target = "clearly", stretch = "for everybody" }
"""
GOOD = """
[[key_results]]
id = "support"
title = "Improve the quality of support"
start = 82
target = 92
unit = "% satisfied"
"""

RULE = Rule(
    code="OKR206",
    name="key-result-is-vague",
    severity="warning",
    title="A key result is a wish without a number",
    why="""
Everybody agrees to "improve quality", because everybody reads something else into it. At the end of
the quarter the discussion is about words. A number with its unit settles it at the beginning.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + BAD, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + GOOD, checkins="")},
    check=check,
)
