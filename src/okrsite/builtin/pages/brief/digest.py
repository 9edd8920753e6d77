"""Digest: the brief as sections of lines, to be read in a mail, a chat or a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from okrsite.api.pages import (
    Anchor,
    PageContext,
    TeamId,
    attention_of,
    kpi_card,
    team_link,
)
from okrsite.builtin.pages.brief.ahead import ahead
from okrsite.builtin.pages.brief.asked import cases_in
from okrsite.builtin.pages.brief.decided import decisions
from okrsite.builtin.pages.brief.goals import SlopeLine, slope_lines
from okrsite.builtin.pages.brief.kudos import thanks_said
from okrsite.builtin.pages.brief.lead import lead
from okrsite.builtin.pages.brief.lifted import Lifted, lifted, lifted_line
from okrsite.builtin.pages.brief.rows import EXCEPTIONS, kpi_rows
from okrsite.builtin.pages.brief.since import moves
from okrsite.pipeline.present.paths import HOME, base_of
from okrsite.pipeline.present.sentences.sentence import Sentence, listed, said

SHOWN = 8


class DigestGroup(Struct, frozen=True):
    """Lines below a title, which may be empty."""

    title: str
    lines: tuple[Sentence, ...]


class DigestSection(Struct, frozen=True):
    """A part of the digest with its heading."""

    title: str
    groups: tuple[DigestGroup, ...]


class Digest(Struct, frozen=True):
    """The brief of a team or the company: its title, the day, the answer, and what proves it.

    `home` leads to the page of the team or of the company.
    """

    title: str
    day: str
    lead: Sentence
    sections: tuple[DigestSection, ...]
    home: Anchor


def digest(ctx: PageContext, team: TeamId) -> Digest:
    """The digest of a team, or of the company where none is named; without empty parts."""
    site = ctx.settings.site.title
    sections = (
        _section(ctx.words["home.company"], ("", _goals(ctx, team))),
        _since(ctx, team),
        _section(ctx.words["home.asks"], ("", _asks(ctx, team))),
        _section(ctx.words["home.due"], ("", _due(ctx, team))),
        _section(ctx.words["home.kpis"], ("", _kpis(ctx, team))),
        _section(ctx.words["checkins.kudos"], ("", filter(None, [thanks_said(ctx, team)]))),
    )
    return Digest(
        title=ctx.words.labelled(site, ctx.team(team).title) if team else site,
        day=ctx.numbers.day(ctx.today),
        lead=lead(ctx, team),
        sections=tuple(section for section in sections if section.groups),
        home=(team_link(ctx, team) if team else None) or Anchor(site, ctx.href(HOME)),
    )


def digest_to_send(ctx: PageContext, team: TeamId) -> Digest:
    """The digest with addresses that hold in a mail; without links on a site that has none."""
    base = base_of(ctx.settings.site.base_url)
    told = digest(ctx.seen_from(base), team)
    return told if base else _without_links(told)


def _without_links(told: Digest) -> Digest:
    def plain(sentence: Sentence) -> Sentence:
        return Sentence((Anchor(sentence.text),))

    sections = tuple(
        DigestSection(
            section.title,
            tuple(
                DigestGroup(group.title, tuple(map(plain, group.lines))) for group in section.groups
            ),
        )
        for section in told.sections
    )
    return replace(told, lead=plain(told.lead), sections=sections, home=Anchor(told.home.text))


def _section(title: str, *groups: tuple[str, Iterable[Sentence]]) -> DigestSection:
    known = ((name, tuple(lines)) for name, lines in groups)
    return DigestSection(title, tuple(DigestGroup(name, lines) for name, lines in known if lines))


def _about(ctx: PageContext, thing: Anchor, *told: str) -> Sentence:
    """A thing and what is so of it, with the colon of the language between them."""
    text = ctx.words.listed(filter(None, told))
    return said(ctx.words, "sentence.about", thing=thing, text=text)


def _goals(ctx: PageContext, team: TeamId) -> Iterator[Sentence]:
    for line in slope_lines(ctx, team).lines:
        yield _goal(ctx, line)


def _goal(ctx: PageContext, line: SlopeLine) -> Sentence:
    progress = line.row.progress
    moved = line.delta.text if line.delta else ""
    badge = (line.row.state or progress.badge).word
    return _about(ctx, line.row.link, badge, progress.text, progress.expected, moved, line.outlook)


def _since(ctx: PageContext, team: TeamId) -> DigestSection:
    words, day = ctx.words, ctx.monday.day
    if day is None:
        return DigestSection("", ())
    sides = moves(ctx, team)
    promised = [passage for passage in lifted(ctx, team, "next") if passage.iso >= day.isoformat()]
    return _section(
        words.say("brief.since", day=ctx.numbers.short_day(day)),
        *(
            (words[f"brief.{name}"], [_about(ctx, line.about, line.text) for line in side.lines])
            for name, side in zip(("worse", "better"), sides, strict=True)
        ),
        (words["brief.promised"], [_passage(ctx, passage) for passage in promised[:SHOWN]]),
        (
            words["brief.decided"],
            [_about(ctx, line.about, line.text, line.why) for line in decisions(ctx, team).lines],
        ),
    )


def _passage(ctx: PageContext, passage: Lifted) -> Sentence:
    line = lifted_line(ctx, passage)
    who = listed(ctx.words, filter(None, (line.author, line.day)))
    told = said(ctx.words, "sentence.told", text=passage.text, who=who)
    return said(ctx.words, "sentence.about", thing=line.about, text=told)


def _asks(ctx: PageContext, team: TeamId) -> Iterator[Sentence]:
    """What people ask for, then what the business and the calendar ask for."""
    for passage in lifted(ctx, team, "help")[:SHOWN]:
        yield _passage(ctx, passage)
    for case in cases_in(ctx, team)[:SHOWN]:
        attention = attention_of(ctx, case)
        told = Sentence((Anchor(ctx.words["punctuation.space"].join(attention.reasons)),))
        if attention.owner:
            told = said(ctx.words, "sentence.told", text=told, who=attention.owner)
        yield said(ctx.words, "sentence.about", thing=attention.about, text=told)


def _due(ctx: PageContext, team: TeamId) -> Iterator[Sentence]:
    for group in ahead(ctx, team):
        things = [
            said(ctx.words, "sentence.told", text=thing.about, who=thing.whose)
            if thing.whose
            else thing.about
            for thing in group.things
        ]
        named = listed(ctx.words, [*things, *filter(None, [group.more])])
        about = said(ctx.words, "sentence.of", text=group.text, things=named)
        yield said(ctx.words, "sentence.about", thing=group.day, text=about)


def _kpis(ctx: PageContext, team: TeamId) -> Iterator[Sentence]:
    loud = [row.id for row in kpi_rows(ctx, team) if row.health in EXCEPTIONS]
    for kpi in loud[:SHOWN]:
        card = kpi_card(ctx, kpi)
        moved = f"{card.change.text} {card.change.verdict}".strip() if card.change else ""
        yield _about(ctx, card.link, card.health.word, card.value, card.range, moved)
