"""Settings of the dlt source: a `rest_api` configuration, and what a KPI asks of its resources."""

from typing import Any

from msgspec import Struct

from okrsite.api import RecordQuery


class DltSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How dlt asks an API: `client`, `resources` and `resource_defaults` of its `rest_api` source.

    They are passed on as they are written, secrets as `${VAR}`; `{since}` and `{until}` in their
    texts become days. Nothing else is read: no `.dlt` folder, no variables, and dlt tells nobody
    that it ran. Only the resources that KPIs ask are asked for, and those that they depend on.
    """

    client: dict[str, Any]
    resources: tuple[Any, ...]
    resource_defaults: dict[str, Any] = {}


class DltQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of the records; each resource is a `table`.

    `count`, `sum` and the like with `by` and `where`, or one statement as `query`, as of all
    records.
    """
