"""Sheet: KPI values from spreadsheets of the site."""

from collections.abc import Iterable

from okrsite.answers.optional_import import extra
from okrsite.api import Failure, Observation, Request, SourceContext, SourceType
from okrsite.builtin.sources.sheet.settings import SheetQuery, SheetSettings


def _fetch(
    requests: tuple[Request[SheetQuery], ...], settings: SheetSettings, context: SourceContext
) -> Iterable[Observation | Failure]:
    with extra("sheets"):
        from okrsite.builtin.sources.sheet.fetch import fetch  # noqa: PLC0415 - not always there

        return fetch(requests, settings, context)


SOURCE = SourceType(
    name="sheet",
    title="Spreadsheets of content/data/: xlsx, ods, csv",
    settings=SheetSettings,
    query=SheetQuery,
    fetch=_fetch,
)
