"""KPI: one instrument, its range and its history, and where it stands in the loop."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from okrsite.api.pages import (
    Anchor,
    Badge,
    Change,
    Html,
    KpiId,
    LineChart,
    ObjectiveId,
    Page,
    PageKind,
    Site,
    Step,
    as_of,
    change_of,
    health_badge,
    kpi_chart,
    kpi_link,
    kpi_value,
    loop_badge,
    objective_link,
    path_of,
    person_link,
    prose,
    range_words,
    root_of,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.kpi_loop import Turning, turnings
from okrsite.builtin.pages.kpi_past import (
    AttackRow,
    BaselineRow,
    ReviewCard,
    attack_goal,
    attack_row,
    baseline_row,
    review_card,
)
from okrsite.builtin.pages.kpi_periods import PeriodTable, period_table
from okrsite.builtin.pages.kpi_words import (
    kicker_of,
    outage_of,
    review_due_of,
    so_far_of,
    source_of,
    target_of,
    value_steps,
)

# What a page shows of a list at most: the newest attacks and reviews, the first watchers.
SHOWN = 60


class Sign(Struct, frozen=True):
    """The sign that a goal's days bear in the chart, and the goal with its days."""

    sign: str
    name: str


class KpiView(Struct, frozen=True, kw_only=True):
    """A KPI's page. Texts may be empty, tuples too."""

    title: str
    team: Anchor | None
    owner: Anchor | None
    kicker: tuple[str, ...]
    tags: tuple[Anchor, ...]
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
    stretches: tuple[Sign, ...]
    turnings: tuple[Turning, ...]
    history: PeriodTable
    attacks: tuple[AttackRow, ...]
    more_attacks: str
    baselines: tuple[BaselineRow, ...]
    watched_by: tuple[Anchor, ...]
    more_watchers: str
    reviews: tuple[ReviewCard, ...]
    review_due: str
    source: str
    outage: str
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
    chart = kpi_chart(site, kpi, score)
    return KpiView(
        title=kpi.title,
        team=team_link(site, root, kpi.team),
        owner=person_link(site, root, kpi.owner),
        kicker=kicker_of(site, kpi),
        tags=tuple(tag_link(site, root, each) for each in kpi.tags),
        value=kpi_value(site, kpi, score.value),
        as_of=as_of(site, score),
        so_far=so_far_of(site, kpi, score),
        behind=words.count("kpi.behind", score.periods_behind) if score.periods_behind > 1 else "",
        health=health_badge(words, score.health),
        change=change_of(site, kpi, score),
        range=range_words(site, kpi.range, kpi.unit),
        warning=range_words(site, kpi.warning, kpi.unit) if kpi.warning else "",
        target=target_of(site, kpi, score),
        baseline=site.numbers.quantity(score.baseline.value, kpi.unit) if score.baseline else "",
        loop=loop_badge(words, score.loop),
        loop_meaning=words[f"loop_meaning.{score.loop}"],
        loop_by=attack_goal(site, root, score.loop_by) if score.loop_by else None,
        how=value_steps(site, kpi, score),
        chart=chart,
        stretches=tuple(Sign(each.sign, each.name) for each in chart.spans) if chart else (),
        turnings=turnings(site, root, kpi, score),
        history=period_table(site, kpi, score),
        attacks=tuple(attack_row(site, root, each) for each in score.attacks[: -SHOWN - 1 : -1]),
        more_attacks=more(site, len(score.attacks)),
        baselines=tuple(
            baseline_row(site, root, kpi, each)
            for each in reversed(kpi.baselines)
            if each.since <= site.today
        ),
        watched_by=tuple(objective_link(site, root, each) for each in watchers[:SHOWN]),
        more_watchers=more(site, len(watchers)),
        reviews=tuple(
            review_card(site, root, each)
            for each in reversed(kpi.reviews[-SHOWN:])
            if each.date <= site.today
        ),
        review_due=review_due_of(site, score),
        source=source_of(site, kpi),
        outage=outage_of(site, kpi),
        formula=kpi.formula.text if kpi.formula else "",
        operands=tuple(kpi_link(site, root, each) for each in operands),
        body=prose(site, kpi.body, root),
    )


def more(site: Site, total: int) -> str:
    """How many of a list are not shown, in words; nothing if all are."""
    left = total - SHOWN
    return site.words.count("objective.more", left, site.numbers.number(left)) if left > 0 else ""


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
