"""Successor: the file of a goal that goes on in the next cycle, made of the file that it had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct

from okrsite.commands.authoring.front_matter import changed_settings
from okrsite.commands.authoring.toml_text import (
    TomlBlock,
    blocks_of,
    text_of,
    with_comment,
    with_list,
    with_values,
    without,
)
from okrsite.commands.close.carried import (
    CarriedGoal,
    ResultChange,
    SupportChange,
    changed_result,
    done_places,
)
from okrsite.commands.close.lists import change_results, change_support, drop, without_days

RESULTS = "key_results"
# Of an objective, what belongs to the cycle that is over.
_PAST = frozenset({"id", "aliases", "reason", "checkins"})


class _Change(Struct, frozen=True):
    """All that becomes another in the file of a goal; a key result that stays behind has None."""

    goal: CarriedGoal
    support: SupportChange
    results: tuple[ResultChange | None, ...]

    @property
    def is_orphan(self) -> bool:
        """Whether none of the goals that it supported goes on."""
        places = range(len(self.goal.objective.supports))
        return all(self.support.goals.get(place, "") is None for place in places)


def successor_path(path: str, goal: CarriedGoal) -> str:
    """Where the file goes: beside the old one, or in the next cycle's folder where it had one."""
    folder = PurePosixPath(path).parent
    parts = [goal.cycle if part == goal.objective.cycle else part for part in folder.parts]
    return str(PurePosixPath(*parts, f"{goal.id}.md"))


def successor(data: bytes, goal: CarriedGoal, support: SupportChange) -> bytes:
    """The bytes of a goal's next file, from those of the one before.

    Comments, order, line ends and the body stay.
    """
    change = _Change(goal, support, tuple(_result_changes(goal)))

    def changed(toml: str) -> str:
        root, *tables = blocks_of(toml)
        return text_of([_root(root, change), *_tables(tables, change)]).rstrip() + "\n"

    return changed_settings(data, changed)


def _result_changes(goal: CarriedGoal) -> Iterator[ResultChange | None]:
    for result in goal.objective.key_results:
        is_carried = result.id in goal.results
        yield changed_result(result, goal.score.key_results[result.id]) if is_carried else None


def _root(block: TomlBlock, change: _Change) -> TomlBlock:
    block = without(block, _PAST)
    block = with_values(block, {"cycle": change.goal.cycle}, after=("title",))
    block = with_values(block, {"state": "draft"}, after=("title", "cycle", "team", "owner"))
    block = with_comment(block, "supports", change.support.comments)
    block = with_list(block, "supports", partial(change_support, goals=change.support.goals))
    if change.is_orphan:
        block = without(block, {"supports"})
    done = done_places(change.goal.objective.initiatives)
    block = with_list(block, "initiatives", partial(drop, places=done))
    return with_list(block, RESULTS, partial(change_results, changes=change.results))


def _tables(blocks: Iterable[TomlBlock], change: _Change) -> Iterator[TomlBlock]:
    seen: Counter[str] = Counter()
    done = done_places(change.goal.objective.initiatives)
    for head, *inner in _groups(blocks):
        place = seen[head.name]
        seen[head.name] += 1
        match head.name:
            case "key_results":
                result = change.results[place]
                yield from _result_tables(head, inner, result) if result else ()
            case "checkins":
                continue
            case "supports":
                yield from _support_table(head, place, change.support)
            case "initiatives" if place in done:
                continue
            case "extra":
                # Where it was imported from is told of one file only.
                yield from (without(head, {"imported"}), *inner)
            case _:
                yield from (head, *inner)


def _groups(blocks: Iterable[TomlBlock]) -> Iterator[list[TomlBlock]]:
    """Tables with the tables inside of them."""
    group: list[TomlBlock] = []
    for block in blocks:
        if group and not block.name.startswith(f"{group[0].name}."):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _result_tables(
    head: TomlBlock, inner: Iterable[TomlBlock], change: ResultChange
) -> Iterator[TomlBlock]:
    head = with_list(head, "milestones", partial(drop, places=change.steps))
    head = with_list(head, "milestones", without_days)
    head = with_list(head, "initiatives", partial(drop, places=change.initiatives))
    yield with_values(
        without(head, change.gone), change.values, after=("id", "title", "kpi", "start")
    )
    seen: Counter[str] = Counter()
    dropped = {"milestones": change.steps, "initiatives": change.initiatives}
    for block in inner:
        name = block.name.removeprefix(f"{RESULTS}.")
        if name not in change.gone and seen[name] not in dropped.get(name, ()):
            yield without(block, {"due"}) if name == "milestones" else block
        seen[name] += 1


def _support_table(head: TomlBlock, place: int, support: SupportChange) -> Iterator[TomlBlock]:
    goal = support.goals.get(place, "")
    if goal is not None:
        yield with_values(head, {"goal": goal}) if goal else head
