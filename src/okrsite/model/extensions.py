"""What plugins give beside pages: rules, sources, scorers, exporters, and what they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, Finding
from okrsite.model.goal_score import Window
from okrsite.model.goals import KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId, Severity
from okrsite.model.scored import Scored
from okrsite.model.series import Point

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
else:
    # The types of fields are evaluated at run time, and the parser takes long to import.
    MarkdownIt = object

# What a plugin defines by types of its own, and gets instances of.
Parameters = TypeVar("Parameters", bound=Struct | None)
Settings = TypeVar("Settings", bound=Struct)
Query = TypeVar("Query", bound=Struct)
Query_co = TypeVar("Query_co", covariant=True)


class Rule(Struct, Generic[Parameters], frozen=True, kw_only=True):
    """One check of the goals, complete with what the catalogue says of it.

    `bad` and `good` are small sites, path from the site's root to text, in which the rule does and
    does not find something; they are laid over an otherwise good site. `check` gets the scored
    model and the rule's parameters, an instance of `parameters`; it is None for mistakes that
    reading itself reports. A rule whose severity is `signal` sees what is known on the day; any
    other is about the text and sees the forest as it was written, whatever the day, and should
    leave the scores alone. Where it finds something, the rules that it is said `instead_of`, by
    their codes, say nothing about the same subject.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    bad: Mapping[str, str]
    good: Mapping[str, str]
    check: Callable[[Scored, Parameters], Iterable[Finding]] | None = None
    parameters: type[Parameters] | None = None
    instead_of: tuple[str, ...] = ()


class Observation(Struct, frozen=True):
    """A value that a source found for a KPI on a day; the value is finite."""

    kpi: KpiId
    day: date
    value: float


class Failure(Struct, frozen=True):
    """Why a source has no answer for one KPI; `is_transient` where trying again may help."""

    kpi: KpiId
    reason: str
    is_transient: bool = False


class SourceError(Exception):
    """Why a source cannot answer at all; `is_transient` where trying again may help."""

    def __init__(self, message: str, *, is_transient: bool = False) -> None:
        super().__init__(message)
        self.is_transient = is_transient


class Request(Struct, Generic[Query_co], frozen=True):
    """What a source is asked: one KPI, its own query, and the days that are wanted.

    `query` is an instance of the source type's `query`; `since` is None for all there is.
    """

    kpi: Kpi
    query: Query_co
    since: date | None
    until: date


def _nobody_listens(_: str) -> None:
    """Where nobody wants to know whose turn it is."""


class SourceContext(Struct, frozen=True):
    """What a source may know of the place it works in.

    `data` is the full path of the site's `content/data/`, the only folder it may read; `seconds`
    is how long it may take before it is ended. `timezone` is where the company's day begins.
    `cache_dir` is the full path of a folder of this source's own, for what makes its next answer
    cheaper; it may not be there yet, and is empty where nothing is to be kept. `begin` may be told
    the id of each KPI when its turn comes, after all answers of the one before: then a source that
    is ended at its limit keeps what it gave of the earlier ones.
    """

    data: str
    seconds: float
    timezone: str = "UTC"
    cache_dir: str = ""
    begin: Callable[[str], None] = _nobody_listens


class SourceType(Struct, Generic[Settings, Query], frozen=True, kw_only=True):
    """A kind of KPI source: its settings, its query, and how it answers a batch of requests.

    `fetch` gets an instance of `settings`, its secrets filled in, and does its own input and
    output, in a process of its own that is ended at its limit. It raises SourceError where nothing
    can be answered, and gives a Failure where one KPI cannot.
    """

    name: str
    title: str
    settings: type[Settings]
    query: type[Query]
    fetch: Callable[
        [tuple[Request[Query], ...], Settings, SourceContext], Iterable[Observation | Failure]
    ]


class ScoreRequest(Struct, frozen=True):
    """What a scorer is asked: a key result, its values over the window, and the day.

    `values` are numbers from the KPI or from check-ins, oldest first, none later than `today`.
    """

    key_result: KeyResult
    values: tuple[Point, ...]
    window: Window
    today: date


class Scorer(Struct, Generic[Settings], frozen=True, kw_only=True):
    """A kind of key result for `score_by`: gives raw progress, or None for *not measured*."""

    name: str
    title: str
    settings: type[Settings]
    score: Callable[[ScoreRequest, Settings], float | None]


class MarkdownPlugin(Struct, frozen=True, kw_only=True):
    """A plugin for markdown-it, with the version that its part of the cache depends on."""

    name: str
    version: str
    use: Callable[[MarkdownIt], None]


class Exporter(Struct, frozen=True, kw_only=True):
    """A format of `export`: gives files by name; a single one may go to standard output."""

    name: str
    title: str
    export: Callable[[Scored, tuple[Diagnostic, ...]], Mapping[str, bytes]]


class BuildResult(Struct, frozen=True, kw_only=True):
    """What a build did, for those who are told after it.

    `hidden` counts the documents that were left out because the audience may not see them.
    """

    output: str
    audience: str
    pages: int
    written: int
    findings: tuple[Diagnostic, ...]
    hidden: int = 0
