"""References: what a name means, or a finding where it means nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, Fact, error
from okrsite.model.edit import Edit, Substitution
from okrsite.model.goals import GoalKey, GoalRef, KeyResult, Objective
from okrsite.model.names import Kind, PersonId
from okrsite.model.position import Span, Written
from okrsite.pipeline.old_names import old_name
from okrsite.pipeline.parse.identity import id_of, kind_of
from okrsite.pipeline.replacing import changed, filter_map
from okrsite.pipeline.resolve.tables import fold
from okrsite.pipeline.suggest import Guesses, did_you_mean, is_same_name
from okrsite.pipeline.toml.type_descriptions import as_list

_Goal = TypeVar("_Goal", Objective, KeyResult)

_WORDS: dict[Kind, str] = {
    "objective": "objective",
    "kpi": "KPI",
    "team": "team",
    "person": "person",
    "cycle": "cycle",
    "checkin": "check-in",
    "page": "page",
}
HELP = "Correct the name, or write the file that it should name."
_PERSON_HELP = (
    "Since content/people/ holds somebody, people go by the ids of their files there: "
    'correct the id, or make one: okrsite new person "Name"'
)


class References:
    """Looks up names of every kind, and collects a finding for each unknown one.

    `current` maps the ids and aliases of a kind to the ids in use, `titles` the titles of a kind,
    as `fold` writes them, to the ids that people meant by them. `lost` are the names of files
    that could not be read: they have a finding already, so a reference to one gives none. Nor does
    a key result that an `incomplete` objective lacks, since it may be among the mistakes there.
    """

    def __init__(
        self,
        current: Mapping[Kind, Mapping[str, str]],
        titles: Mapping[Kind, Mapping[str, str]],
        lost: Iterable[tuple[Kind, str]],
        incomplete: Collection[str],
    ) -> None:
        self.findings: list[Diagnostic] = []
        self._current = {kind: dict(names) for kind, names in current.items()}
        self._titles = titles
        self._lost = set(lost)
        self._incomplete = incomplete
        self._guesses = Guesses()

    def lose(self, kind: Kind, names: Iterable[str]) -> None:
        """Forget names whose document was dropped; references to them give no finding."""
        for name in names:
            self._lost.add((kind, name))
            self._current[kind].pop(name, None)

    def current(self, kind: Kind, name: str) -> str | None:
        """The id in use that an id or an alias means; None for an unknown one."""
        return self._current[kind].get(name)

    def is_lost(self, kind: Kind, name: str) -> bool:
        """Whether a name is that of a document which has a finding already."""
        return (kind, name) in self._lost

    def probable(self, kind: Kind, written: str, by: Written) -> str | None:
        """The name in use that an unknown one was probably meant to be, or None."""
        near = self._titled(kind, written)
        return near or self._guesses.nearest(written, lambda: self._names(kind, by))

    def name(
        self,
        kind: Kind,
        written: str | None,
        by: Written,
        field: str,
        verb: str = "",
        help_: str = HELP,
    ) -> str | None:
        """The id that a name in a field means; None for no name and for an unknown one.

        An unknown name gives a finding at the field. Its message begins with `verb`, or without one
        with `<field> names`.
        """
        if written is None:
            return None
        found = self._meant(kind, written, by, field, verb, help_)
        if found is not None and found != written:
            self._old_name(written, found, by.at(field), _WORDS[kind])
        return found

    def goal(
        self, reference: GoalRef, objectives: Mapping[str, Objective], verb: str
    ) -> GoalRef | None:
        """The reference with the id in use; None where the objective or key result is unknown."""
        goal = reference.goal
        found = self._meant("objective", goal.objective, reference, "goal", verb)
        if found is None:
            return None
        result = objectives[found].key_result(goal.key_result) if goal.key_result else None
        if goal.key_result and result is None:
            if found not in self._incomplete:
                self._unknown_key_result(reference, objectives[found], verb)
            return None
        current = changed(goal, objective=found)
        if result and result.id != goal.key_result:
            current = changed(current, key_result=result.id)
        if current != goal:
            what = "key result" if goal.key_result else "objective"
            self._old_name(str(goal), str(current), reference.at("goal"), what)
        return changed(reference, goal=current)

    def _meant(
        self, kind: Kind, written: str, by: Written, field: str, verb: str = "", help_: str = HELP
    ) -> str | None:
        """The id that a name means; None, with a finding, for an unknown one."""
        found = self._current[kind].get(written)
        if found is None and (kind, written) not in self._lost:
            what = f"{verb or f'{field} names'} unknown {_WORDS[kind]}"
            # Lambdas, since the names of a whole kind are needed for unknown ones alone.
            self.unknown(
                written, lambda: self._names(kind, by), by.at(field), what, help_, kind=kind
            )
        return found

    def _old_name(self, written: str, current: str, span: Span, what: str) -> None:
        """Say that a reference is understood by an alias only, with what writes the id in use."""
        self.findings.append(old_name(written, current, span, what))

    def _unknown_key_result(self, reference: GoalRef, objective: Objective, verb: str) -> None:
        """Say that an objective has no such key result, and which ones it has."""
        goal, span, what = reference.goal, reference.at("goal"), f"{verb} unknown key result"
        title = fold(goal.key_result.strip())
        titled = [result.id for result in objective.key_results if fold(result.title) == title]
        if len(titled) == 1:
            meant = str(GoalKey(goal.objective, titled[0]))
            message = f"{what} '{goal}'{did_you_mean(meant)}"
            edits = (Substitution(span, str(goal), meant),)
            self.findings.append(error("OKR101", span, message, f"Write {meant}", edits))
            return
        ids = [result.id for result in objective.key_results]
        help_ = f"'{goal.objective}' has {as_list(ids, 'and')}." if ids else HELP
        self.unknown(str(goal), partial(_key_results, goal, objective), span, what, help_)

    def unknown(
        self,
        written: str,
        known: Callable[[], Collection[str]],
        span: Span,
        what: str,
        help_: str = HELP,
        *,
        kind: Kind | None = None,
    ) -> None:
        """Say that a name is unknown, and which one was probably meant of those that are known.

        A name that is the same but for case and for what parts its words can be written by itself,
        and so can the title of what was meant.
        `kind` is that of the document which is asked for, to look up what became of it.
        """
        titled = self._titled(kind, written) if kind else None
        near = titled or self._guesses.nearest(written, known)
        edits: tuple[Edit, ...] = ()
        if near and (titled or is_same_name(near, written)):
            help_, edits = f"Write {near}", (Substitution(span, written, near),)
        elif near and kind and help_ is HELP:
            help_ = f'Write {near}; if it was renamed, aliases = ["{written}"] there keeps both.'
        finding = error("OKR101", span, f"{what} '{written}'{did_you_mean(near)}", help_, edits)
        facts: dict[str, Fact] = {"kind": kind, "name": written} if kind else {}
        self.findings.append(replace(finding, facts=facts))

    def _titled(self, kind: Kind, written: str) -> str | None:
        """The id in use of what has a title; None where nothing or more than one has it."""
        id_ = self._titles.get(kind, {}).get(fold(written.strip()))
        return self.current(kind, id_) if id_ else None

    def _names(self, kind: Kind, by: Written) -> list[str]:
        """The names of a kind, without the one of the file that asks: it cannot mean itself."""
        own = id_of(by.span.path, kind) if kind_of(by.span.path) == kind else ""
        names = [*self._current[kind], *(name for of, name in self._lost if of == kind)]
        return [name for name in names if name != own]


def _key_results(goal: GoalKey, objective: Objective) -> list[str]:
    return [str(GoalKey(goal.objective, result.id)) for result in objective.key_results]


class People:
    """Looks up the people that documents name; without people's documents a name is free text."""

    def __init__(self, names: References, *, has_people: bool) -> None:
        self._names = names
        self._has_people = has_people

    def named(self, written: PersonId | None, by: Written, field: str) -> PersonId | None:
        """The person's id, or the text as it stands while nobody has a document."""
        if not self._has_people:
            return written
        return self._names.name("person", written, by, field, help_=_PERSON_HELP)

    def contributors(self, goal: _Goal) -> _Goal:
        """The goal with the contributors that are known."""
        if not self._has_people or not goal.contributors:
            return goal
        return filter_map(goal, "contributors", partial(self._contributor, goal))

    def _contributor(self, goal: Objective | KeyResult, number: int, name: str) -> str | None:
        verb, field = "contributors names", f"contributors.{number}"
        return self._names.name("person", name, goal, field, verb, _PERSON_HELP)
