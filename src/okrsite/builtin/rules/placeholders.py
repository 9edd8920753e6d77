"""Text that `okrsite init` wrote as an example, and that nobody changed."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, Subject
from okrsite.builtin.example import KPI, kpi_text
from okrsite.builtin.rules.texts import entities

# Sentences of the templates of `init`; a test looks for each of them there.
SENTENCES = (
    "This is an example: change it, or delete the file.",
    "The numbers beside this file are made up; put yours in their place.",
    "What this team is there for, and whom to ask.",
)
MISSION = "What we are here for, in one sentence."


def check_placeholder_text(scored: Scored, _: None) -> Iterator[Finding]:
    """Documents, and the mission, that still say what a new site's template says."""
    for kind, entity in entities(scored.forest):
        found = next((sentence for sentence in SENTENCES if sentence in entity.body.text), None)
        if found:
            yield Finding(
                entity.at("title"),
                f"'{entity.title}' still says what `okrsite init` wrote: {found}",
                "Write what is true for you and take that sentence out, or delete the file.",
                Subject(kind, entity.id),
                {"title": entity.title},
            )
    settings = scored.forest.settings
    if settings.site.mission == MISSION:
        yield Finding(
            settings.at("site.mission"),
            f"the mission still says what `okrsite init` wrote: {MISSION}",
            "Write your own, or take the line out.",
        )


PLACEHOLDER_TEXT = Rule(
    code="OKR167",
    name="placeholder-text",
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
