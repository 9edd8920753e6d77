"""Report: the goals as Markdown, to be read in a mail or a meeting, in the site's language."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.api import (
    CheckIn,
    Diagnostic,
    ExportRequest,
    Guardrail,
    KeyResult,
    KeyResultScore,
    Kpi,
    Objective,
    ObjectiveScore,
)
from okrsite.builtin.pages.brief.digest_text import escaped
from okrsite.pipeline.figures.precision import figures_of

_TROUBLED = ("off_track", "at_risk", "not_measured", "on_track", "not_started", "done")
_MOST_SIGNALS = 10


def report(request: ExportRequest) -> str:
    """The objectives that are worked on, those in trouble first, each with its key results."""
    writer = _Report(request)
    findings = request.findings
    parts = [*writer.head(), *writer.attention(findings), *writer.goals(), *writer.kpis()]
    return "\n".join(parts) + "\n"


class _Report:
    def __init__(self, request: ExportRequest) -> None:
        self._scored, self._words, self._numbers = request.scored, request.words, request.numbers
        self._forest = request.scored.forest

    def head(self) -> list[str]:
        """The title and the day."""
        title = escaped(self._forest.settings.site.title)
        return [f"# {title}", "", self._numbers.day(self._scored.today), ""]

    def attention(self, findings: Iterable[Diagnostic]) -> list[str]:
        """The first of what asks for attention, of the goals in this report."""
        known = {("objective", id_) for id_ in self._forest.objectives}
        known |= {("kpi", id_) for id_ in self._forest.kpis}
        signals = [
            finding
            for finding in findings
            if finding.severity == "signal"
            and finding.subject
            and (finding.subject.kind, finding.subject.id) in known
        ]
        # Their sentences are in English.
        if not signals or not self._words.language.startswith("en"):
            return []
        shown = [f"- {escaped(finding.message)}" for finding in signals[:_MOST_SIGNALS]]
        rest = len(signals) - _MOST_SIGNALS
        more = [f"- {self._words.count('common.more', rest)}"] if rest > 0 else []
        return [f"## {self._words['attention.title']}", "", *shown, *more, ""]

    def goals(self) -> list[str]:
        """The objectives that count, cycle by cycle, the worst first."""
        scores, lines = self._scored.objectives, list[str]()
        for id_, cycle in self._forest.cycles.items():
            goals = [goal for goal in self._forest.objectives.values() if goal.cycle == id_]
            active = [goal for goal in goals if goal.state == "active"]
            if not active:
                continue
            elapsed = self._numbers.percent(self._scored.cycles[id_].elapsed)
            gone = self._labelled("cycle.elapsed", elapsed)
            lines += [f"## {escaped(cycle.title)}", "", gone, ""]
            active.sort(key=lambda goal: (_TROUBLED.index(scores[goal.id].status), goal.id))
            for goal in active:
                lines += self._goal(goal, scores[goal.id])
        return lines

    def kpis(self) -> list[str]:
        """The KPIs with their newest values."""
        words, kpis = self._words, self._forest.kpis
        if not kpis:
            return []
        names = [
            words[key] for key in ("common.title", "common.value", "common.day", "common.status")
        ]
        lines = [f"## {words['kpis.title']}", "", f"| {' | '.join(names)} |", "|---|---:|---|---|"]
        return [*lines, *map(self._kpi, kpis.values()), ""]

    def _kpi(self, kpi: Kpi) -> str:
        score = self._scored.kpis[kpi.id]
        value = self._numbers.quantity(score.value, kpi.unit)
        day = self._numbers.day(score.as_of) if score.as_of else ""
        health = self._words[f"health.{score.health}"]
        return f"| {escaped(kpi.title)} | {escaped(value)} | {day} | {health} |"

    def _goal(self, goal: Objective, score: ObjectiveScore) -> list[str]:
        words = self._words
        team = self._forest.teams[goal.team].title if goal.team else ""
        facts = [
            f"**{words[f'status.{score.status}']}**",
            self._numbers.percent(score.progress),
            words.say("objective.measured", measured=str(score.measured), total=str(score.total)),
            escaped(team),
            escaped(self._person(goal.owner)),
        ]
        if score.confidence is not None:
            value = words.say(
                "objective.confidence_of", value=self._numbers.number(score.confidence)
            )
            facts.insert(3, self._labelled("objective.confidence", value))
        lines = [f"### {escaped(goal.title)}", "", " · ".join(filter(None, facts)), ""]
        if goal.key_results:
            lines += self._results(goal, score)
        newest = self._forest.checkins.get(goal.id, ())[-1:]
        return [*lines, *(line for checkin in newest for line in self._said(checkin))]

    def _results(self, goal: Objective, score: ObjectiveScore) -> list[str]:
        words = self._words
        head = ["objective.key_results", "result.start", "result.target", "result.current"]
        names = [words[key] for key in (*head, "common.progress", "common.status")]
        rows = [f"| {' | '.join(names)} |", "|---|---:|---:|---:|---:|---|"]
        rows += [self._result(result, score.key_results[result.id]) for result in goal.key_results]
        return [*rows, ""]

    def _result(self, result: KeyResult, score: KeyResultScore) -> str:
        values = [score.start, score.target, score.current]
        known = [value for value in values if value is not None]
        figures = figures_of(result.unit, known)
        shown = ["" if value is None else self._numbers.among(value, figures) for value in values]
        if isinstance(result.measure, Guardrail):
            shown[0] = ""
        cells = [
            escaped(result.title),
            *map(escaped, shown),
            self._numbers.percent(score.progress),
            self._words[f"status.{score.status}"],
        ]
        return f"| {' | '.join(cells)} |"

    def _said(self, checkin: CheckIn) -> list[str]:
        note = " ".join(checkin.note.text.split())
        if not note:
            return []
        who = ", ".join(
            filter(None, [self._numbers.day(checkin.date), self._person(checkin.author)])
        )
        return [f"> {escaped(note)} ({escaped(who)})", ""]

    def _person(self, name: str | None) -> str:
        person = self._forest.people.get(name or "")
        return person.title if person else name or ""

    def _labelled(self, key: str, text: str) -> str:
        return self._words.labelled(self._words[key], text)
