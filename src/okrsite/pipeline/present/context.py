"""The context of a page: what it may ask of the site, and all that it may ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from okrsite.model.company_score import CycleScore, TeamScore
from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import CheckIn, GoalKey, GoalRef, Objective
from okrsite.model.history import History, HistoryEntry
from okrsite.model.kpi_score import KpiScore
from okrsite.model.kpis import Kpi
from okrsite.model.maturity import MaturityReport
from okrsite.model.names import (
    CycleId,
    Kind,
    KpiId,
    ObjectiveId,
    PageId,
    PersonId,
    TeamId,
    Visibility,
)
from okrsite.model.pages import FreePage
from okrsite.model.people import BACKLOG, Cycle, Person, Team
from okrsite.model.prose import Call, Link, Prose, anchor_of, with_calls
from okrsite.model.provenance import Provenance
from okrsite.model.scored import Scored
from okrsite.model.series import Series
from okrsite.model.settings import Settings
from okrsite.pipeline.cells import ALL, NAMES
from okrsite.pipeline.present.earlier_day import EarlierDay
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.present.paths import Anchor, href, path_of, result_anchor, root_of
from okrsite.pipeline.present.prose import asset_path, linked_source, placed
from okrsite.pipeline.present.site import subject_name
from okrsite.pipeline.words import Words

T = TypeVar("T")
P = ParamSpec("P")
Document = Objective | Kpi | Team | Person | Cycle | FreePage
Linked = Document | GoalKey | GoalRef

TABLES: Final[Mapping[type, str]] = {
    Objective: "objective",
    ObjectiveScore: "objective_score",
    Kpi: "kpi",
    KpiScore: "kpi_score",
    Team: "team",
    TeamScore: "team_score",
    Person: "person",
    Cycle: "cycle",
    CycleScore: "cycle_score",
    FreePage: "page",
    Series: "series",
    Provenance: "provenance",
    MaturityReport: "maturity",
}
KINDS: Final[Mapping[type, Kind]] = {
    Objective: "objective",
    Kpi: "kpi",
    Team: "team",
    Person: "person",
    Cycle: "cycle",
    FreePage: "page",
}


def ignore(_: Diagnostic) -> None:
    """Tell nobody of a finding."""


class ClosedContextError(RuntimeError):
    """A context was asked after its page was made, when the question can no longer be recorded."""


class ShownCall(Struct, frozen=True):
    """What a page shows in the place of a shortcode, and why it is not what it should be."""

    html: Html
    finding: Diagnostic | None = None


def as_written(_: PageContext, call: Call) -> ShownCall:
    """A shortcode as its author wrote it, where nobody gives any."""
    return ShownCall(Html(escape(call.written)))


def unavailable(ctx: PageContext, _: Call) -> ShownCall:
    """A shortcode in what another one shows: it could be that one again, without end."""
    return ShownCall(Html(escape(ctx.words["prose.unavailable"])))


class Voice(Struct, frozen=True):
    """How a site is told, the same for every page: whatever changes here changes all of them.

    `options` are the theme's as the site set them, `static` its files by name; `show` fills the
    shortcodes of texts.
    """

    words: Words
    numbers: Numbers
    audience: Visibility
    options: Mapping[str, Any]
    static: Mapping[str, bytes]
    version: str
    show: Callable[[PageContext, Call], ShownCall] = as_written


class Questions(Struct, frozen=True):
    """The ways in which a context asks, each of which notes what was asked.

    `one` gives the answer of a table and a name, `once` a shared answer, `rows` those of a table,
    `entry` one of a mapping.
    """

    one: Callable[[str, str], Any]
    once: Callable[..., Any]
    rows: Callable[..., Any]
    entry: Callable[..., Any]


class PageContext:
    """What a page may ask of the site; everything that it asks for is noted.

    A page is made again when, and only when, something that it asked for is another. So it asks
    here, keeps nothing between two pages, and looks at nothing else. Everything given is frozen.
    `path` is the page's own, as addresses are seen from it.
    """

    __slots__ = ("_ask", "_fail", "_questions", "_root", "_voice", "path")

    def __init__(
        self,
        questions: Questions,
        voice: Voice,
        path: str,
        root: str | None = None,
        fail: Callable[[Diagnostic], None] = ignore,
    ) -> None:
        self._questions = questions
        self._ask = questions.one
        self._voice = voice
        self._root = root_of(path) if root is None else root
        self._fail = fail
        self.path = path

    def objective(self, id_: ObjectiveId) -> Objective:
        """An objective. This and the others like it raise KeyError where there is none."""
        return self._known(Objective, id_)

    def objective_score(self, id_: ObjectiveId) -> ObjectiveScore:
        """What the arithmetic says of an objective and its key results."""
        return self._known(ObjectiveScore, id_)

    def kpi(self, id_: KpiId) -> Kpi:
        """A KPI."""
        return self._known(Kpi, id_)

    def kpi_score(self, id_: KpiId) -> KpiScore:
        """How a KPI stands."""
        return self._known(KpiScore, id_)

    def team(self, id_: TeamId) -> Team:
        """A team."""
        return self._known(Team, id_)

    def team_score(self, id_: TeamId) -> TeamScore:
        """How a team stands in the current cycle."""
        return self._known(TeamScore, id_)

    def person(self, id_: PersonId) -> Person:
        """Somebody who is listed."""
        return self._known(Person, id_)

    def cycle(self, id_: CycleId) -> Cycle:
        """A cycle."""
        return self._known(Cycle, id_)

    def cycle_of(self, objective: Objective) -> Cycle:
        """The cycle that an objective is chased in; the backlog for a draft that has none."""
        return BACKLOG if objective.cycle is None else self.cycle(objective.cycle)

    def cycle_score(self, id_: CycleId) -> CycleScore:
        """How the goals of a cycle stand."""
        return self._known(CycleScore, id_)

    def page(self, id_: PageId) -> FreePage:
        """A free page."""
        return self._known(FreePage, id_)

    def find(self, kind: type[T], id_: str) -> T | None:
        """Something of a kind (`Objective`, `KpiScore`, `Series`, ...), or None."""
        found: T | None = self._ask(TABLES[kind], id_)
        return found

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Everything of a kind in order of the ids; a page that asks follows every change of it."""
        found: tuple[T, ...] = self._ask(TABLES[kind], ALL)
        return found

    def ids(self, kind: type) -> tuple[str, ...]:
        """The ids of a kind in order; a page that asks follows only what comes and goes."""
        found: tuple[str, ...] = self._ask(TABLES[kind], NAMES)
        return found

    def supporters(self, goal: str) -> tuple[ObjectiveId, ...]:
        """The objectives that support one (`grow`) or a key result of it (`grow#revenue`)."""
        return self._ask("supporters", goal) or ()

    def checkins(self, objective: ObjectiveId | None = None) -> tuple[CheckIn, ...]:
        """The check-ins of an objective in order of their days, or of all, one after the other."""
        if objective is not None:
            return self._ask("checkins", objective) or ()
        return tuple(checkin for told in self._ask("checkins", ALL) for checkin in told)

    def findings(self, subject: Subject | None = None) -> tuple[Diagnostic, ...]:
        """What was found about a thing, or everything that was found."""
        if subject is not None:
            return self._ask("findings", subject_name(subject)) or ()
        return tuple(finding for found in self._ask("findings", ALL) for finding in found)

    def history(self, subject: Subject) -> tuple[HistoryEntry, ...]:
        """What changed of an objective with its key results, or of another thing, newest first."""
        return self._ask("history", subject_name(subject)) or ()

    @property
    def whole_history(self) -> History:
        """What changed of everything, as far as the repository tells and the audience may know."""
        found: History = self._ask("whole_history", "")
        return found

    def aliases(self, kind: Kind) -> Mapping[str, str]:
        """The old ids of a kind, and the one that is in use now."""
        return self._ask("aliases", kind) or {}

    def has_asset(self, path: str) -> bool:
        """Whether the content has a file besides its documents, by its path."""
        return self._ask("asset", path) is not None

    def file(self, path: str) -> bytes:
        """The bytes of a file below the site's folder. Raises FileNotFoundError without one."""
        content: bytes | None = self._ask("file", path)
        if content is None:
            raise FileNotFoundError(path)
        return content

    @property
    def company(self) -> TeamScore:
        """The objectives of the current cycle over all teams."""
        found: TeamScore = self._ask("company", "")
        return found

    @property
    def current_cycle(self) -> CycleId | None:
        """The cycle of today."""
        found: CycleId | None = self._ask("current_cycle", "")
        return found

    @property
    def today(self) -> date:
        """The day as of which everything is told; a page that asks is made anew every day.

        Whether some other day has come is better asked by `has_come` and `has_passed`.
        """
        found: date = self._ask("today", "")
        return found

    def has_come(self, day: date) -> bool:
        """Whether a day is today or before; a page that asks is made anew when that changes."""
        come: int = self._ask("when", day.isoformat())
        return come <= 0

    def has_passed(self, day: date) -> bool:
        """Whether a day is before today."""
        come: int = self._ask("when", day.isoformat())
        return come < 0

    def is_open(self, cycle: Cycle) -> bool:
        """Whether a cycle is not closed yet; one that is over stays open until it is closed."""
        return cycle.closed is None or not self.has_come(cycle.closed)

    @property
    def monday(self) -> EarlierDay:
        """The latest Monday before today, which "since Monday" compares with."""
        return EarlierDay(self._ask, "monday")

    @property
    def last_cycle(self) -> EarlierDay:
        """The same day of the cycle before the current one, with that cycle's goals."""
        return EarlierDay(self._ask, "last_cycle")

    @property
    def settings(self) -> Settings:
        """What `okrsite.toml` says."""
        found: Settings = self._ask("settings", "")
        return found

    @property
    def missing(self) -> int:
        """How many documents had to be left out."""
        found: int = self._ask("missing", "")
        return found

    @property
    def scored(self) -> Scored:
        """The whole model, for what looks at all of it; a page that asks follows every change."""
        found: Scored = self._ask("scored", "")
        return found

    @property
    def words(self) -> Words:
        """Every word the site says."""
        return self._voice.words

    @property
    def numbers(self) -> Numbers:
        """Figures and days as they are read in the site's language."""
        return self._voice.numbers

    @property
    def audience(self) -> Visibility:
        """For whom the site is made."""
        return self._voice.audience

    @property
    def options(self) -> Mapping[str, Any]:
        """The theme's options as the site set them."""
        return self._voice.options

    @property
    def static(self) -> Mapping[str, bytes]:
        """The theme's own files by their names."""
        return self._voice.static

    @property
    def version(self) -> str:
        """The version of the program."""
        return self._voice.version

    def once(
        self, function: Callable[Concatenate[PageContext, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a function of the context gives, worked out once for all pages that ask.

        Give it a function of a module and texts or numbers as arguments: then a page that asks is
        made again only when the value is another, whatever the function looked at. Addresses in it
        are seen from the site's root.
        """
        found: T = self._questions.once(function, *args, **kwargs)
        return found

    def rows(self, kind: type, function: Callable[[PageContext, str], T]) -> tuple[T, ...]:
        """What a function of the context gives for each id of a kind, in order of the ids.

        Each row is kept until something that the function looked at for it is another. So a list
        of the whole company is best made of rows that hold no more than it shows. Give it a
        function of a module that returns a type of its own, such as a struct.
        """
        found: tuple[T, ...] = self._questions.rows(TABLES[kind], function)
        return found

    def entry(self, function: Callable[[PageContext], Mapping[str, T]], name: str) -> T | None:
        """What the mapping that a function gives has under a name, or None.

        The function is called once for all, and a page that asks is made again only when this entry
        is another. So that is how one walk over all goals serves a page of each team.
        """
        found: T | None = self._questions.entry(function, name)
        return found

    def seen_from(self, root: str) -> PageContext:
        """The same context with addresses that begin at another place.

        That is a way back to the site's root (`../`), or an address of the web with a slash.
        """
        return PageContext(self._questions, self._voice, self.path, root, self._fail)

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a path on the site."""
        return href(self._root, path, anchor)

    def link(self, thing: Linked) -> Anchor:
        """A thing by its title, led to its page; a key result by its own title and place."""
        match thing:
            case GoalRef():
                return self.link(thing.goal)
            case GoalKey():
                return self._goal(thing)
            case _:
                return Anchor(thing.title, self.href(path_of(KINDS[type(thing)], thing.id)))

    def prose(self, text: Prose, *, is_note: bool = False, level: int = 0) -> Html:
        """A text with every inner link led to its page; a link that leads nowhere is only words.

        Its highest headings get `level`, so that none is skipped below the page's own: 2, in a note
        3. A note stands among others on one page, so its headings are no places to link to.
        """
        html = placed(text, self._address, self.words, is_note=is_note, level=level)
        return Html(with_calls(html.text, lambda number: self._shown(text.calls[number])))

    def _shown(self, call: Call) -> str:
        voice = replace(self._voice, show=unavailable)
        inner = PageContext(self._questions, voice, self.path, self._root, self._fail)
        shown = self._voice.show(inner, call)
        if shown.finding is not None:
            self._fail(shown.finding)
        return shown.html.text

    def _known(self, kind: type[T], id_: object) -> T:
        if not isinstance(id_, str):
            name, given = kind.__name__, type(id_).__name__
            raise TypeError(f"{name} is asked for by an id, not by a value of the type {given}")
        found = self.find(kind, id_)
        if found is None:
            raise KeyError(id_)
        return found

    def _goal(self, goal: GoalKey) -> Anchor:
        objective = self.objective(goal.objective)
        result = objective.key_result(goal.key_result) if goal.key_result else None
        if result is None:
            return self.link(objective)
        path = path_of("objective", objective.id)
        return Anchor(result.title, self.href(path, result_anchor(result.id)))

    def _address(self, link: Link) -> str:
        """Where a link of a text leads; empty when this site has no such place."""
        target, _, written = link.target.partition("#")
        anchor = unquote(written)
        if target.startswith("goal:"):
            return self._document("objective", target.removeprefix("goal:"), anchor)
        if target.startswith("kpi:"):
            return self._document("kpi", target.removeprefix("kpi:"), anchor)
        if not target:
            return href("", "", anchor_of(anchor))
        source = linked_source(link)
        document = self.entry(_documents, source)
        if document is not None:
            return self._document(*document, anchor)
        return self.href(asset_path(source), anchor) if self.has_asset(source) else ""

    def _document(self, kind: Kind, name: str, anchor: str) -> str:
        current = self.aliases(kind).get(name, name)
        if self._ask(kind, current) is None:
            return ""
        return self.href(path_of(kind, current), self._place(kind, current, anchor))

    def _place(self, kind: Kind, name: str, anchor: str) -> str:
        """The place on a page that an anchor means: a key result, else a heading of the text."""
        if not anchor:
            return ""
        if kind == "objective" and (result := self.objective(name).key_result(anchor)):
            return result_anchor(result.id)
        return anchor_of(anchor)


def _documents(ctx: PageContext) -> Mapping[str, tuple[Kind, str]]:
    """For the path of each document what it is, so that relative links find their page."""
    documents: dict[str, tuple[Kind, str]] = {}
    for type_, kind in KINDS.items():
        things: tuple[Document, ...] = ctx.all(type_)
        documents |= {thing.span.path: (kind, thing.id) for thing in things}
    return documents
