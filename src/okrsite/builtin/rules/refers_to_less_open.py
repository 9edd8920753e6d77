"""OKR405: what everybody may read does not speak of what only some may."""

from collections.abc import Iterator

from okrsite.api import Finding, Forest, Kpi, Objective, Rule, Scored, Span, Subject, Visibility
from okrsite.builtin.example import OBJECTIVE, objective_text, page_text
from okrsite.builtin.links import Atlas, Place, inner_links
from okrsite.builtin.texts import entities, level

OPENNESS: tuple[Visibility, ...] = ("public", "internal", "confidential")


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """References from a document to one that fewer people may see."""
    if _is_of_one_openness(scored.forest):
        return
    atlas = Atlas(scored.forest)
    for span, subject, seen_by, place in _references(scored.forest, atlas):
        if place.visibility is None:
            continue
        if OPENNESS.index(place.visibility) > OPENNESS.index(seen_by):
            other = place.subject
            yield Finding(
                span,
                f"a document that is {seen_by} refers to the {other.kind} '{other.id}', "
                f"which is {place.visibility}",
                "Its more open readers will not see the reference; drop it, or open the other one.",
                subject,
                {"visibility": seen_by, "other": other.id, "other_visibility": place.visibility},
            )


def _is_of_one_openness(forest: Forest) -> bool:
    """Whether everybody who sees anything here sees everything, as in most companies."""
    levels = {level(each) for _, each in entities(forest)}
    told = {each.visibility for checkins in forest.checkins.values() for each in checkins}
    return len(levels | (told - {None})) < 2


def _references(forest: Forest, atlas: Atlas) -> Iterator[tuple[Span, Subject, Visibility, Place]]:
    for text, link, address in inner_links(forest):
        if place := atlas.find(address):
            yield link.span, text.subject, text.visibility, place
    for kind, each in entities(forest):
        named = _named(each) if isinstance(each, Objective | Kpi) else ()
        for span, other in named:
            if place := atlas.subjects.get((other.kind, other.id)):
                yield span, Subject(kind, each.id), level(each), place


def _named(entity: Objective | Kpi) -> Iterator[tuple[Span, Subject]]:
    if isinstance(entity, Kpi):
        operands = entity.formula.operands if entity.formula else ()
        yield from ((entity.at("formula"), Subject("kpi", each)) for each in operands)
        return
    yield entity.at("cycle"), Subject("cycle", entity.cycle)
    for position, reference in enumerate(entity.supports):
        yield entity.at(f"supports.{position}"), Subject("objective", reference.goal.objective)
    for position, kpi in enumerate(entity.watch):
        yield entity.at(f"watch.{position}"), Subject("kpi", kpi)
    for result in entity.key_results:
        if result.kpi:
            yield result.at("kpi"), Subject("kpi", result.kpi)


PRESS = "content/pages/press.md"
TEXT = "What we are after: [loyal customers](goal:keep-customers)."
CLOSED = objective_text(fields='owner = "ada"\nvisibility = "confidential"')

RULE = Rule(
    code="OKR405",
    name="refers-to-less-open",
    severity="warning",
    title="A more open document refers to a less open one",
    why="""
A build for the public leaves out what is not public, and every link to it. The words around the
link stay, and may say more than they should. What a public page is measured by should be public.
""",
    bad={PRESS: page_text("Press", TEXT, 'visibility = "internal"'), OBJECTIVE: CLOSED},
    good={PRESS: page_text("Press", TEXT, 'visibility = "confidential"'), OBJECTIVE: CLOSED},
    check=check,
)
