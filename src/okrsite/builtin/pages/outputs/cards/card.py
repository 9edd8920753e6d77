"""Card: what a picture says of the company, a team or a cycle; few words, all as they are read."""

from __future__ import annotations

from msgspec import Struct

from okrsite.api import Cycle, CycleScore, TeamScore
from okrsite.api.pages import CycleId, PageContext, Spread, TeamId, Tone, status_spread
from okrsite.builtin.pages.outputs.cards.palette import Palette
from okrsite.pipeline.present.cycles import when_words
from okrsite.pipeline.present.distribution import band_spread


class CardTally(Struct, frozen=True):
    """How many goals are in a state, in words, and the state's tone."""

    text: str
    tone: Tone


class Card(Struct, frozen=True, kw_only=True):
    """Everything that a picture depends on. Texts may be empty.

    `site` is said in place of a title that the letters at hand cannot write. `done` and `expected`
    are shares of 1, told as `share` and `pace`; `leftward` is the direction of reading.
    """

    above: str
    title: str
    site: str
    share: str
    pace: str
    done: float | None
    expected: float | None
    goals: str
    tallies: tuple[CardTally, ...]
    time: str
    as_of: str
    leftward: bool
    palette: Palette


def company_card(ctx: PageContext, palette: Palette) -> Card:
    """How the company stands in the current cycle."""
    about, cycle = ctx.settings.site, _current(ctx)
    score = ctx.cycle_score(cycle.id) if cycle else ctx.company
    spread = status_spread(ctx, score.statuses)
    return _card(ctx, palette, (about.mission, about.title), score, spread, _time(ctx, cycle))


def team_card(ctx: PageContext, palette: Palette, id_: TeamId) -> Card:
    """How a team stands in the current cycle, its sub-teams included."""
    score, titles = ctx.team_score(id_), (ctx.settings.site.title, ctx.team(id_).title)
    spread, time = status_spread(ctx, score.statuses), _time(ctx, _current(ctx))
    return _card(ctx, palette, titles, score, spread, time)


def cycle_card(ctx: PageContext, palette: Palette, id_: CycleId) -> Card:
    """How the goals of a cycle stand; once they are graded, how they were graded."""
    cycle, score = ctx.cycle(id_), ctx.cycle_score(id_)
    spread = band_spread(ctx, score.grades) or status_spread(ctx, score.statuses)
    titles = (ctx.settings.site.title, cycle.title)
    return _card(ctx, palette, titles, score, spread, when_words(ctx, cycle))


def _card(
    ctx: PageContext,
    palette: Palette,
    titles: tuple[str, str],
    score: TeamScore | CycleScore,
    spread: Spread | None,
    time: str,
) -> Card:
    words, numbers = ctx.words, ctx.numbers
    pace = None if isinstance(score, CycleScore) and score.grade is not None else score.expected
    total = sum(score.statuses.values())
    return Card(
        above=titles[0],
        title=titles[1],
        site=ctx.settings.site.title,
        share=numbers.percent(score.progress),
        pace="" if pace is None else words.say("progress.expected", share=numbers.percent(pace)),
        done=score.progress,
        expected=pace,
        goals=words.count("teams.goals", total, numbers.number(total)),
        tallies=_tallies(ctx, spread),
        time=time,
        as_of=words.say("frame.as_of", day=numbers.day(ctx.today)),
        leftward=numbers.locale.text_direction == "rtl",
        palette=palette,
    )


def _tallies(ctx: PageContext, spread: Spread | None) -> tuple[CardTally, ...]:
    counts = spread.counts if spread else ()
    return tuple(
        CardTally(ctx.words.labelled(count.badge.word, count.count), count.badge.tone)
        for count in counts
    )


def _current(ctx: PageContext) -> Cycle | None:
    return ctx.cycle(ctx.current_cycle) if ctx.current_cycle else None


def _time(ctx: PageContext, cycle: Cycle | None) -> str:
    return ctx.words.labelled(cycle.title, when_words(ctx, cycle)) if cycle else ""
