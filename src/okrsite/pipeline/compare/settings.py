"""Settings: which of a site's settings are others than they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from okrsite.model.change import ChangeName, GoalChange
from okrsite.model.settings import COMMON_KEYS, Settings
from okrsite.pipeline.compare.fields import as_json

# The tables whose changes have a name of their own.
_NAMES: dict[str, ChangeName] = {"sources": "source", "rules": "ignore"}
_VISIBILITY = ("site.default_visibility", "build.audience")


def changed_settings(
    before: Settings, after: Settings, *, with_values: bool = True
) -> Iterator[GoalChange]:
    """Every setting that is another, by its dotted key; without values only that it is.

    What a source or a plugin is told is no business of every audience.
    """
    old, new = _flat(before), _flat(after)
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was != now:
            written = after if key in new else before
            yield GoalChange(
                kind="settings",
                id=key,
                change=_name(key),
                before=was if with_values else None,
                after=now if with_values else None,
                span=written.at(key),
            )


def _name(key: str) -> ChangeName:
    if key.startswith(_VISIBILITY):
        return "visibility"
    return _NAMES.get(key.partition(".")[0], "settings")


def _flat(settings: Settings) -> dict[str, Any]:
    """The settings by their dotted keys, those of plugins and sources among them."""
    tables = {
        name: as_json(getattr(settings, name))
        for name in ("site", "calendar", "build", "theme", "scoring", "rules")
    }
    named = {
        "plugins": {name: _opened(one.settings) for name, one in settings.plugins.items()},
        "sources": {
            name: {**{key: getattr(one, key) for key in COMMON_KEYS}, **_opened(one.settings)}
            for name, one in settings.sources.items()
        },
    }
    return dict(_leaves("", {**tables, **named}))


def _opened(settings: bytes) -> dict[str, Any]:
    """The settings of a plugin or a source as they were written."""
    # Its presence alone is consent, so that even an empty table is a setting.
    return {"": True, **msgspec.json.decode(settings)}


def _leaves(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves(f"{key}.{name}".strip("."), below)
    else:
        yield key, value
