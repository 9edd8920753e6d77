"""What plugins give beside pages: rules, sources, scorers, exporters, and what they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct

from okrsite.model.change import PublishedChange
from okrsite.model.diagnostic import Diagnostic, Finding
from okrsite.model.goal_score import CustomScore, Window
from okrsite.model.goals import KeyResult
from okrsite.model.kpis import Kpi
from okrsite.model.names import KpiId, Severity, Visibility
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

    A rule whose severity is `signal` sees what is known on the day. Any other is about the text and
    sees the forest as it was written, whatever the day, and should leave the scores alone.

    Attributes:
        code: Letters of your own and a number, such as `LAN001`.
        name: A few words with hyphens, by which people call it.
        severity: How bad a finding is, unless the site's settings say otherwise.
        title: What is wrong where it finds something.
        why: Why that is bad for anybody.
        bad: A small site, path to text, in which it finds something; laid over an otherwise
            good site.
        good: The same site where it finds nothing.
        also_good: More of such sites: what looks like a finding and is none.
        check: Gets the scored goals and the parameters, and gives findings. None for mistakes
            that reading reports.
        parameters: The type of its parameters, `[rules.parameters.CODE]`; None where it has
            none.
        instead_of: The codes of rules that say nothing about a subject in which this one finds
            something.
        tells_absence: Whether it finds that something is not there. It is silent about what has
            mistakes; as a signal, while any goal cannot be read, for that may be the one.
        asked_of: Of what it can be asked one by one: `objective` or `kpi`. Then `check` gets the
            goals with only that one in their lists, the others by their names alone, without the
            figures of the company, and is asked again only when something that it looked at is
            another. None where it compares or counts.
        said_once: What to say where at least three findings make up a quarter of what was asked:
            it completes "5 of 6 ...", and may name parameters in braces. Then `check` gives None
            for whatever it was asked of and is good, and its findings have the fact `title`.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    bad: Mapping[str, str]
    good: Mapping[str, str]
    also_good: tuple[Mapping[str, str], ...] = ()
    check: Callable[[Scored, Parameters], Iterable[Finding | None]] | None = None
    parameters: type[Parameters] | None = None
    instead_of: tuple[str, ...] = ()
    tells_absence: bool = False
    asked_of: Literal["objective", "kpi"] | None = None
    said_once: str = ""


class Observation(Struct, frozen=True):
    """A value that a source found for a KPI on a day.

    Attributes:
        kpi: The KPI's id.
        day: The day of the value.
        value: The value in the KPI's unit, finite.
    """

    kpi: KpiId
    day: date
    value: float


class Failure(Struct, frozen=True):
    """Why a source has no answer for one KPI.

    Attributes:
        kpi: The KPI's id.
        reason: What went wrong, in words for the KPI's owner.
        is_transient: Whether trying again may help.
    """

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

    Attributes:
        kpi: The KPI.
        query: Its `[source]`, an instance of the source type's `query`.
        since: The first day that is wanted, None for all there is.
        until: The last day that is wanted.
        year_starts: The month in which the company's year begins, 1 to 12.
    """

    kpi: Kpi
    query: Query_co
    since: date | None
    until: date
    year_starts: int = 1


def _nobody_listens(_: str) -> None:
    """Where nobody wants to know whose turn it is."""


def _no_children() -> None:
    """Where nothing was started that could be ended."""


class SourceContext(Struct, frozen=True):
    """What a source may know of the place it works in.

    Attributes:
        data: The full path of the site's `content/data/`, the only folder it may read.
        seconds: How long it may take before it is ended.
        timezone: Where the company's day begins.
        cache_dir: The full path of a folder of this source's own, for what makes its next
            answer cheaper. It may not be there yet, and is empty where nothing is to be kept.
        cache_key: A secret of this source's own. Sign with it what you keep in `cache_dir` (with
            `hmac`, say), and believe nothing there that is not signed: it may have come with a
            checkout or an archive.
        scratch_dir: The full path of an empty folder for large files that this run alone needs; it
            is removed at its end, however that comes. Empty outside of `okrsite fetch`.
        begin: May be called with the id of each KPI when its turn comes, after all answers of
            the one before. Then a source that is ended at its limit keeps what it gave of the
            earlier ones.
        finish: May be called with the id of each KPI after all answers for it, by a source that
            asks about several at a time. Then these are kept, whatever was begun after them.
        memory: What a database within the source's process may take, such as `1GB`.
        lookback: How many days before what is known already are asked about again, at least.
        is_backfill: Whether all is to be asked for anew, whatever was kept of earlier runs.
        kill_children: Ends every process that this one has started, and all that those have
            started, on Linux; for a source that runs one program after the other. What is left
            when the source has finished is ended in any case.
    """

    data: str
    seconds: float
    timezone: str = "UTC"
    cache_dir: str = ""
    begin: Callable[[str], None] = _nobody_listens
    kill_children: Callable[[], None] = _no_children
    cache_key: bytes = b""
    scratch_dir: str = ""
    finish: Callable[[str], None] = _nobody_listens
    memory: str = "1GB"
    lookback: int = 0
    is_backfill: bool = False


class QueryMistake(Struct, frozen=True):
    """Something wrong with what a KPI asks, seen before anybody is asked.

    Attributes:
        message: What is wrong, in a sentence without the place.
        help: What to do about it.
        field: The field of the KPI's `[source]`.
        start: How many characters of the field's text stand before the place.
        is_refusal: Whether the KPI is not asked for because of it; else it is a warning, which is
            given once for a source.
    """

    message: str
    help: str = ""
    field: str = ""
    start: int = 0
    is_refusal: bool = True


class SettingsMistake(Struct, frozen=True):
    """Something wrong with the settings of a source that their types do not tell.

    Attributes:
        message: What is wrong, in a sentence without the place.
        help: What to do about it.
        field: The setting, as a path: `tables.orders.url`.
    """

    message: str
    help: str = ""
    field: str = ""


class SourceType(Struct, Generic[Settings, Query], frozen=True, kw_only=True):
    """A kind of KPI source: its settings, its query, and how it answers a batch of requests.

    Attributes:
        name: What `plugin` of a `[sources.NAME]` calls it.
        title: What it is, in a few words.
        settings: The type of `[sources.NAME]`.
        query: The type of a KPI's `[source]`.
        fetch: Gets requests, an instance of `settings` with its secrets filled in, and the
            context. It does its own input and output, in a process of its own that is ended at
            its limit. It raises SourceError where nothing can be answered, and gives a Failure
            where one KPI cannot.
        check: Gets an instance of `query`, and one of `settings` in which `${VAR}` is not filled
            in, and gives what is wrong with the query. It touches nothing and is quick, since
            every check of the site calls it for each KPI.
        check_settings: Gets the same instance of `settings`, and gives what is wrong with it. No
            KPI of the source is asked for while there is anything.
    """

    name: str
    title: str
    settings: type[Settings]
    query: type[Query]
    fetch: Callable[
        [tuple[Request[Query], ...], Settings, SourceContext], Iterable[Observation | Failure]
    ]
    check: Callable[[Query, Settings], Iterable[QueryMistake]] | None = None
    check_settings: Callable[[Settings], Iterable[SettingsMistake]] | None = None


class SourceRecord(Struct, frozen=True):
    """One of the records that a source has: a row of a table.

    Attributes:
        fields: Its values by name: those of JSON, tables and lists in it included, and dates,
            moments and `Decimal`.
        table: The table it belongs to.
    """

    fields: Mapping[str, object]
    table: str = "records"


class DeclaredTable(Struct, frozen=True):
    """A table that a source has, even if no record comes for it.

    Attributes:
        name: The table's name.
        fields: Fields that it has, whether or not a record has them.
        key: The fields that tell its records apart: of those that are equal in them, only the last
            that came counts. Empty where every record counts.
        since: The first day of its records, where it is later than the first that is wanted; that
            there are none before is not to be counted as 0. None where all came that are wanted.
        goes_on: Whether only records that are newer than the state of the last run are given, so
            that those of earlier runs count, too. See `KeptState`.
    """

    name: str
    fields: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    since: date | None = None
    goes_on: bool = False


class KeptState(Struct, frozen=True):
    """Where a source stands after the records that it gave: the `state` of its next run.

    It is kept, with the records of the tables that go on, where the source keeps any.

    Attributes:
        value: Anything that JSON can hold.
    """

    value: object


class Keeping(Struct, frozen=True):
    """That records are kept between runs, so that the next run is asked for newer ones alone.

    Attributes:
        asked: What decides which records there are, beside the days: settings, addresses and
            statements, in whatever JSON can hold. What was kept for anything else is of no use.
        watermark: The field of a record that its system compares with the day `since`, such as
            that of its last change. Then the next run wants records since the newest of these days,
            and the table has to have a `key`. Empty where the source gives a `KeptState` instead.
        is_whole: Whether a run without a state gives all there is, whatever `since` says.
    """

    asked: object
    watermark: str = ""
    is_whole: bool = False


class TableFailure(Struct, frozen=True):
    """Why the records of one table are not to be had; it fails the KPIs that ask this table.

    Attributes:
        table: The table's name.
        reason: What went wrong, in words for the KPIs' owners.
        is_transient: Whether trying again may help.
    """

    table: str
    reason: str
    is_transient: bool = False


# What a source of records gives, in any order.
GivenRecords: TypeAlias = SourceRecord | DeclaredTable | TableFailure | KeptState


class RecordsWanted(Struct, Generic[Query_co], frozen=True):
    """Which records a source is asked for, by all KPIs that read the same ones.

    Attributes:
        query: What one of these KPIs asks; in the fields that the source itself gave to its queries
            they are all alike.
        tables: The names of the tables that their statements read.
        since: The first day of the records that are wanted, None for all there are. Earlier ones
            may be given, too. Where a KPI needs a whole period, this is its first day.
        until: The last day that is wanted.
        state: The `KeptState` of the last run whose records were kept; None where there is none.
    """

    query: Query_co
    tables: frozenset[str]
    since: date | None
    until: date
    state: object = None


class ScoreRequest(Struct, frozen=True):
    """What a scorer is asked.

    Attributes:
        key_result: The key result to score.
        values: Its numbers from the KPI or from check-ins, oldest first, none later than
            `today`.
        words: Its values in words from check-ins, each with its day, oldest first; see `words` of
            the scorer.
        window: The days in which the goal is chased.
        today: The day to score it for.
        language: The site's language, such as `en`, for what the scorer says in words.
    """

    key_result: KeyResult
    values: tuple[Point, ...]
    window: Window
    today: date
    words: tuple[tuple[date, str], ...] = ()
    language: str = "en"


class Scorer(Struct, Generic[Settings], frozen=True, kw_only=True):
    """A kind of key result for `score_by`.

    Attributes:
        name: What `use` calls it.
        title: What it is, in a few words.
        settings: The type of what stands beside `use`.
        score: Gets a request and an instance of `settings` and returns raw progress: 0 at the
            start, 1 at the target. None is *not measured*. A CustomScore says beside it how value
            and target are shown, and whether it is done.
        words: Gets an instance of `settings` and gives the words that a check-in may have as the
            value. None where values are numbers.
    """

    name: str
    title: str
    settings: type[Settings]
    score: Callable[[ScoreRequest, Settings], float | CustomScore | None]
    words: Callable[[Settings], Iterable[str]] | None = None


class MarkdownPlugin(Struct, frozen=True, kw_only=True):
    """A plugin for markdown-it.

    Attributes:
        name: What findings call it.
        version: What texts are cached by: another version renders them again.
        use: Gets the parser and changes it.
    """

    name: str
    version: str
    use: Callable[[MarkdownIt], None]


class Translation(Struct, frozen=True, kw_only=True):
    """The words of a plugin in one language.

    Attributes:
        language: The language's tag, such as `de` or `pt-BR`.
        texts: Texts by key; `{name}` in a text is a place for a fact, and keys that end in
            `.one`, `.few`, `.other` and the like are forms of one text for numbers of things. A
            view asks for `title` of the plugin `desk` by `ctx.words["plugins.desk.title"]`.
    """

    language: str
    texts: Mapping[str, str]


class BuildResult(Struct, frozen=True, kw_only=True):
    """What a build did, for those who are told after it.

    Attributes:
        root: The full path of the site's folder, which holds `okrsite.toml`.
        output: The full path of the folder that the site was published to.
        folder: The full path of a folder of this plugin's own, to keep things in until the next
            build; in a fresh clone there is nothing in it. Empty where none can be made.
        audience: Who the site is for: `public`, `internal` or `confidential`.
        pages: How many pages and files the site has.
        written: How many of them are not as they were before; 0 where nothing changed.
        findings: Everything that was found, by file, line and column.
        hidden: How many documents were left out because the audience may not see them.
        scored: The goals that the site shows, with every number beside them.
        changed: Every goal and KPI that stands otherwise than the site said that was published
            before: the one in the output folder, or in the folder of `--previous`. Empty where
            all stand as they did; None where there is no such site, as after the first build.
    """

    root: str
    output: str
    folder: str
    audience: Visibility
    pages: int
    written: int
    findings: tuple[Diagnostic, ...]
    hidden: int = 0
    scored: Scored
    changed: tuple[PublishedChange, ...] | None = None
