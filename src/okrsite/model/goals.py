"""Goals: objectives, their key results, and the check-ins that tell how they go."""

from datetime import date
from typing import TypeAlias

from msgspec import Struct

from okrsite.model.measure import Measure
from okrsite.model.names import (
    CycleId,
    Indicator,
    KeyResultId,
    KpiId,
    ObjectiveId,
    ObjectiveType,
    PersonId,
    Perspective,
    Purpose,
    Rollup,
    State,
    TeamId,
    Visibility,
)
from okrsite.model.plugin_fields import PluginFields
from okrsite.model.position import Written
from okrsite.model.prose import Prose

CheckInValue: TypeAlias = float | str | tuple[str, ...]


class GoalKey(Struct, frozen=True, order=True, gc=False):
    """Which goal: an objective or one of its key results.

    Attributes:
        objective: The objective's id.
        key_result: The key result's id; empty for the objective itself.
    """

    objective: ObjectiveId
    key_result: KeyResultId = ""

    def __str__(self) -> str:
        return f"{self.objective}#{self.key_result}" if self.key_result else self.objective


class GoalRef(Written, frozen=True, kw_only=True):
    """A goal named by an author.

    Attributes:
        goal: Which goal it is.
        weight: How much it counts in the mean of the goal that is supported.
    """

    goal: GoalKey
    weight: float = 1

    def __str__(self) -> str:
        return str(self.goal)


class Ignore(Written, frozen=True, kw_only=True):
    """A rule that this document asks to be let off, and why.

    Attributes:
        rule: The rule's code.
        reason: Why it does not apply here.
    """

    rule: str
    reason: str


class Initiative(Written, frozen=True, kw_only=True):
    """A piece of work for a goal: shown beside it and never counted.

    Attributes:
        title: The work, in words.
        done: The day it was done, or whether it is.
        link: Where it is planned, a whole address; empty for none.
    """

    title: str
    done: date | bool = False
    link: str = ""


class KeyResult(Written, frozen=True, kw_only=True):
    """One measurable outcome of an objective.

    Attributes:
        id: Its id within the objective.
        title: The outcome, in words.
        measure: How it is measured, and what it has to reach.
        kpi: The KPI that measures it.
        current: Its value now, where neither a KPI nor check-ins tell it; in `unit`.
        unit: The unit of its values.
        owner: Who answers for it, where it is not the objective's owner.
        contributors: Who works on it, too.
        due: Its deadline, where it is not the end of the cycle.
        weight: How much it counts in the objective's mean.
        indicator: Whether it leads or lags.
        purpose: Why its KPI is attacked: to repair one that is out of range, or to leap on purpose.
        population: Whom it is about, such as users of the new features.
        score: A grade given by hand at the close, 0 to 1.
        score_reason: Why the grade is not the progress.
        aliases: Ids it had before.
        initiatives: The work that is done for it.
        text: What else there is to say.
    """

    id: KeyResultId
    title: str
    measure: Measure
    kpi: KpiId | None = None
    current: float | None = None
    unit: str = ""
    owner: PersonId | None = None
    contributors: tuple[PersonId, ...] = ()
    due: date | None = None
    weight: float = 1
    indicator: Indicator | None = None
    purpose: Purpose | None = None
    population: str = ""
    score: float | None = None
    score_reason: str = ""
    aliases: tuple[KeyResultId, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    text: Prose = Prose()


class Kudos(Written, frozen=True, kw_only=True):
    """Thanks to a colleague.

    Attributes:
        to: Who is thanked.
        for_: What for.
    """

    to: PersonId
    for_: str


class ResultNote(Struct, frozen=True):
    """What a check-in says of one key result beside its value.

    Attributes:
        confidence: Will we make it? 0 to 10; it never changes the arithmetic.
        note: What happened there.
    """

    confidence: float | None = None
    note: Prose = Prose()


class CheckIn(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """How a goal stood on a day.

    Attributes:
        objective: The objective's id.
        date: The day it speaks of.
        author: Who says so.
        confidence: Will we make it? 0 to 10; it never changes the arithmetic.
        values: By key result: a number, the id or ids of milestones reached, or a zone (`none`
            for none).
        result_notes: By key result: the confidence and the note of it alone.
        note: What happened, what blocks us, what comes next.
        kudos: Thanks to colleagues.
        visibility: Who may see it; at least as closed as its objective.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
    """

    objective: ObjectiveId
    date: date
    author: PersonId | None = None
    confidence: float | None = None
    values: dict[KeyResultId, CheckInValue] = {}
    result_notes: dict[KeyResultId, ResultNote] = {}
    note: Prose = Prose()
    kudos: tuple[Kudos, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()


class Objective(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A goal, what it supports, and the key results that measure it.

    Attributes:
        id: Its id, the name of its file unless it says another.
        title: What readers see as its name.
        cycle: The cycle it is chased in; None for a draft of the backlog.
        team: The team that owns it; a root team's objective is the company's.
        owner: Who answers for it.
        contributors: Who works on it, too.
        type: How firmly it is meant: a committed one is met at 1.0, the others from 0.7 on.
        supports: The objectives or key results it helps.
        tags: Words to find it by.
        perspective: Its perspective of the Balanced Scorecard.
        with_teams: Teams that work along: it is shown with them too, and counted once.
        state: Whether it is active; drafts, paused and dropped ones are shown and counted
            nowhere.
        reason: Why it was dropped.
        rollup: What its progress is made of: its key results, the weakest of them, the
            objectives that support it, or both.
        watch: KPIs to keep an eye on meanwhile.
        ignore: Rules that it asks to be let off.
        key_results: The key results in the order they are written.
        initiatives: The work that is done for it.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The text below the fields.
    """

    id: ObjectiveId
    title: str
    cycle: CycleId | None = None
    team: TeamId | None = None
    owner: PersonId | None = None
    contributors: tuple[PersonId, ...] = ()
    type: ObjectiveType = "aspirational"
    supports: tuple[GoalRef, ...] = ()
    tags: tuple[str, ...] = ()
    perspective: Perspective | None = None
    with_teams: tuple[TeamId, ...] = ()
    state: State = "active"
    reason: str = ""
    rollup: Rollup = "key_results"
    watch: tuple[KpiId, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()

    def key_result(self, id_: KeyResultId) -> KeyResult | None:
        """The key result that has that id or had it before, if there is one."""
        return next(
            (
                key_result
                for key_result in self.key_results
                if key_result.id == id_ or id_ in key_result.aliases
            ),
            None,
        )
