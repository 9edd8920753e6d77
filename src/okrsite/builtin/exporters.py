"""The formats of `export`: JSON in one piece, CSV by kind that a spreadsheet never runs."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from msgspec import Struct, structs, to_builtins

from okrsite.api import Diagnostic, Exporter, Scored, hookimpl, records

# A cell that begins with one of these may be taken for a formula (OWASP, "CSV Injection"); the
# last four are the full-width signs that some spreadsheets read as the plain ones.
FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@hookimpl
def okrsite_exporters() -> Iterable[Exporter]:
    """JSON and CSV."""
    return (
        Exporter(name="csv", title="CSV, one file for each kind", export=_csv),
        Exporter(name="json", title="JSON, in the shape of api/v1", export=_json),
    )


def _json(scored: Scored, _: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    return {"okrsite.json": records.to_json(records.model_record(scored), indent=2)}


def _csv(scored: Scored, _: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    model = records.model_record(scored)
    return {
        "objectives.csv": _table(records.ObjectiveRecord, model.objectives, leave="key_results"),
        "key_results.csv": _key_results(model),
        "kpis.csv": _table(records.KpiRecord, model.kpis),
        "teams.csv": _table(records.TeamRecord, model.teams),
        "cycles.csv": _table(records.CycleRecord, model.cycles),
        "people.csv": _table(records.PersonRecord, model.people),
        "checkins.csv": _table(records.CheckInRecord, model.checkins),
    }


def _key_results(model: records.ModelRecord) -> bytes:
    rows = [
        {"objective": objective.id, **_flat(key_result)}
        for objective in model.objectives
        for key_result in objective.key_results
    ]
    return csv_table(("objective", *_columns(records.KeyResultRecord)), rows)


def _table(kind: type[Struct], records: Iterable[Struct], leave: str = "") -> bytes:
    columns = tuple(name for name in _columns(kind) if name != leave)
    return csv_table(columns, (_flat(record) for record in records))


def _columns(kind: type[Struct]) -> Iterator[str]:
    """The fields of a record, those of a record inside it joined to its name."""
    for field in structs.fields(kind):
        inner = records.INNER_RECORDS.get(field.encode_name)
        if inner is None:
            yield field.encode_name
        else:
            yield from (f"{field.encode_name}_{name}" for name in inner.__struct_fields__)


def _flat(record: Struct) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in to_builtins(record).items():
        if name in records.INNER_RECORDS:
            row |= {f"{name}_{inner}": given for inner, given in (value or {}).items()}
        elif name == "initiatives":
            row[name] = [initiative["title"] for initiative in value]
        else:
            row[name] = value
    return row


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with a header, also where there are no rows.

    Texts are quoted, numbers are not, so negative numbers stay numbers; what is missing is empty.
    """
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode()


def inert(text: str) -> str:
    """A text with an apostrophe before it where it would begin a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _cell(value: Any) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case _:
            return inert(_text(value))


def _text(value: Any) -> str:
    match value:
        case Mapping():
            return "; ".join(f"{key}={_text(inner)}" for key, inner in value.items())
        case list() | tuple():
            return "; ".join(map(_text, value))
        case _:
            return str(value)
