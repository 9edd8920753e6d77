"""KPI: one instrument, its range and its history, and where it stands in the loop."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from okrsite.api import (
    Anchor,
    Attack,
    Badge,
    Baseline,
    Change,
    GoalRef,
    Html,
    Kpi,
    KpiId,
    KpiScore,
    LineChart,
    ObjectiveId,
    Page,
    PageKind,
    PeriodValue,
    Review,
    Site,
    Step,
    as_of,
    change_of,
    goal_link,
    health_badge,
    kpi_chart,
    kpi_link,
    loop_badge,
    objective_link,
    path_of,
    person_link,
    prose,
    range_words,
    root_of,
    team_link,
)

SHOWN_PERIODS = 120


class BaselineRow(Struct, frozen=True):
    """A level that counted as normal since a day, and the success that brought it."""

    since: str
    value: str
    by: Anchor | None


class AttackRow(Struct, frozen=True):
    """A key result that worked on the KPI: which, when, and what became of it."""

    goal: Anchor
    objective: Anchor
    days: str
    outcome: str


class ReviewCard(Struct, frozen=True):
    """Somebody looked at the KPI and said what they found."""

    day: str
    author: Anchor | None
    note: Html


class PeriodRow(Struct, frozen=True):
    """The value of a period, whether the range holds it, and how far the period is."""

    period: str
    value: str
    verdict: str
    is_outside: bool


class KpiView(Struct, frozen=True, kw_only=True):
    """A KPI's page. Texts may be empty, tuples too."""

    title: str
    team: Anchor | None
    owner: Anchor | None
    kicker: tuple[str, ...]
    value: str
    as_of: str
    so_far: str
    behind: str
    health: Badge
    change: Change | None
    range: str
    warning: str
    target: str
    baseline: str
    loop: Badge
    loop_meaning: str
    loop_by: Anchor | None
    how: tuple[Step, ...]
    chart: LineChart | None
    rows: tuple[PeriodRow, ...]
    attacks: tuple[AttackRow, ...]
    baselines: tuple[BaselineRow, ...]
    watched_by: tuple[Anchor, ...]
    reviews: tuple[ReviewCard, ...]
    review_due: str
    source: str
    formula: str
    operands: tuple[Anchor, ...]
    body: Html


def kpi_view(
    site: Site,
    id: KpiId,  # noqa: A002 - the field's name
    watchers: tuple[ObjectiveId, ...] = (),
) -> KpiView:
    """The page of a KPI; `watchers` are the objectives that keep an eye on it."""
    kpi, score = site.forest.kpis[id], site.scored.kpis[id]
    root, words = root_of(path_of("kpi", id)), site.words
    operands = kpi.formula.operands if kpi.formula else ()
    return KpiView(
        title=kpi.title,
        team=team_link(site, root, kpi.team),
        owner=person_link(site, root, kpi.owner),
        kicker=_kicker(site, kpi),
        value=site.numbers.quantity(score.value, kpi.unit),
        as_of=as_of(site, score),
        so_far=_so_far(site, kpi, score),
        behind=words.count("kpi.behind", score.periods_behind) if score.periods_behind > 1 else "",
        health=health_badge(words, score.health),
        change=change_of(site, kpi, score),
        range=range_words(site, kpi.range, kpi.unit),
        warning=range_words(site, kpi.warning, kpi.unit) if kpi.warning else "",
        target=_target(site, kpi, score),
        baseline=site.numbers.quantity(score.baseline.value, kpi.unit) if score.baseline else "",
        loop=loop_badge(words, score.loop),
        loop_meaning=words[f"loop_meaning.{score.loop}"],
        loop_by=_goal(site, root, score.loop_by) if score.loop_by else None,
        how=_steps(site, kpi, score),
        chart=kpi_chart(site, kpi, score),
        rows=tuple(_row(site, kpi, each) for each in reversed(score.periods[-SHOWN_PERIODS:])),
        attacks=tuple(_attack(site, root, each) for each in reversed(score.attacks)),
        baselines=tuple(
            _baseline(site, root, kpi, each)
            for each in reversed(kpi.baselines)
            if each.since <= site.today
        ),
        watched_by=tuple(objective_link(site, root, each) for each in watchers),
        reviews=tuple(
            _review(site, root, each) for each in reversed(kpi.reviews) if each.date <= site.today
        ),
        review_due=_review_due(site, score),
        source=_source(site, kpi),
        formula=kpi.formula.text if kpi.formula else "",
        operands=tuple(kpi_link(site, root, each) for each in operands),
        body=prose(site, kpi.body, root),
    )


def _kicker(site: Site, kpi: Kpi) -> tuple[str, ...]:
    words = site.words
    return tuple(
        text
        for text in (
            words["kpi.critical"] if kpi.critical else "",
            words[f"cadence.{kpi.cadence}"],
            words[f"indicator.{kpi.indicator}"] if kpi.indicator else "",
            words[f"perspective.{kpi.perspective}"] if kpi.perspective else "",
        )
        if text
    )


def _so_far(site: Site, kpi: Kpi, score: KpiScore) -> str:
    running = score.so_far
    if running is None:
        return ""
    return site.words.say(
        "kpi.so_far",
        value=site.numbers.quantity(running.value, kpi.unit),
        period=site.numbers.period(running.period),
    )


def _target(site: Site, kpi: Kpi, score: KpiScore) -> str:
    if kpi.target is None:
        return ""
    value = site.numbers.quantity(kpi.target.value, kpi.unit)
    key = "kpi.target_by" if kpi.target.by else "kpi.target_always"
    day = site.numbers.day(kpi.target.by) if kpi.target.by else ""
    said = site.words.say(key, value=value, day=day)
    if score.target_is_met is None:
        return said
    verdict = site.words["kpi.target_met" if score.target_is_met else "kpi.target_open"]
    return f"{said}: {verdict}"


def _steps(site: Site, kpi: Kpi, score: KpiScore) -> tuple[Step, ...]:
    """How the judged value came to be."""
    words = site.words
    if score.value is None:
        return (Step(words["common.value"], words["how.no_current"]),)
    judged = [each for each in score.periods if each.is_complete or kpi.aggregate == "last"]
    steps = [Step(words["common.value"], words[f"aggregate.{kpi.aggregate}"])]
    if judged:
        told = words.count(
            "kpi.observations",
            judged[-1].points,
            period=site.numbers.period(judged[-1].period),
            value=site.numbers.quantity(judged[-1].value, kpi.unit),
        )
        steps.append(Step(words["common.period"], told))
    if kpi.range:
        is_inside = kpi.range.holds(score.value)
        key = "kpi.held" if is_inside else "kpi.not_held"
        value = site.numbers.quantity(score.value, kpi.unit)
        held = range_words(site, kpi.range, kpi.unit)
        steps.append(Step(words["kpi.range"], words.say(key, value=value, range=held)))
    return tuple(steps)


def _row(site: Site, kpi: Kpi, each: PeriodValue) -> PeriodRow:
    is_outside = kpi.range is not None and each.is_complete and not kpi.range.holds(each.value)
    verdict = "" if each.is_complete else site.words["kpi.running"]
    return PeriodRow(
        site.numbers.period(each.period),
        site.numbers.quantity(each.value, kpi.unit),
        site.words["health.out_of_range"] if is_outside else verdict,
        is_outside,
    )


def _goal(site: Site, root: str, attack: Attack) -> Anchor:
    goal = GoalRef(
        objective=attack.objective,
        key_result=attack.key_result,
        span=site.forest.objectives[attack.objective].span,
    )
    return goal_link(site, root, goal)


def _attack(site: Site, root: str, attack: Attack) -> AttackRow:
    window = attack.window
    return AttackRow(
        _goal(site, root, attack),
        objective_link(site, root, attack.objective),
        site.numbers.span(window.start, window.end),
        site.words[f"kpi.attack_{_outcome(site, attack)}"],
    )


def _outcome(site: Site, attack: Attack) -> str:
    if attack.window.start > site.today:
        return "planned"
    if attack.is_met:
        return "met"
    return "open" if attack.is_open else "missed"


def _baseline(site: Site, root: str, kpi: Kpi, baseline: Baseline) -> BaselineRow:
    return BaselineRow(
        site.numbers.day(baseline.since),
        site.numbers.quantity(baseline.value, kpi.unit),
        goal_link(site, root, baseline.from_) if baseline.from_ else None,
    )


def _review(site: Site, root: str, review: Review) -> ReviewCard:
    return ReviewCard(
        site.numbers.day(review.date),
        person_link(site, root, review.author),
        prose(site, review.note, root, is_note=True),
    )


def _review_due(site: Site, score: KpiScore) -> str:
    due = score.next_review_due
    if due is None:
        return ""
    key = "kpi.review_overdue" if due < site.today else "kpi.review_due"
    return site.words.say(key, day=site.numbers.day(due))


def _source(site: Site, kpi: Kpi) -> str:
    """The name of the place that the values come from, never what it is asked."""
    if kpi.formula:
        return site.words["kpi.computed"]
    if kpi.source is None:
        return site.words["kpi.by_hand"]
    return site.words.say("kpi.from_source", source=kpi.source.use)


def watchers_of(site: Site) -> dict[KpiId, tuple[ObjectiveId, ...]]:
    """For each KPI that is watched, the objectives that keep an eye on it."""
    found: dict[KpiId, tuple[ObjectiveId, ...]] = {}
    for objective in site.forest.objectives.values():
        for kpi in objective.watch:
            found[kpi] = (*found.get(kpi, ()), objective.id)
    return found


def pages(site: Site) -> tuple[Page, ...]:
    """One page for each KPI."""
    watchers = watchers_of(site)
    return tuple(
        Page(
            path_of("kpi", each.id),
            "kpi.html",
            each.title,
            partial(kpi_view, site, each.id, watchers.get(each.id, ())),
            section="kpis",
            edit=each.span.path,
        )
        for each in site.forest.kpis.values()
    )


KIND = PageKind(name="kpi", title="KPI", pages=pages)
