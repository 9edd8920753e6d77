"""KPI or OKR? The questions that tell the two apart, as a page that needs no script."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api.pages import Page, PageContext, PageKind
from okrsite.pipeline.present.paths import KPI_OR_OKR

QUESTIONS = ("time", "intent", "rhythm", "question", "shape")
SHORT_FORM = 3
OUTCOMES = ("kpi", "okr", "both")


class Choice(Struct, frozen=True):
    """One of the two answers to a question: its field's id, its words, and an example."""

    id: str
    text: str
    example: str


class Question(Struct, frozen=True, kw_only=True):
    """A question with the answer that speaks for a KPI and the one that speaks for an OKR."""

    name: str
    number: str
    text: str
    kpi: Choice
    okr: Choice


class Outcome(Struct, frozen=True, kw_only=True):
    """What it is, what to do with it, and how it looks written well and written badly."""

    anchor: str
    name: str
    text: str
    good: str
    bad: str
    why: str


class KpiOrOkrView(Struct, frozen=True):
    """The page."""

    title: str
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]


def kpi_or_okr_view(ctx: PageContext, _: str) -> KpiOrOkrView:
    """The questions in their order, the first three being the short form, and the outcomes."""
    return KpiOrOkrView(
        ctx.words["helper.title"],
        tuple(_question(ctx, number, name) for number, name in enumerate(QUESTIONS, start=1)),
        tuple(_outcome(ctx, outcome) for outcome in OUTCOMES),
    )


def _question(ctx: PageContext, number: int, name: str) -> Question:
    words = ctx.words
    kpi, okr = (
        Choice(f"{name}-{side}", words[f"helper.{name}_{side}"], words[f"helper.{name}_{side}_as"])
        for side in ("kpi", "okr")
    )
    said = words.say("helper.number", number=str(number))
    return Question(name=name, number=said, text=words[f"helper.{name}"], kpi=kpi, okr=okr)


def _outcome(ctx: PageContext, name: str) -> Outcome:
    words = ctx.words
    return Outcome(
        anchor=f"it-is-{name}",
        name=words[f"helper.is_{name}"],
        text=words[f"helper.is_{name}_text"],
        good=words[f"helper.is_{name}_good"],
        bad=words[f"helper.is_{name}_bad"],
        why=words[f"helper.is_{name}_why"],
    )


def names(ctx: PageContext) -> Iterator[Page]:
    """The one page of this kind."""
    title = ctx.words["helper.title"]
    yield Page("helper", KPI_OR_OKR, "kpi_or_okr.html", title, section="kpi_or_okr")


KIND = PageKind(
    name="kpi_or_okr",
    title="KPI or OKR?",
    names=names,
    view=kpi_or_okr_view,
    nav=KPI_OR_OKR,
    order=94,
)
