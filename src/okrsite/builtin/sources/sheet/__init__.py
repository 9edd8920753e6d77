"""Sheet: KPI values from spreadsheets of the site."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.answers.records.source import record_mistakes
from okrsite.api import Failure, Observation, QueryMistake, Request, SourceContext, SourceType
from okrsite.builtin.sources.sheet.settings import SheetQuery, SheetSettings


def _fetch(
    requests: tuple[Request[SheetQuery], ...], settings: SheetSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    with extra("sheets"):
        from okrsite.builtin.sources.sheet.fetch import fetch  # noqa: PLC0415 - not always there

        return fetch(requests, settings, context)


def _check(query: SheetQuery, _: SheetSettings) -> Iterable[QueryMistake]:
    """What is wrong with a question about the rows."""
    return record_mistakes(query) if query.is_of_records else ()


SOURCE = SourceType(
    name="sheet",
    title="Spreadsheets of content/data/: xlsx, ods, csv",
    settings=SheetSettings,
    query=SheetQuery,
    fetch=_fetch,
    check=_check,
)
