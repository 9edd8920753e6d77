"""The formats of `export`: JSON in one piece, tables by kind, and a report to be read."""

from collections.abc import Iterable, Mapping

from okrsite.api import Exporter, ExportRequest, hookimpl, records
from okrsite.api.pages import PageContext, TeamId
from okrsite.builtin.exporters.comma_separated import csv_table
from okrsite.builtin.exporters.tables import model_tables
from okrsite.builtin.pages.brief.digest import digest_to_send
from okrsite.builtin.pages.brief.digest_text import mail, markdown


@hookimpl
def okrsite_exporters() -> Iterable[Exporter]:
    """JSON, CSV, XLSX, Markdown, and the brief as a digest."""
    return (
        Exporter(name="csv", title="CSV, one file for each kind", export=_csv),
        Exporter(
            name="digest",
            title="The brief, as Markdown and as HTML for a mail",
            tell=_digest,
            main="digest.md",
        ),
        Exporter(name="json", title="JSON, in the shape of api/v1", export=_json),
        Exporter(name="markdown", title="A report for mail and meetings", export=_markdown),
        Exporter(name="xlsx", title="A workbook, one sheet for each kind", export=_xlsx),
    )


def _json(request: ExportRequest) -> Mapping[str, bytes]:
    return {"okrsite.json": records.to_json(records.model_record(request.scored), indent=2)}


def _csv(request: ExportRequest) -> Mapping[str, bytes]:
    tables = model_tables(records.model_record(request.scored))
    return {f"{table.name}.csv": csv_table(table.columns, table.rows) for table in tables}


def _xlsx(request: ExportRequest) -> Mapping[str, bytes]:
    from okrsite.builtin.exporters.workbook import workbook  # noqa: PLC0415 - not always there

    tables = model_tables(records.model_record(request.scored))
    return {"okrsite.xlsx": workbook(tables, request.scored.today)}


def _digest(ctx: PageContext, team: TeamId) -> Mapping[str, bytes]:
    told = digest_to_send(ctx, team)
    return {
        "digest.md": markdown(told).encode(),
        "mail.html": mail(told, ctx.words.language).encode(),
    }


def _markdown(request: ExportRequest) -> Mapping[str, bytes]:
    from okrsite.builtin.exporters.report import report  # noqa: PLC0415 - Babel is slow to import

    return {"report.md": report(request).encode()}
