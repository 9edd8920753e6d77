"""Settings of the http source: how a server is asked, and what a KPI asks for."""

from typing import Annotated, Literal

from msgspec import Meta

from okrsite.api import RecordQuery
from okrsite.builtin.sources.http.oauth_settings import OauthSettings
from okrsite.builtin.sources.http.table_settings import HttpTable
from okrsite.builtin.sources.web.settings import WebSettings


class HttpSettings(WebSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a server is asked; secrets are written as `${VAR}`.

    `url` is where the addresses of the queries begin; at its server nothing is asked that is not
    below it. `hosts` are the only servers that are ever
    asked, as `host`, `host:port` or `*.domain`; the server of `url` is one of them. `headers`,
    `token` (sent as `Authorization: Bearer`) and `user` with `password` go to the server of `url`
    alone; without a `url`, to the servers of `hosts`. Servers at private, loopback and link-local
    addresses are asked only with `allow_private = true`. `ca` holds certificates, in PEM, of
    authorities that are believed beside the usual ones. One answer may take `seconds` and hold
    `max_megabytes`; an answer in pages may have `max_pages`.

    An `Authorization` of another scheme is one of the `headers`; `oauth` gets a token first. At
    most `requests_per_minute` are sent, and where a server says when to come again, that is waited
    for. `tables` are records that KPIs ask in SQL, each with the request that they come from.
    """

    max_pages: Annotated[int, Meta(ge=1)] = 50
    requests_per_minute: Annotated[float, Meta(ge=0)] = 0
    oauth: OauthSettings | None = None
    tables: dict[str, HttpTable] = {}


class HttpQuery(RecordQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for, and where in the answer it stands.

    `url` is what follows the `url` of the settings and stays below it, or a whole address where the
    settings have none; `{since}`, `{until}` and `{after}` in it become days, in any form (see
    tables). What is found there is read as `format` says.

    In `json`, `rows` leads to a list, and `date` and `value` to the cells of each of its rows.
    Without `date` the `value` is one number, of the last day that is asked for, taken from all
    rows, or from the whole document without `rows`. All of them are in JMESPath. In `csv`, `date`
    and `value` are headers of columns. A `number` is nothing but that, and of the last day that is
    asked for.

    Answers in pages: `links = true` follows the `Link` header; `next` is a JMESPath to the next
    page's address or, with `next_parameter`, to that parameter of the address. Rows of all pages
    count as one list. An answer that says it goes on, or has exactly as many rows as a `limit`,
    `per_page` or `page_size` of its address allows, and names no next page, is a failure, unless
    `one_page = true` says that this page is all that is wanted.

    Or the value is asked of records, by `count` and the like or by a `query`: those of the tables
    in the settings, to whose requests a KPI may give `parameters` that they name; or those of the
    rows at `url`, as the table `records`.
    """

    url: str = ""
    format: Literal["json", "csv", "number"] = "json"
    rows: str = ""
    date: str = ""
    value: str = ""
    links: bool = False
    next: str = ""
    next_parameter: str = ""
    one_page: bool = False
    parameters: dict[str, str] = {}
