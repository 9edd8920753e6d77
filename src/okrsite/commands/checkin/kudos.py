"""Kudos and authors: who is meant by a name on the command line."""

from __future__ import annotations

from okrsite.commands.errors import CommandError
from okrsite.model.forest import Forest
from okrsite.pipeline.suggest import nearest


def kudos_of(written: str, forest: Forest) -> tuple[str, str]:
    """Who is thanked and what for, from `ada: what for`. Raises `CommandError` without a reason."""
    who, mark, reason = written.partition(":")
    if not mark or not who.strip() or not reason.strip():
        raise CommandError(f"{written!r} thanks nobody", "Write who, a colon, and what for.")
    return known_person(who.strip(), forest), reason.strip()


def known_person(name: str, forest: Forest) -> str:
    """The id of a person; any name will do while the site has no people.

    Raises `CommandError` with a suggestion for a name that is nobody's.
    """
    aliases = forest.aliases.get("person", {})
    if not forest.has_people or name in forest.people:
        return name
    if name in aliases:
        return aliases[name]
    folded = {id_.casefold(): id_ for id_ in forest.people}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = nearest(name, forest.people)
    hint = f"Did you mean {near!r}?" if near else "`okrsite new person` makes one."
    raise CommandError(f"there is no person {name!r}", hint)
