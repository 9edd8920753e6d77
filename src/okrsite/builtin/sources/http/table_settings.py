"""Settings of tables: which requests a source makes for its records, and how it turns pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from okrsite.api import SettingsMistake
from okrsite.builtin.sources.http.expression_checks import broken_expressions
from okrsite.builtin.sources.http.placeholders import (
    known_places,
    places_in,
    texts_of,
    with_example_days,
)
from okrsite.builtin.sources.kept import keep_mistakes
from okrsite.builtin.sources.web.paths import relative_mistake

_STYLES = ("links", "next", "cursor", "offset", "page")


class PageSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the pages of a table follow each other, in one of five ways.

    `links = true`: by the `Link` header. `next`: by the address at that JMESPath of the answer.
    `cursor`: by what stands at that JMESPath, which is sent as `parameter`. `offset = true`: by the
    number of rows so far, `page = true`: by the page's number from `first` on, which are sent as
    `parameter`. A parameter goes into the address, and of a POST into the body, where it is a path
    such as `variables.after`. `size` is how many rows a full page has; with `size_parameter` it is
    sent, too. `more` is a JMESPath that says whether there is another page; without it a page is
    the last one that names no next one, or has fewer rows than `size`.
    """

    links: bool = False
    next: str = ""
    cursor: str = ""
    offset: bool = False
    page: bool = False
    parameter: str = ""
    first: int = 1
    size: Annotated[int, Meta(ge=0)] = 0
    size_parameter: str = ""
    more: str = ""
    in_address: bool = False


class HttpTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of records, and the request that they come from.

    `url` follows the `url` of the source. With a `body`, which is sent as JSON, or a `form` it is a
    POST; `body = {}` is one without fields. In all three `{since}`, `{until}` and `{after}` (the
    day after until) become days, in any form: `{since:%d.%m.%Y}`, `{since:%Y-%m-%dT%H:%M:%S%z}`,
    `{since:epoch}`, `{after:epoch_ms}`. No day before `first_day` is asked for; without it, all
    there is begins with 1970-01-01. A KPI may give the values of `parameters` and nothing else:
    `{NAME}` stands for one in the address, and in a body or a form where it is a whole text.

    `rows` is a JMESPath to the list of records, or `columns` has a JMESPath to a list for each
    field of the records. `format` is `json`, `jsonl` (a record a line) or `csv`. `key` are the
    fields that tell records apart, where one may come twice; `fields` are there even where no
    record has them. At most `max_pages` are asked for.
    An answer that has exactly as many rows as its address or its body allows, and no `pages`, is a
    failure, unless `one_page = true`. Where the answer says how many records there are in all,
    `total` is the JMESPath to that number, and fewer than that are a failure.

    With `keep = true` the records are kept in this site's cache, and the next run asks for newer
    ones alone: `{since}` is then the newest day of the field `watermark` among them, less the
    `lookback` of the source and less one day at least. `watermark` is the very field that the
    server compares with `{since}`, such as that of the last change. A record that comes again
    replaces the one of the same `key`; one that lies within these days and does not come any more
    is gone.
    """

    url: str = ""
    first_day: date | None = None
    headers: dict[str, str] = {}
    body: dict[str, Any] | None = None
    form: dict[str, str] = {}
    parameters: tuple[str, ...] = ()
    format: Literal["json", "jsonl", "csv"] = "json"
    rows: str = ""
    columns: dict[str, str] = {}
    key: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    pages: PageSettings | None = None
    max_pages: Annotated[int, Meta(ge=1)] = 10_000
    one_page: bool = False
    total: str = ""
    keep: bool = False
    watermark: str = ""

    @property
    def is_post(self) -> bool:
        """Whether a body is sent, if only an empty one."""
        return self.body is not None or bool(self.form)


def table_mistakes(name: str, table: HttpTable) -> Iterator[SettingsMistake]:
    """What is wrong with a table, as far as its types do not tell."""
    at = f"tables.{name}"
    if table.body is not None and table.form:
        yield SettingsMistake("a request has a `body` or a `form`", field=f"{at}.form")
    if table.rows and table.columns:
        yield SettingsMistake("records are found by `rows` or by `columns`", field=f"{at}.columns")
    if table.format != "json" and (table.rows or table.columns or table.pages or table.total):
        of_json = "`rows`, `columns`, `pages` and `total` are for JSON"
        message = f"{of_json}, and the format is {table.format}"
        yield SettingsMistake(message, field=f"{at}.format")
    if wrong := relative_mistake(with_example_days(table.url)):
        message = f"this address may not be asked: {wrong}"
        yield SettingsMistake(message, "It follows the url of the source.", f"{at}.url")
    yield from _place_mistakes(at, table)
    yield from _keep_mistakes(at, table)
    for field, message in broken_expressions(_expressions(table)):
        yield SettingsMistake(message, field=f"{at}.{field}")
    if table.pages:
        yield from _page_mistakes(f"{at}.pages", table, table.pages)


def _expressions(table: HttpTable) -> dict[str, str]:
    """The JMESPaths of a table by their fields."""
    columns = {f"columns.{name}": path for name, path in table.columns.items()}
    found = {"rows": table.rows, "total": table.total, **columns}
    if pages := table.pages:
        of_pages = {"next": pages.next, "cursor": pages.cursor, "more": pages.more}
        found |= {f"pages.{name}": path for name, path in of_pages.items()}
    return found


def _place_mistakes(at: str, table: HttpTable) -> Iterator[SettingsMistake]:
    known = known_places(table.parameters)
    for place in places_in(table.url):
        if place.partition(":")[0] not in known:
            message = f"nothing is known as '{{{place}}}' in an address"
            yield SettingsMistake(message, "Name it in `parameters`.", f"{at}.url")
    for field, value in (("body", table.body or {}), ("form", table.form)):
        for text in texts_of(value):
            for name in table.parameters:
                if f"{{{name}}}" in text and text != f"{{{name}}}":
                    message = f"'{{{name}}}' is only a part of a text, which a KPI could change"
                    help_ = "Let it be the whole text: GraphQL has variables for that."
                    yield SettingsMistake(message, help_, f"{at}.{field}")


def _keep_mistakes(at: str, table: HttpTable) -> Iterator[SettingsMistake]:
    """What is missing of what tells which records are newer, and which of them are the same."""
    yield from keep_mistakes(table.keep, table.key, table.watermark, f"{at}.")
    sent = (table.url, *texts_of(table.body), *texts_of(table.form))
    places = {place.partition(":")[0] for text in sent for place in places_in(text)}
    if table.keep and "since" not in places:
        message = "`keep` needs {since} in `url`, `body` or `form`, or all is asked for each time"
        yield SettingsMistake(message, field=f"{at}.keep")


def _page_mistakes(at: str, table: HttpTable, pages: PageSettings) -> Iterator[SettingsMistake]:
    chosen = [style for style in _STYLES if getattr(pages, style)]
    if len(chosen) != 1:
        message = f"pages follow each other in one of these ways: {', '.join(_STYLES)}"
        yield SettingsMistake(message, field=at)
        return
    style = chosen[0]
    if style in {"cursor", "offset", "page"} and not pages.parameter:
        message = f"`{style}` needs the `parameter` that it is sent as"
        yield SettingsMistake(message, field=at)
    if style in {"offset", "page"} and not (pages.size or pages.more):
        message = f"`{style}` needs the `size` of a full page, or the last one cannot be told"
        yield SettingsMistake(message, field=at)
    if style in {"links", "next"} and table.is_post:
        message = f"`{style}` leads to an address, and a POST is sent to one address alone"
        yield SettingsMistake(message, field=at)
