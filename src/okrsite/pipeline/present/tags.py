"""Tags: which goals and KPIs carry each, and the page that lists them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId, ObjectiveId
from okrsite.pipeline.file_names import name_fault
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.goal_list import ListedGoal, listed_goals

FOLDER = "tags"
_LONGEST = 60
_APART = re.compile(r"[\W_]+")


class Tag(Struct, frozen=True):
    """A tag and what carries it.

    Attributes:
        name: As it was first written.
        path: The path of its page.
        objectives: The objectives that carry it.
        kpis: The KPIs that carry it.
    """

    name: str
    path: str
    objectives: tuple[ObjectiveId, ...]
    kpis: tuple[KpiId, ...]


def key_of(tag: str) -> str:
    """The key of a tag: spellings that differ only in capitals or outer spaces share it."""
    return tag.strip().casefold()


def tag_of(ctx: PageContext, tag: str) -> Tag | None:
    """A tag with its page, however it is spelt; None where nothing carries it."""
    return ctx.entry(all_tags, key_of(tag))


def all_tags(ctx: PageContext) -> Mapping[str, Tag]:
    """Every tag of the site by its key, in order of the keys."""
    return tags_in(listed_goals(ctx), ctx.all(Kpi))


def tags_in(objectives: Iterable[Objective | ListedGoal], kpis: Iterable[Kpi]) -> dict[str, Tag]:
    """Every tag by its key, in order of the keys."""
    names: dict[str, str] = {}
    goals = _carriers(((goal.id, goal.tags) for goal in objectives), names)
    measured = _carriers(((kpi.id, kpi.tags) for kpi in kpis), names)
    paths = _paths(names)
    return {
        key: Tag(names[key], paths[key], tuple(goals.get(key, ())), tuple(measured.get(key, ())))
        for key in sorted(names)
    }


def _carriers(
    tagged: Iterable[tuple[str, tuple[str, ...]]], names: dict[str, str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, tags in tagged:
        for tag in dict.fromkeys(filter(None, map(key_of, tags))):
            found.setdefault(tag, []).append(id_)
        for tag in tags:
            if key_of(tag):
                names.setdefault(key_of(tag), tag.strip())
    return found


def _paths(names: Mapping[str, str]) -> dict[str, str]:
    """A file for each tag; tags that would share one, or have no good name, are told apart."""
    slugs = {key: _APART.sub("-", key).strip("-")[:_LONGEST].strip("-") for key in names}
    shared = Counter(slugs.values())
    return {
        key: f"{FOLDER}/{slug if shared[slug] == 1 and _is_good(slug) else _apart(slug, key)}.html"
        for key, slug in slugs.items()
    }


def _is_good(slug: str) -> bool:
    return bool(slug) and name_fault(slug) is None


def _apart(slug: str, key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest
