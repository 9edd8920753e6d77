"""Check-ins and reviews that are overdue."""

from collections.abc import Iterator

from okrsite.api import Finding, Objective, ObjectiveScore, Rule, Scored
from okrsite.builtin.example import CHECKIN, KPI, OBJECTIVE, TEAM, kpi_text, objective_text
from okrsite.builtin.rules.subjects import current_scores, kpis_with_scores, subject_of


def check_checkin_overdue(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose next check-in was due before today.

    One of whose files could not be understood may have it; then nothing is said.
    """
    broken = {
        subject.id for subject in scored.forest.unread.values() if subject.kind == "objective"
    }
    for objective, score in current_scores(scored):
        if score.next_due is None or score.next_due >= scored.today or objective.id in broken:
            continue
        days = (scored.today - score.next_due).days
        yield Finding(
            objective.at("title"),
            _checkin_message(objective, score, days),
            f"Say how it goes: okrsite checkin {objective.id}",
            subject_of(objective),
            _checkin_facts(objective, score, days),
        )


def _checkin_message(objective: Objective, score: ObjectiveScore, days: int) -> str:
    """What a finding says; it counts no days before the first check-in."""
    of_whom = f" of {objective.owner}" if objective.owner else ""
    # Nobody knows how old the goal is, so how late its first check-in is, nobody knows either.
    if score.last_checkin is None:
        return f"there is no check-in{of_whom} on '{objective.title}' yet"
    late = f"{days} {'day' if days == 1 else 'days'}"
    return (
        f"the check-in{of_whom} on '{objective.title}' is {late} overdue (due on {score.next_due})"
    )


def _checkin_facts(
    objective: Objective, score: ObjectiveScore, days: int
) -> dict[str, str | float]:
    facts: dict[str, str | float] = {"title": objective.title, "owner": objective.owner or ""}
    if score.last_checkin is None or score.next_due is None:
        return facts
    return {**facts, "due": score.next_due.isoformat(), "days": days}


WEEKLY = '+++\ntitle = "Company"\nrhythm = "weekly"\n+++\n'

CHECKIN_OVERDUE = Rule(
    code="OKR506",
    name="checkin-overdue",
    severity="signal",
    asked_of="objective",
    title="A check-in is overdue",
    why="""
A goal that nobody looks at between its first day and its last is a wish with a date. The rhythm of
check-ins is what makes it possible to change course while there is still time.
""",
    bad={TEAM: WEEKLY, OBJECTIVE: objective_text(checkins=CHECKIN.replace("11-16", "10-19"))},
    good={TEAM: WEEKLY, OBJECTIVE: objective_text(checkins=CHECKIN)},
    check=check_checkin_overdue,
)


def check_review_overdue(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose next review was due before today."""
    for kpi, score in kpis_with_scores(scored):
        if score.next_review_due is None or score.next_review_due >= scored.today:
            continue
        facts: dict[str, str | int | float] = {"title": kpi.title, "owner": kpi.owner or ""}
        message = f"nobody has reviewed the KPI '{kpi.title}' yet"
        # Its values may go back for years on the day on which they are fetched for the first time.
        if score.last_review is not None:
            due, days = score.next_review_due, (scored.today - score.next_review_due).days
            facts |= {"due": due.isoformat(), "days": days}
            late = f"{days} {'day' if days == 1 else 'days'} overdue (due on {due})"
            message = f"the review of the KPI '{kpi.title}' is {late}"
        help_ = "Look at it, and add a line to `reviews`: does its range still stand?"
        yield Finding(kpi.at("title"), message, help_, subject_of(kpi), facts)


MONTHLY = '+++\ntitle = "Company"\nreviews = "monthly"\n+++\n'

REVIEW_OVERDUE = Rule(
    code="OKR507",
    name="review-overdue",
    severity="signal",
    asked_of="kpi",
    title="The review of a KPI is overdue",
    why="""
A range is an agreement, and agreements age. Once in a while somebody has to say: we looked at it,
it still means what it meant, and the range stands, or it does not.
""",
    bad={TEAM: MONTHLY, KPI: kpi_text(reviewed="2026-07-01")},
    good={TEAM: MONTHLY, KPI: kpi_text(reviewed="2026-11-16")},
    check=check_review_overdue,
)
