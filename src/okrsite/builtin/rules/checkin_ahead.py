"""OKR219: what is dated tomorrow is seen tomorrow."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, open_objectives
from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """The first check-in of each running goal that is dated after today."""
    for goal in open_objectives(scored):
        checkins = scored.forest.checkins.get(goal.id, ())
        ahead = next((each for each in checkins if each.date > scored.today), None)
        if ahead is None or scored.forest.cycles[goal.cycle].start > scored.today:
            continue
        yield Finding(
            ahead.at("date"),
            f"the check-in of {ahead.date} on '{goal.title}' is not seen before that day",
            "Correct the date if it is not meant to be in the future.",
            about(goal),
            {"title": goal.title, "day": ahead.date.isoformat()},
        )


RULE = Rule(
    code="OKR219",
    name="checkin-ahead",
    severity="hint",
    title="A check-in is dated in the future",
    why="""
No page, figure or forecast knows anything that is later than the day it is made for. Who writes a
check-in and does not find it on the site looks for the mistake everywhere but in its date.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("2026-11-16", "2026-12-16"))},
    good={OBJECTIVE: objective_text()},
    check=check,
)
