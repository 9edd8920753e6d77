"""Settings of the sheet source: how large a file may be, and where in it a KPI's values stand."""

from typing import Annotated

from msgspec import Meta, Struct

from okrsite.api import RecordQuery


class SheetSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file may have `max_megabytes`, and ten times as many unpacked.

    The cells of a sheet, from A1 to the last row and column with anything in them, may be
    5,000,000; a file with more fails alone.
    """

    max_megabytes: Annotated[float, Meta(gt=0)] = 50


class SheetQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where in a file of `content/data/` the values stand: xlsx, xls, xlsb, ods or csv.

    `sheet` is the sheet's name; without it, the first. Either `value` and `date` are headers of
    columns, in the first row that has both; or, `across`, the labels of rows: `value` that of the
    numbers, `date` that of their days, by default the first row with some. Or `cell` is a single
    value's place, as `B7`, `Totals!B7`, or a name that the workbook gives to the cell; it is of the
    last day that is asked for, or of the day in the cell `date`.

    `range` is all that is looked at, as `B3:M40`, `Plan!B3:M40` or a name. With `until_blank` the
    first row without a day is the end. `merged` days stand for all rows (or columns) beside them.
    Days that are text have a `date_format` (`%d.%m.%Y`, `%b %y`), with the names of months in
    `language`.

    A cell that is formatted as 4.5 % holds 0.045. Where the KPI's unit is % and no value is above
    1.5, `shares` says which it is: `true` for shares of 1, which become percent, `false` for
    percent as they are; without it that is a failure. A text such as `4.5 %` is percent.

    Or the value is asked of the rows as records, by `count`, `sum` and the like or a `query`, as
    the table `records`; their fields are the headers.
    """

    file: str
    sheet: str = ""
    value: str = "value"
    date: str = ""
    cell: str = ""
    range: str = ""
    across: bool = False
    until_blank: bool = False
    merged: bool = False
    date_format: str = ""
    language: str = "en"
    shares: bool | None = None
