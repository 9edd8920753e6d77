"""Sitewide: what is true of much of a site is said once, not for every goal."""

from collections.abc import Iterable, Iterator

from okrsite.api import Cycle, Finding, Forest, Kpi, Objective, Scored, Subject, Team
from okrsite.pipeline.first_few import first_few

LEAST = 3
NAMED = 3


def once_for_all(
    scored: Scored, findings: Iterable[Finding], asked: int, says: str, names: tuple[str, str]
) -> Iterator[Finding]:
    """The findings of a rule; a single one where at least three make up a quarter.

    A site that has no KPI yet, or aligns nothing, has one thing to think about and not one for
    each goal. `asked` is of how many goals the finding could be true, and `says` completes "5 of 6
    objectives ...". The subjects that are let off the rule, by one of its `names`, do not count.
    """
    found = [finding for finding in findings if not is_let_off(scored, finding, names)]
    if len(found) < LEAST or 4 * len(found) < asked:
        yield from found
        return
    titles = [str(finding.facts["title"]) for finding in found]
    yield Finding(
        scored.forest.settings.span,
        f"{len(found)} of {asked} {says}: {named(titles)}",
        f'{found[0].help} If it is meant so, write ignore = ["{names[0]}"] under [rules].',
        facts={"count": len(found), "asked": asked, "titles": ", ".join(titles)},
    )


def is_let_off(scored: Scored, finding: Finding, names: tuple[str, str]) -> bool:
    """Whether the document that a finding is about is let off its rule, by one of its names."""
    if finding.subject is None:
        return False
    entity = _exempt(scored.forest, finding.subject)
    return entity is not None and any(ignore.rule in names for ignore in entity.ignore)


def _exempt(forest: Forest, about: Subject) -> Objective | Kpi | Team | Cycle | None:
    """A document of a kind that can be let off rules."""
    match about.kind:
        case "objective":
            return forest.objectives.get(about.id)
        case "kpi":
            return forest.kpis.get(about.id)
        case "team":
            return forest.teams.get(about.id)
        case "cycle":
            return forest.cycles.get(about.id)
        case _:
            return None


def named(titles: list[str]) -> str:
    """The first titles of a list, and how many more there are."""
    shown, rest = first_few([f"'{title}'" for title in titles], NAMED)
    return " ".join(filter(None, (", ".join(shown), rest)))
