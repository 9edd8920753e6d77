"""KPI: the page of one, with its range, its history and its state in the loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from okrsite.api import Kpi, Objective, Subject
from okrsite.api.pages import (
    Anchor,
    Badge,
    ChangeView,
    Html,
    KpiId,
    LineChart,
    ObjectiveId,
    Page,
    PageContext,
    PageKind,
    Step,
    figures_of_kpi,
    health_badge,
    kpi_chart,
    kpi_range,
    kpi_value,
    loop_badge,
    objective_link,
    path_of,
    person_link,
    range_words,
    tag_link,
    team_link,
)
from okrsite.builtin.pages.kpi.lead import kpi_lead
from okrsite.builtin.pages.kpi.past import (
    AttackRow,
    BaselineLine,
    ReviewCard,
    attack_goal,
    attack_row,
    baseline_line,
    review_card,
)
from okrsite.builtin.pages.kpi.periods import PeriodTable, period_table
from okrsite.builtin.pages.kpi.tree import TreeRow, kpi_tree
from okrsite.builtin.pages.kpi.turnings import Turning, turnings
from okrsite.builtin.pages.kpi.words import (
    kicker_of,
    outage_of,
    review_due_of,
    so_far_of,
    source_of,
    target_of,
    value_steps,
)
from okrsite.builtin.pages.twins import has_twins, twin_path
from okrsite.pipeline.present.kpis import as_of, change_of
from okrsite.pipeline.present.paging import more_words
from okrsite.pipeline.present.sentences.sentence import Sentence
from okrsite.pipeline.present.timeline import TimelineCommit, timeline

# What a page shows of a list at most: the newest attacks and reviews, the first watchers.
SHOWN = 60


class KpiView(Struct, frozen=True, kw_only=True):
    """A KPI's page. Texts may be empty, tuples too."""

    title: str
    abbreviation: str
    team: Anchor | None
    owner: Anchor | None
    kicker: tuple[str, ...]
    tags: tuple[Anchor, ...]
    lead: Sentence
    value: str
    as_of: str
    so_far: str
    behind: str
    health: Badge
    change: ChangeView | None
    range: str
    warning: str
    target: str
    baseline: str
    loop: Badge
    loop_meaning: str
    loop_by: Anchor | None
    how: tuple[Step, ...]
    chart: LineChart | None
    turnings: tuple[Turning, ...]
    history: PeriodTable
    attacks: tuple[AttackRow, ...]
    more_attacks: str
    baselines: tuple[BaselineLine, ...]
    watched_by: tuple[Anchor, ...]
    more_watchers: str
    reviews: tuple[ReviewCard, ...]
    review_due: str
    source: str
    outage: str
    formula: str
    tree: tuple[TreeRow, ...]
    body: Html
    timeline: tuple[TimelineCommit, ...]


def kpi_view(ctx: PageContext, id_: KpiId) -> KpiView:
    """The page of a KPI."""
    kpi, score = ctx.kpi(id_), ctx.kpi_score(id_)
    words, watchers = ctx.words, watchers_of(ctx, id_)
    return KpiView(
        title=kpi.title,
        abbreviation=kpi.abbreviation,
        team=team_link(ctx, kpi.team),
        owner=person_link(ctx, kpi.owner),
        kicker=kicker_of(ctx, kpi),
        tags=tuple(tag_link(ctx, tag) for tag in kpi.tags),
        lead=kpi_lead(ctx, kpi, score),
        value=kpi_value(ctx, kpi, score.value),
        as_of=as_of(ctx, score),
        so_far=so_far_of(ctx, kpi, score),
        behind=words.count("kpi.behind", score.periods_behind) if score.periods_behind > 1 else "",
        health=health_badge(words, score.health),
        change=change_of(ctx, kpi, score),
        range=kpi_range(ctx, kpi),
        warning=range_words(ctx, kpi.warning, figures_of_kpi(ctx, kpi)) if kpi.warning else "",
        target=target_of(ctx, kpi, score),
        baseline=kpi_value(ctx, kpi, score.baseline.value) if score.baseline else "",
        loop=loop_badge(words, score.loop),
        loop_meaning=words[f"loop_meaning.{score.loop}"],
        loop_by=attack_goal(ctx, score.loop_by) if score.loop_by else None,
        how=value_steps(ctx, kpi, score),
        chart=kpi_chart(ctx, kpi, score),
        turnings=turnings(ctx, kpi, score),
        history=period_table(ctx, kpi, score),
        attacks=tuple(attack_row(ctx, attack) for attack in score.attacks[: -SHOWN - 1 : -1]),
        more_attacks=more(ctx, len(score.attacks)),
        baselines=tuple(
            baseline_line(ctx, kpi, baseline)
            for baseline in reversed(kpi.baselines)
            if baseline.since <= ctx.today
        ),
        watched_by=tuple(objective_link(ctx, objective) for objective in watchers[:SHOWN]),
        more_watchers=more(ctx, len(watchers)),
        reviews=tuple(
            review_card(ctx, review)
            for review in reversed(kpi.reviews[-SHOWN:])
            if review.date <= ctx.today
        ),
        review_due=review_due_of(ctx, score),
        source=source_of(ctx, kpi),
        outage=outage_of(ctx, kpi),
        formula=kpi.formula.text if kpi.formula else "",
        tree=kpi_tree(ctx, kpi),
        body=ctx.prose(kpi.body),
        timeline=timeline(ctx, Subject("kpi", id_)),
    )


def more(ctx: PageContext, total: int) -> str:
    """How many of a list are not shown, in words; nothing if all are."""
    return more_words(ctx, total - SHOWN, "objective.more")


def watchers_of(ctx: PageContext, id_: KpiId) -> tuple[ObjectiveId, ...]:
    """The objectives that keep an eye on a KPI."""
    return ctx.entry(_watchers, id_) or ()


def _watchers(ctx: PageContext) -> Mapping[KpiId, tuple[ObjectiveId, ...]]:
    found: dict[KpiId, list[ObjectiveId]] = {}
    for id_, watched in zip(ctx.ids(Objective), ctx.rows(Objective, _watched), strict=True):
        for kpi in watched:
            found.setdefault(kpi, []).append(id_)
    return {kpi: tuple(known) for kpi, known in found.items()}


def _watched(ctx: PageContext, id_: ObjectiveId) -> tuple[KpiId, ...]:
    return ctx.objective(id_).watch


def names(ctx: PageContext) -> Iterator[Page]:
    """One page for each KPI."""
    twins = has_twins(ctx)
    for kpi in ctx.all(Kpi):
        path = path_of("kpi", kpi.id)
        yield Page(
            kpi.id,
            path,
            "kpi.html",
            kpi.title,
            section="kpis",
            edit=kpi.span.path,
            twin=twin_path(path) if twins else "",
        )


KIND = PageKind(name="kpi", title="KPI", names=names, view=kpi_view)
