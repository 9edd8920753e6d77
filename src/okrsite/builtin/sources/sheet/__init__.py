"""Sheet: KPI values from spreadsheets of the site."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.optional_import import extra


class SheetSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file may have `max_megabytes`, and ten times as many unpacked."""

    max_megabytes: Annotated[float, Meta(gt=0)] = 50


class SheetQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where in a file of `content/data/` the values stand: xlsx, xls, xlsb, ods or csv.

    `sheet` is the sheet's name; without it, the first. Either `value` and `date` are headers of
    columns, in the first row that has both. Or `cell` is a single value's place, as `B7`,
    `Totals!B7`, or a name that the workbook gives to the cell; it is of the last day that is asked
    for, or of the day in the cell `date`.
    """

    file: str
    sheet: str = ""
    value: str = "value"
    date: str = ""
    cell: str = ""


def _fetch(
    requests: tuple[Request[SheetQuery], ...], settings: SheetSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    with extra("sheets"):
        from okrsite.builtin.sources.sheet.fetch import ask  # noqa: PLC0415 - not always there

        return ask(requests, settings, context)


SOURCE = SourceType(
    name="sheet",
    title="Spreadsheets of content/data/: xlsx, ods, csv",
    settings=SheetSettings,
    query=SheetQuery,
    fetch=_fetch,
)
