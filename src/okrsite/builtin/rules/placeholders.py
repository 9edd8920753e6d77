"""Text that `okrsite init` wrote as an example, and that nobody changed."""

from collections.abc import Iterator

from msgspec.structs import replace

from okrsite.api import Finding, Forest, Rule, Scored, Subject
from okrsite.builtin.example import KPI, kpi_text
from okrsite.pipeline.check.said_once import named
from okrsite.pipeline.texts import entities

# Sentences of the templates of `init`; a test looks for each of them there.
SENTENCES = (
    "This is an example: change it, or delete the file.",
    "The numbers beside this file are made up; put yours in their place.",
    "What this team is there for, and whom to ask.",
)
NAMES = ("OKR167", "placeholder-text")
MISSION = "What we are here for, in one sentence."


def check_placeholder_text(scored: Scored, _: None) -> Iterator[Finding]:
    """The first document, or the mission, that still says what a new site's template says.

    `init` wrote them all at once, so that they are one thing to do, and the others are only named.
    """
    found = (*_documents(scored.forest), *_mission(scored.forest))
    untouched = [finding for finding in found if not _is_let_off(scored.forest, finding)]
    if not untouched:
        return
    first, *others = untouched
    if others:
        titles = [str(finding.facts["title"]) for finding in others]
        first = replace(first, message=f"{first.message} So do {named(titles)}.")
    yield first


def _is_let_off(forest: Forest, finding: Finding) -> bool:
    """Whether the document that a finding is about is let off the rule."""
    known = {(kind, entity.id): entity for kind, entity in entities(forest)}
    entity = finding.subject and known.get((finding.subject.kind, finding.subject.id))
    return any(ignore.rule in NAMES for ignore in getattr(entity, "ignore", ()))


def _documents(forest: Forest) -> Iterator[Finding]:
    for kind, entity in entities(forest):
        found = next((sentence for sentence in SENTENCES if sentence in entity.body.text), None)
        if found:
            yield Finding(
                entity.at("title"),
                f"'{entity.title}' still says what `okrsite init` wrote: {found}",
                "Write what is true for you and take that sentence out, or delete the file.",
                Subject(kind, entity.id),
                {"title": entity.title},
            )


def _mission(forest: Forest) -> Iterator[Finding]:
    settings = forest.settings
    if settings.site.mission == MISSION:
        yield Finding(
            settings.at("site.mission"),
            f"the mission still says what `okrsite init` wrote: {MISSION}",
            "Write your own, or take the line out.",
            facts={"title": "mission"},
        )


PLACEHOLDER_TEXT = Rule(
    code=NAMES[0],
    name=NAMES[1],
    severity="warning",
    title="A text is still the example of a new site",
    why="""
`okrsite init` writes a goal, a KPI and their numbers, so that there is something to look at. On a
published site they would pass for the company's own.
""",
    bad={KPI: kpi_text(body=SENTENCES[1])},
    good={KPI: kpi_text()},
    check=check_placeholder_text,
)
