"""Replacing: copies of frozen values with other fields; the same object where nothing changes."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.position import Places, Written, pack_places

_S = TypeVar("_S", bound=Struct)
_W = TypeVar("_W", bound=Written)
_T = TypeVar("_T")


def changed(value: _S, /, **fields: object) -> _S:
    """The value with these fields; the value itself where all of them stand in it already."""
    new = {name: field for name, field in fields.items() if field is not getattr(value, name)}
    return replace(value, **new) if new else value


def map_changed(values: tuple[_T, ...], change: Callable[[_T], _T]) -> tuple[_T, ...]:
    """Every item changed; the tuple itself where none of them is."""
    new = tuple([change(value) for value in values])
    return values if new == values else new


def filter_map(value: _W, field: str, pick: Callable[[int, _T], _T | None]) -> _W:
    """The value with each item of a field as `pick` gives it, without those where it gives None.

    `pick` is asked with the item's number. The places of the items are numbered anew. Those of
    dropped items come last, so that a rule can see that more was written than was kept.
    """
    items: tuple[_T, ...] = getattr(value, field)
    answers = tuple([pick(number, item) for number, item in enumerate(items)])
    if answers == items:
        return value
    order = sorted(range(len(items)), key=lambda number: answers[number] is None)
    numbers = {f"{field}.{old}": f"{field}.{new}" for new, old in enumerate(order)}
    places = _renumbered(value.places, field, numbers)
    kept = tuple(item for item in answers if item is not None)
    return replace(value, places=places, **{field: kept})


def _renumbered(places: Places, field: str, numbers: dict[str, str]) -> Places:
    moved: dict[str, tuple[int, int]] = {}
    for name, place in places.items():
        head = ".".join(name.split(".", 2)[:2])
        if not name.startswith(f"{field}."):
            moved[name] = place
        elif head in numbers:
            moved[numbers[head] + name[len(head) :]] = place
    return pack_places(moved)
