"""OKR506: a goal is waiting for its check-in."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import running
from okrsite.builtin.example import CHECKIN, OBJECTIVE, TEAM, objective
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose next check-in was due before today."""
    for goal, score in running(scored):
        if score.next_due is None or score.next_due >= scored.today:
            continue
        days = (scored.today - score.next_due).days
        of_whom = f" of {goal.owner}" if goal.owner else ""
        yield Finding(
            goal.at("title"),
            f"the check-in{of_whom} on '{goal.title}' is {days} {'day' if days == 1 else 'days'} "
            f"overdue (due on {score.next_due})",
            f"okrsite checkin {goal.id}",
            about(goal),
            {
                "title": goal.title,
                "owner": goal.owner or "",
                "due": score.next_due.isoformat(),
                "days": days,
            },
        )


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
    bad={TEAM: WEEKLY, OBJECTIVE: objective(checkins=CHECKIN.replace("11-16", "10-19"))},
    good={TEAM: WEEKLY, OBJECTIVE: objective(checkins=CHECKIN)},
    check=check,
)
