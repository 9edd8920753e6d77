"""The company: its teams, its people and its cycles."""

from datetime import date

from okrsite.model.goals import Ignore
from okrsite.model.names import CycleId, PersonId, ReviewRhythm, Rhythm, TeamId, Visibility
from okrsite.model.plugin_fields import PluginFields
from okrsite.model.position import Span, Written
from okrsite.model.prose import Prose


class Team(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A team within a tree of teams.

    Attributes:
        id: Its id, the name of its file unless it says another.
        title: What readers see as its name.
        parent: The team it is part of; None for a root, the company itself.
        lead: Who leads it.
        colour: Its colour on the site.
        rhythm: How often it checks in.
        reviews: How often it reviews its KPIs.
        ignore: Rules that it asks to be let off.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The text below the fields.
    """

    id: TeamId
    title: str
    parent: TeamId | None = None
    lead: PersonId | None = None
    colour: str = ""
    rhythm: Rhythm | None = None
    reviews: ReviewRhythm | None = None
    ignore: tuple[Ignore, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()


class Person(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """Somebody who owns goals.

    Attributes:
        id: Its id, the name of the file unless it says another.
        title: The name.
        team: The team this person is in; membership stands here alone.
        role: What this person does.
        left: The day on which this person left; what came before stays.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The text below the fields.
    """

    id: PersonId
    title: str
    team: TeamId | None = None
    role: str = ""
    left: date | None = None
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()


class Cycle(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A stretch of time with goals.

    Attributes:
        id: Its id, the name of its file unless it says another.
        title: What readers see as its name.
        start: Its first day.
        end: Its last day.
        parent: The longer cycle it is part of, such as the year of a quarter.
        closed: The day it was closed; from then on it is graded.
        ignore: Rules that it asks to be let off.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The retrospective.
    """

    id: CycleId
    title: str
    start: date
    end: date
    parent: CycleId | None = None
    closed: date | None = None
    ignore: tuple[Ignore, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()


# Where the drafts without a cycle are: it never begins, and no table of cycles holds it.
BACKLOG = Cycle(id="", title="", start=date.max, end=date.max, span=Span(""))
