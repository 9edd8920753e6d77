"""Check: what the rules find in the scored goals, as far as settings and authors let them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.extensions import Rule
from okrsite.model.forest import Forest
from okrsite.model.scored import Scored
from okrsite.model.settings import RuleSettings, Settings
from okrsite.pipeline.cells import WHOLE, CellTables, Forgetful
from okrsite.pipeline.check.exemptions import Exemptions
from okrsite.pipeline.check.focus import AskedOf, focused
from okrsite.pipeline.check.one_rule import failed, owner_of, run_rule
from okrsite.pipeline.check.rule_settings import is_selected, parameters_of, settings_findings
from okrsite.pipeline.check.said_once import said_once
from okrsite.pipeline.plugin_errors import PluginError, call_plugin

# What a rule found; None where it was asked of something that is good.
Run: TypeAlias = Callable[[Scored, Rule[Any]], list[Diagnostic | None]]
ASKED_OF: tuple[AskedOf, ...] = ("objective", "kpi")


class Judged(Struct, frozen=True, array_like=True):
    """What the rules found of one thing, and of how many things those that count were asked."""

    found: tuple[Diagnostic, ...]
    asked: dict[str, int] = {}


def run_rules(
    scored: Scored,
    rules: Mapping[str, Rule[Any]],
    settings: RuleSettings,
    owners: Mapping[str, str] | None = None,
    written: Forest | None = None,
    tables: CellTables | None = None,
) -> list[Diagnostic]:
    """Everything that the selected rules find, in order.

    `rules` are by code, as in `Extensions.rules`; `owners` are `Extensions.owners`, to name the
    plugin whose rule fails. Signals are told from what is known on the day; all other rules are
    about the text and see the forest as it was `written`, with what is dated later, so that what
    they find does not change from one day to the next. A rule's findings keep silent those of the
    rules that it is said `instead_of`, about the same subject. Mistakes of structure are not made
    here, so neither a setting nor an author can silence them. Findings about links and visibility
    are whole only where the forest is that of the audience `confidential`. What rules find about
    one thing is kept in `tables`.
    """
    exemptions = Exemptions.of(scored.forest)
    findings = settings_findings(rules, scored.forest.settings)
    selected = [rules[code] for code in sorted(rules) if is_selected(code, settings)]
    run = partial(run_rule, settings=settings, owners=owners or {})
    # The text is checked as a whole, whatever day it is: what is dated later is part of it.
    as_written = replace(scored, forest=written or scored.forest)
    models, kept = (scored, as_written), tables or Forgetful()
    judged = chain(
        _of_the_whole(models, selected, run),
        *(_of_each(models, kind, selected, run, kept) for kind in ASKED_OF),
    )
    say = partial(_say_once, settings=settings, owners=owners or {}, of_site=scored.forest.settings)
    found = _said_once(judged, selected, exemptions, say)
    findings += (one for one in _told_once(found) if not exemptions.cover(rules, one))
    return sorted_findings([*_without_replaced(findings, rules), *exemptions.findings(rules)])


def _of_the_whole(
    models: tuple[Scored, Scored], rules: Sequence[Rule[Any]], run: Run
) -> Iterator[Judged]:
    """What the rules find that look at more than one thing."""
    whole = [rule for rule in rules if rule.asked_of is None]
    yield _judged(whole, models, run)


def _of_each(
    models: tuple[Scored, Scored],
    kind: AskedOf,
    rules: Sequence[Rule[Any]],
    run: Run,
    tables: CellTables,
) -> Iterator[Judged]:
    """What the rules find that can be asked of one objective or KPI alone."""
    scored, as_written = models
    of_each = [rule for rule in rules if rule.asked_of == kind]
    beside = tables.given(f"beside {kind}", {WHOLE: _beside_tables(scored)})

    def judged(_: object, name: str) -> Judged:
        # What stands in no table cannot note who asks for it, so all rules count as asking.
        beside.get(WHOLE)
        focus = focused(scored, kind, name), focused(as_written, kind, name)
        return _judged(of_each, focus, run)

    names = scored.forest.objectives if kind == "objective" else scored.forest.kpis
    yield from tables.table(f"judged {kind}", names, judged, Judged).values()


def _beside_tables(scored: Scored) -> tuple[object, ...]:
    """What a rule sees of the goals that is in no table, and not told by the settings and the day.

    The company's numbers are left out of a focus.
    """
    return scored.cycle, scored.forest.has_people, sorted(scored.forest.assets)


def _judged(rules: Sequence[Rule[Any]], models: tuple[Scored, Scored], run: Run) -> Judged:
    scored, as_written = models
    found: list[Diagnostic] = []
    asked: dict[str, int] = {}
    for rule in rules:
        results = run(scored if rule.severity == "signal" else as_written, rule)
        found += filter(None, results)
        if rule.said_once and results:
            # What it failed at was not answered.
            asked[rule.code] = sum(one is None or one.code == rule.code for one in results)
    return Judged(tuple(found), asked)


def _said_once(
    judged: Iterable[Judged],
    rules: Sequence[Rule[Any]],
    exemptions: Exemptions,
    say: Callable[[Rule[Any], Sequence[Diagnostic], int], Iterable[Diagnostic]],
) -> Iterator[Diagnostic]:
    """What was found, of the rules that count as much as there is to say.

    What is let off a rule is asked, too, but no finding.
    """
    counting = {rule.code: rule for rule in rules if rule.said_once}
    found: dict[str, list[Diagnostic]] = {code: [] for code in counting}
    asked: Counter[str] = Counter()
    for part in judged:
        asked.update(part.asked)
        for finding in part.found:
            if finding.code not in counting:
                yield finding
            elif not exemptions.cover(counting, finding):
                found[finding.code].append(finding)
    for code, rule in counting.items():
        yield from say(rule, found[code], asked[code])


def _say_once(
    rule: Rule[Any],
    found: Sequence[Diagnostic],
    asked: int,
    settings: RuleSettings,
    owners: Mapping[str, str],
    of_site: Settings,
) -> Iterable[Diagnostic]:
    """What a rule that counts has to say; all that it found where its sentence cannot be made."""
    parameters = parameters_of(rule, settings)
    try:
        return call_plugin(
            owner_of(rule, owners), said_once, rule, parameters, found, asked, of_site
        )
    except PluginError as failure:
        return (*found, failed(rule, failure, of_site))


def _told_once(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings; that a rule fails is told once, of however many things it was asked."""
    failed: set[str] = set()
    for finding in findings:
        if finding.code != "OKR602" or finding.message not in failed:
            yield finding
        if finding.code == "OKR602":
            failed.add(finding.message)


def _without_replaced(
    findings: list[Diagnostic], rules: Mapping[str, Rule[Any]]
) -> Iterator[Diagnostic]:
    replaced = {
        (code, finding.subject)
        for finding in findings
        if finding.subject and finding.code in rules
        for code in rules[finding.code].instead_of
    }
    return (finding for finding in findings if (finding.code, finding.subject) not in replaced)
