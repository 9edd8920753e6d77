"""Sources, asked as `okrsite fetch` asks them, but in the test's own process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from okrsite.api import (
    Failure,
    Kpi,
    Observation,
    Request,
    SourceContext,
    SourceType,
    Span,
    Written,
)
from okrsite.commands.root import SETTINGS
from okrsite.model.names import Cadence
from okrsite.pipeline.toml.written import decode_written
from okrsite.testing.sites import TODAY


def ask(  # noqa: PLR0913 - named, and each with a default
    source: SourceType[Any, Any],
    queries: Mapping[str, Mapping[str, Any]],
    *,
    settings: Mapping[str, Any] | None = None,
    since: date | None = None,
    until: date = TODAY,
    data: str | Path = "",
    cadence: Cadence = "monthly",
) -> tuple[Observation | Failure, ...]:
    """What a source answers for KPIs by their ids, each with the keys of its `[source]`.

    `settings` are the keys of `[sources.NAME]`, and `data` is the folder that stands for
    `content/data/`. Raises whatever the source raises, and AssertionError for a mistaken key or
    value and for an answer that nobody asked for.
    """
    requests = tuple(
        Request(
            Kpi(id=name, title=name, cadence=cadence, span=Span(f"content/kpis/{name}.md")),
            _decoded(query, source.query, f"content/kpis/{name}.md"),
            since,
            until,
        )
        for name, query in queries.items()
    )
    wanted = _decoded(settings or {}, source.settings, SETTINGS)
    found = tuple(source.fetch(requests, wanted, SourceContext(str(data), 60)))
    for answer in found:
        assert isinstance(answer, Observation | Failure), f"{answer!r} is no answer"
        assert answer.kpi in queries, f"nobody asked for {answer.kpi}"
    return found


def _decoded(keys: Mapping[str, Any], row: type[Struct], path: str) -> Any:
    """The keys as the program would decode them."""
    value, mistakes = decode_written(Written(span=Span(path)), msgspec.json.encode(keys), row)
    assert not mistakes, mistakes[0]
    return value
