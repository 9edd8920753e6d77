"""References from a document to one that fewer people may see."""

from collections.abc import Iterator

from okrsite.api import Finding, Forest, Kpi, Objective, Rule, Scored, Span, Subject, Visibility
from okrsite.builtin.example import OBJECTIVE, objective_text, page_text
from okrsite.builtin.rules.links.link_index import LinkIndex, LinkTarget, inner_links
from okrsite.pipeline.texts import entities, level

OPENNESS: tuple[Visibility, ...] = ("public", "internal", "confidential")


def check_refers_to_less_open(scored: Scored, _: None) -> Iterator[Finding]:
    """References from a document to one that fewer people may see."""
    if _is_of_one_openness(scored.forest):
        return
    index = LinkIndex(scored.forest)
    for span, subject, seen_by, target in _references(scored.forest, index):
        if target.visibility is None:
            continue
        if OPENNESS.index(target.visibility) > OPENNESS.index(seen_by):
            other = target.subject
            yield Finding(
                span,
                f"a document that is {seen_by} refers to the {other.kind} '{other.id}', "
                f"which is {target.visibility}",
                "Its more open readers will not see the reference; drop it, or open the other one.",
                subject,
                {"visibility": seen_by, "other": other.id, "other_visibility": target.visibility},
            )


def _is_of_one_openness(forest: Forest) -> bool:
    """Whether everybody who sees anything here sees everything, as in most companies."""
    levels = {level(entity) for _, entity in entities(forest)}
    written = {checkin.visibility for some in forest.checkins.values() for checkin in some}
    return len(levels | (written - {None})) < 2


def _references(
    forest: Forest, index: LinkIndex
) -> Iterator[tuple[Span, Subject, Visibility, LinkTarget]]:
    for text, link, address in inner_links(forest):
        if target := index.find(address):
            yield link.span, text.subject, text.visibility, target
    for kind, entity in entities(forest):
        named = _named(entity) if isinstance(entity, Objective | Kpi) else ()
        for span, other in named:
            if target := index.subjects.get((other.kind, other.id)):
                yield span, Subject(kind, entity.id), level(entity), target


def _named(entity: Objective | Kpi) -> Iterator[tuple[Span, Subject]]:
    if isinstance(entity, Kpi):
        operands = entity.formula.operands if entity.formula else ()
        yield from ((entity.at("formula"), Subject("kpi", id_)) for id_ in operands)
        return
    if entity.cycle is not None:
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

REFERS_TO_LESS_OPEN = Rule(
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
    check=check_refers_to_less_open,
)
