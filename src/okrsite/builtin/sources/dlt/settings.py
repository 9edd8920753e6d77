"""Settings of the dlt source: a `rest_api` configuration, and what a KPI asks of its resources."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.api import Keeping, RecordQuery, SettingsMistake


class DltSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How dlt asks an API: `client`, `resources` and `resource_defaults` of its `rest_api` source.

    They are passed on as they are written, secrets as `${VAR}`; `{since}` and `{until}` in their
    texts become days. Nothing else is read: no `.dlt` folder, no variables, and dlt tells nobody
    that it ran. Only the resources that KPIs ask are asked for, and those that they depend on.

    With `keep = true` the records of the resources in `watermarks` are kept in this site's cache,
    and the next run asks for newer ones alone: `{since}` is then the newest day of the field that
    stands there, less the `lookback` of the source and less one day at least. It is the field that
    the server compares with `{since}`: `watermarks = { orders = "updated_at" }`. The resource needs
    its `primary_key`: a record that comes again replaces the one of the same key, and one that lies
    within these days and does not come any more is gone.
    """

    client: dict[str, Any]
    resources: tuple[Any, ...]
    resource_defaults: dict[str, Any] = {}
    keep: bool = False
    watermarks: dict[str, str] = {}


def check_settings(settings: DltSettings) -> Iterator[SettingsMistake]:
    """What is missing of what tells which records are newer."""
    if bool(settings.watermarks) != settings.keep:
        message = "`keep = true` and `watermarks` need each other"
        yield SettingsMistake(message, field="keep" if settings.keep else "watermarks")
    elif settings.keep and b"{since}" not in msgspec.json.encode(settings.resources):
        message = "`keep` needs {since} in `resources`, or all is asked for each time"
        yield SettingsMistake(message, field="keep")


def keep(_query: object, settings: DltSettings, table: str) -> Keeping | None:
    """The records of resources with a watermark are kept."""
    watermark = settings.watermarks.get(table)
    asked = (settings.client.get("base_url"), settings.resources, settings.resource_defaults)
    return Keeping(asked, watermark) if settings.keep and watermark else None


class DltQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of the records; each resource is a `table`.

    `count`, `sum` and the like with `by` and `where`, or one statement as `query`, as of all
    records.
    """
