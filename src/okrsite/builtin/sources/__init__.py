"""The KPI sources that ship: where values come from."""

from typing import Any

from okrsite.api import SourceType, hookimpl
from okrsite.builtin.sources.command import SOURCE as COMMAND
from okrsite.builtin.sources.dlt import SOURCE as DLT
from okrsite.builtin.sources.http import SOURCE as HTTP
from okrsite.builtin.sources.prometheus import SOURCE as PROMETHEUS
from okrsite.builtin.sources.sheet import SOURCE as SHEET
from okrsite.builtin.sources.sql import SOURCE as SQL
from okrsite.builtin.sources.tap import SOURCE as TAP

SOURCES = (COMMAND, DLT, HTTP, PROMETHEUS, SHEET, SQL, TAP)


@hookimpl
def okrsite_sources() -> tuple[SourceType[Any, Any], ...]:
    """Every kind of source that ships."""
    return SOURCES
