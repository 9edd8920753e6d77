"""OKR506: a goal is waiting for its check-in."""

from collections.abc import Iterator

from okrsite.api import Finding, Objective, ObjectiveScore, Rule, Scored
from okrsite.builtin.business import open_scores
from okrsite.builtin.example import CHECKIN, OBJECTIVE, TEAM, objective_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose next check-in was due before today.

    One of whose files could not be understood may have it; then nothing is said.
    """
    broken = {about.id for about in scored.forest.unread.values() if about.kind == "objective"}
    for goal, score in open_scores(scored):
        if score.next_due is None or score.next_due >= scored.today or goal.id in broken:
            continue
        days = (scored.today - score.next_due).days
        yield Finding(
            goal.at("title"),
            _message(goal, score, days),
            f"Say how it goes: okrsite new checkin {goal.id}",
            about(goal),
            _facts(goal, score, days),
        )


def _message(goal: Objective, score: ObjectiveScore, days: int) -> str:
    """No count of days before the first check-in: nobody knows how old the goal is."""
    of_whom = f" of {goal.owner}" if goal.owner else ""
    if score.last_checkin is None:
        return f"there is no check-in{of_whom} on '{goal.title}' yet"
    late = f"{days} {'day' if days == 1 else 'days'}"
    return f"the check-in{of_whom} on '{goal.title}' is {late} overdue (due on {score.next_due})"


def _facts(goal: Objective, score: ObjectiveScore, days: int) -> dict[str, str | float]:
    told: dict[str, str | float] = {"title": goal.title, "owner": goal.owner or ""}
    if score.last_checkin is None or score.next_due is None:
        return told
    return {**told, "due": score.next_due.isoformat(), "days": days}


WEEKLY = '+++\ntitle = "Company"\nrhythm = "weekly"\n+++\n'

RULE = Rule(
    code="OKR506",
    name="checkin-overdue",
    severity="signal",
    title="A check-in is overdue",
    why="""
A goal that nobody looks at between its first day and its last is a wish with a date. The rhythm of
check-ins is what makes it possible to change course while there is still time.
""",
    bad={TEAM: WEEKLY, OBJECTIVE: objective_text(checkins=CHECKIN.replace("11-16", "10-19"))},
    good={TEAM: WEEKLY, OBJECTIVE: objective_text(checkins=CHECKIN)},
    check=check,
)
