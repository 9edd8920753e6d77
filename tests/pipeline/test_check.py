"""Rules speak as the settings and the authors let them, and a broken one stops nobody else."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Finding, Subject
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest
from okrsite.model.goals import Ignore, Objective
from okrsite.model.position import Span
from okrsite.model.scored import Scored
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.cells import Cells
from okrsite.pipeline.check import run_rules
from okrsite.pipeline.check.rule_settings import is_selected

GROW = "content/objectives/grow.md"
KEEP = "content/objectives/keep.md"


class Parameters(Struct, frozen=True):
    """How often to speak."""

    times: int = 1


def speaks(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """One finding for each objective, as often as the parameters say."""
    for goal in scored.forest.objectives.values():
        for line in range(1, parameters.times + 1):
            about = Subject("objective", goal.id)
            yield Finding(Span(goal.span.path, line), "speaks", "mend", about, {"line": line})


def raises(scored: Scored, parameters: None) -> Iterator[Finding]:
    """One finding, and then a mistake of ours."""
    yield Finding(Span(KEEP), "first")
    raise KeyError("kpi")


def rule(code: str, check: object = speaks, name: str = "") -> Rule:
    return Rule(
        code=code,
        name=name or f"rule-{code.lower()}",
        severity="warning",
        title="Speaks",
        why="For the tests.",
        bad={},
        good={},
        check=check,  # type: ignore[arg-type]  # some tests hand in what no rule may be
        parameters=Parameters if check is speaks else None,
    )


RULES = {rule_.code: rule_ for rule_ in (rule("OKR201"), rule("OKR204"), rule("OKR301"))}


def goal(path: str, *ignored: str) -> Objective:
    name = path.rsplit("/", maxsplit=1)[-1].removesuffix(".md")
    ignore = tuple(
        Ignore(span=Span(path, 5 + n), rule=each, reason="agreed") for n, each in enumerate(ignored)
    )
    return Objective(span=Span(path), id=name, title=name, cycle="2026-q4", ignore=ignore)


def judged(
    *goals: Objective, rules: dict[str, Rule] | None = None, **settings: object
) -> list[Diagnostic]:
    wish = RuleSettings(**settings)  # type: ignore[arg-type]  # as read from the settings' TOML
    whole = Settings(span=Span("okrsite.toml"), rules=wish)
    objectives = {objective.id: objective for objective in goals or (goal(GROW),)}
    forest = Forest(settings=whole, audience="confidential", objectives=objectives)
    scored = Scored(forest=forest, today=date(2026, 11, 20), cycle=None)
    return run_rules(scored, RULES if rules is None else rules, wish, {"rules:OKR700": "acme"})


def codes(findings: list[Diagnostic]) -> list[str]:
    return [finding.code for finding in findings]


def test_every_rule_speaks_unless_somebody_says_otherwise() -> None:
    assert codes(judged()) == ["OKR201", "OKR204", "OKR301"]


def test_a_finding_keeps_its_subject_and_its_facts() -> None:
    (found, *_) = judged()
    assert found.subject == Subject("objective", "grow")
    assert (found.severity, found.help, found.facts) == ("warning", "mend", {"line": 1})


def test_findings_come_by_file_and_line_whatever_the_order_of_the_rules() -> None:
    backwards = dict(reversed(RULES.items()))
    both = (goal(KEEP), goal(GROW))
    assert judged(*both, rules=backwards) == judged(*reversed(both))


@pytest.mark.parametrize(
    ("select", "ignore", "selected"),
    [
        (("OKR2",), (), ["OKR201", "OKR204"]),
        (("OKR",), ("OKR2",), ["OKR301"]),
        (("OKR204",), ("OKR2",), ["OKR204"]),
        (("OKR2",), ("OKR204",), ["OKR201"]),
        (("OKR204",), ("OKR204",), []),
        ((), (), []),
    ],
)
def test_the_longer_beginning_of_a_code_wins(
    select: tuple[str, ...], ignore: tuple[str, ...], selected: list[str]
) -> None:
    assert codes(judged(select=select, ignore=ignore)) == selected


def test_rules_of_plugins_speak_whatever_their_codes() -> None:
    assert is_selected("ACME001", RuleSettings())
    assert not is_selected("ACME001", RuleSettings(select=("OKR2",)))


def test_the_settings_make_a_rule_louder_or_silent() -> None:
    found = judged(severity={"OKR201": "error", "OKR204": "off"})
    assert [(finding.code, finding.severity) for finding in found] == [
        ("OKR201", "error"),
        ("OKR301", "warning"),
    ]


def test_parameters_reach_the_rule() -> None:
    assert codes(judged(parameters={"OKR201": {"times": 3}})).count("OKR201") == 3


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"parameters": {"OKR201": {"tims": 3}}}, "OKR201 has no parameter 'tims'; did you mean"),
        ({"parameters": {"OKR201": {"times": "three"}}}, "parameter 'times' of OKR201: expected"),
        ({"parameters": {"OKR240": {}}}, "there is no rule OKR240; did you mean 'OKR204'?"),
        ({"severity": {"OKR240": "off"}}, "there is no rule OKR240; did you mean 'OKR204'?"),
        ({"ignore": ("OKR9",)}, "no rule's code begins with 'OKR9'"),
        ({"select": ("OKR2", "KPI")}, "no rule's code begins with 'KPI'"),
    ],
)
def test_a_mistake_in_the_settings_of_the_rules_is_told(
    settings: dict[str, object], message: str
) -> None:
    (found,) = [finding for finding in judged(**settings) if finding.code == "OKR060"]
    assert found.severity == "error"
    assert found.message.startswith(message)


def test_a_mistaken_parameter_leaves_the_others_standing() -> None:
    found = codes(judged(parameters={"OKR201": {"tims": 3, "times": 2}}))
    assert found.count("OKR201") == 2


def test_an_author_is_let_off_by_code_or_by_name() -> None:
    assert codes(judged(goal(GROW, "OKR204", "rule-okr301"))) == ["OKR201"]


def test_only_the_document_that_asks_is_let_off() -> None:
    found = judged(goal(GROW, "OKR204"), goal(KEEP))
    assert [finding.span.path for finding in found if finding.code == "OKR204"] == [KEEP]


def test_ignoring_a_rule_that_is_none_is_told_with_a_suggestion() -> None:
    (found,) = [finding for finding in judged(goal(GROW, "OKR240")) if finding.code == "OKR410"]
    assert found.span.line == 5
    assert "did you mean 'OKR204'?" in found.message


def test_a_mistake_of_structure_cannot_be_ignored() -> None:
    rules = {"OKR101": rule("OKR101", check=None)}
    (found,) = judged(goal(GROW, "OKR101"), rules=rules)
    assert (found.code, found.severity) == ("OKR410", "warning")
    (found,) = judged(rules=rules, severity={"OKR101": "off"})
    assert found.code == "OKR060"


def test_a_rule_that_fails_is_named_with_its_plugin_and_stops_nobody() -> None:
    rules = {**RULES, "OKR700": rule("OKR700", raises, "counts-stars")}
    found = judged(rules=rules)
    assert codes(found).count("OKR602") == 1
    assert {"OKR201", "OKR204", "OKR301", "OKR700"} <= set(codes(found))
    (failure,) = [finding for finding in found if finding.code == "OKR602"]
    assert "rule OKR700 counts-stars of the plugin acme failed: KeyError: 'kpi'" in failure.message


def test_a_rule_that_gives_something_else_than_findings_fails_alone() -> None:
    rules = {**RULES, "OKR700": rule("OKR700", lambda *_: ["no finding"])}
    assert "OKR602" in codes(judged(rules=rules))
    assert "OKR204" in codes(judged(rules=rules))


@pytest.mark.parametrize(
    "mistaken",
    [
        Finding("content/objectives/grow.md", "its place is text"),  # type: ignore[arg-type]
        Finding(Span(GROW), 7),  # type: ignore[arg-type]
        Finding(Span(GROW), "about a star", subject=Subject("star", "sun")),  # type: ignore[arg-type]
        Finding(Span(GROW), "a day is told as text", facts={"day": date(2026, 11, 21)}),  # type: ignore[dict-item]
    ],
    ids=["place", "message", "subject", "fact"],
)
def test_a_rule_whose_finding_is_not_what_it_should_be_fails_alone(mistaken: Finding) -> None:
    rules = {**RULES, "OKR700": rule("OKR700", lambda *_: [mistaken])}
    found = judged(rules=rules)
    assert "OKR602" in codes(found)
    assert "OKR204" in codes(found)
    assert "OKR700" not in codes(found)


def nobody(scored: Scored, _: None) -> Iterator[Finding | None]:
    """A finding for each objective that no letter owns, and a mistake of ours at the last."""
    for goal_ in scored.forest.objectives.values():
        if goal_.id == "broken":
            raise KeyError("owner")
        about = Subject("objective", goal_.id)
        found = Finding(goal_.span, "nobody", "Name somebody.", about, {"title": goal_.title})
        yield None if goal_.owner else found


def said(says: str, check: object = nobody) -> dict[str, Rule]:
    counting = replace(rule("OKR700", check), said_once=says, asked_of="objective")
    return {"OKR700": counting}


FOUR = [goal(f"content/objectives/{name}.md") for name in ("a", "b", "c", "broken")]


def test_what_a_rule_failed_at_is_not_among_what_it_was_asked_of() -> None:
    once, failure = sorted(judged(*FOUR, rules=said("have no owner")), key=lambda one: one.code)[
        ::-1
    ]
    assert once.message == "3 of 3 have no owner: 'a', 'b', 'c'"
    assert failure.code == "OKR602"


def test_a_sentence_that_cannot_be_filled_leaves_the_findings_and_stops_nobody() -> None:
    found = judged(*FOUR[:3], rules=said("have not {least} owners"))
    assert codes(found) == ["OKR700", "OKR700", "OKR700", "OKR602"]
    assert "of the plugin acme failed: KeyError: 'least'" in found[-1].message


def test_a_rule_that_is_said_once_has_to_tell_titles() -> None:
    (found,) = judged(*FOUR[:3], rules=said("speak", lambda *_: [Finding(Span(GROW), "speaks")]))
    assert found.code == "OKR602"
    assert "without the fact 'title'" in found.message


def test_only_a_rule_that_is_said_once_may_give_none() -> None:
    (found,) = judged(rules={"OKR700": rule("OKR700", lambda *_: [None])})
    assert found.code == "OKR602"
    assert "it gave 'NoneType' where a Finding belongs" in found.message


def test_what_is_let_off_is_asked_but_not_counted() -> None:
    off = [goal(f"content/objectives/d{number}.md", "OKR700") for number in range(2)]
    (found,) = judged(*FOUR[:3], *off, rules=said("have no owner"))
    assert found.message.startswith("3 of 5 have no owner")


def unattached(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives without a file of their name."""
    for goal_ in scored.forest.objectives.values():
        if f"content/{goal_.id}.pdf" not in scored.forest.assets:
            yield Finding(goal_.span, "has no file")


def outside(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives of another cycle than the current one."""
    for goal_ in scored.forest.objectives.values():
        if goal_.cycle != scored.cycle:
            yield Finding(goal_.span, "is of another cycle")


@pytest.mark.parametrize("check", [unattached, outside])
def test_a_rule_of_one_goal_is_asked_again_when_a_file_comes_or_another_cycle_runs(
    check: object,
) -> None:
    rules = {"OKR700": replace(rule("OKR700", check), asked_of="objective")}
    wish, memory, told = RuleSettings(), None, []
    whole = Settings(span=Span("okrsite.toml"), rules=wish)
    for assets, cycle in ((), None), ({"content/grow.pdf"}, "2026-q4"):
        forest = Forest(whole, "confidential", {"grow": goal(GROW)}, assets=frozenset(assets))
        scored = Scored(forest=forest, today=date(2026, 11, 20), cycle=cycle)
        cells = Cells(memory)
        told.append(codes(run_rules(scored, rules, wish, tables=cells)))
        memory = cells.memory()
    assert told == [["OKR700"], []]
