"""The commands: each with the module that does it and one line about it.

A module is imported when its command is called, so that `okrsite --version` stays instant.
"""

from typing import Literal

from msgspec import Struct

Section = Literal["Every day", "Setting up", "Looking up"]


class CommandEntry(Struct, frozen=True):
    """A command before it is imported; its module holds it as `command`."""

    section: Section
    help: str
    module: str


# A module cannot have the name of a keyword.
_MODULES = {"import": "importing"}


def _entries(section: Section, **helps: str) -> dict[str, CommandEntry]:
    return {
        name: CommandEntry(section, explanation, f"okrsite.commands.{_MODULES.get(name, name)}")
        for name, explanation in helps.items()
    }


COMMANDS: dict[str, CommandEntry] = {
    **_entries(
        "Every day",
        serve="Show the site here, new at every save.",
        build="Build the site.",
        check="Show every finding, and publish nothing.",
        fetch="Get the KPIs' values from where they live.",
        promote="Make a key result of a KPI.",
        checkin="Say how your goals stand this week.",
        close="Close a cycle: grade it and carry over the rest.",
        status="Show what is mine, what is due, what needs attention.",
        diff="Show what a change does to the goals.",
        log="Show who moved which target, when and why.",
        new="Write a goal, a KPI, a check-in or another file.",
        decide="Tell whether it is a KPI or an OKR.",
        export="Give the goals as JSON, CSV, XLSX or Markdown.",
    ),
    **_entries(
        "Setting up",
        **{
            "init": "Start a working site.",
            "import": "Take over goals and KPIs from other tools and documents.",
        },
    ),
    **_entries(
        "Looking up",
        rules="List the rules, or explain one.",
        schema="Print the JSON Schema of a kind of file.",
        plugins="List the plugins and what they give.",
    ),
}
