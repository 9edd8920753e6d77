"""Table of the commands: every verb, the module that does it, and one line about it.

A module is imported when its verb is called, so that asking for the version stays instant.
"""

from typing import Literal

from msgspec import Struct

Section = Literal["Every day", "Setting up", "Looking up"]


class Verb(Struct, frozen=True):
    """A command before it is imported; its module holds it as `command`."""

    section: Section
    help: str
    module: str


def _verbs(section: Section, **helps: str) -> dict[str, Verb]:
    return {
        name: Verb(section, explanation, f"okrsite.commands.{name}")
        for name, explanation in helps.items()
    }


VERBS: dict[str, Verb] = {
    **_verbs(
        "Every day",
        serve="Show the site here, new at every save.",
        build="Build the site.",
        check="Show every finding, and publish nothing.",
        fetch="Get the KPIs' values from where they live.",
        status="Show what is mine, what is due, what needs attention.",
        new="Write a goal, a KPI, a check-in or another file.",
        export="Give the whole model as JSON or CSV.",
    ),
    **_verbs("Setting up", init="Start a working site."),
    **_verbs(
        "Looking up",
        rules="List the rules, or explain one.",
        schema="Print the JSON Schema of a kind of file.",
        plugins="List the plugins and what they give.",
    ),
}
