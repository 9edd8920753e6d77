"""The formats of `export`: JSON in one piece, tables by kind, and a report to be read."""

from collections.abc import Iterable, Mapping

from okrsite.api import Diagnostic, Exporter, Scored, hookimpl, records
from okrsite.builtin.exporters.comma_separated import csv_table
from okrsite.builtin.exporters.tables import model_tables


@hookimpl
def okrsite_exporters() -> Iterable[Exporter]:
    """JSON, CSV, XLSX and Markdown."""
    return (
        Exporter(name="csv", title="CSV, one file for each kind", export=_csv),
        Exporter(name="json", title="JSON, in the shape of api/v1", export=_json),
        Exporter(name="markdown", title="A report for mail and meetings", export=_markdown),
        Exporter(name="xlsx", title="A workbook, one sheet for each kind", export=_xlsx),
    )


def _json(scored: Scored, _: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    return {"okrsite.json": records.to_json(records.model_record(scored), indent=2)}


def _csv(scored: Scored, _: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    tables = model_tables(records.model_record(scored))
    return {f"{table.name}.csv": csv_table(table.columns, table.rows) for table in tables}


def _xlsx(scored: Scored, _: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    from okrsite.builtin.exporters.workbook import workbook  # noqa: PLC0415 - not always there

    tables = model_tables(records.model_record(scored))
    return {"okrsite.xlsx": workbook(tables, scored.today)}


def _markdown(scored: Scored, findings: tuple[Diagnostic, ...]) -> Mapping[str, bytes]:
    from okrsite.builtin.exporters.report import report  # noqa: PLC0415 - Babel is slow to import

    return {"report.md": report(scored, findings).encode()}
