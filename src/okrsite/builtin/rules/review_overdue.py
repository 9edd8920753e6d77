"""OKR507: a KPI is waiting for somebody to look at it."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import KPI, TEAM, kpi_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose next review was due before today."""
    for each, score in instruments(scored):
        if score.next_review_due is None or score.next_review_due >= scored.today:
            continue
        facts: dict[str, str | int | float] = {"title": each.title, "owner": each.owner or ""}
        message = f"nobody has reviewed the KPI '{each.title}' yet"
        # Its values may go back for years on the day on which they are fetched for the first time.
        if score.last_review is not None:
            due, days = score.next_review_due, (scored.today - score.next_review_due).days
            facts |= {"due": due.isoformat(), "days": days}
            late = f"{days} {'day' if days == 1 else 'days'} overdue (due on {due})"
            message = f"the review of the KPI '{each.title}' is {late}"
        help_ = "Look at it, and add a line to `reviews`: does its range still stand?"
        yield Finding(each.at("title"), message, help_, about(each), facts)


MONTHLY = '+++\ntitle = "Company"\nreviews = "monthly"\n+++\n'

RULE = Rule(
    code="OKR507",
    name="review-overdue",
    severity="signal",
    title="The review of a KPI is overdue",
    why="""
A range is an agreement, and agreements age. Once in a while somebody has to say: we looked at it,
it still means what it meant, and the range stands, or it does not.
""",
    bad={TEAM: MONTHLY, KPI: kpi_text(reviewed="2026-07-01")},
    good={TEAM: MONTHLY, KPI: kpi_text(reviewed="2026-11-16")},
    check=check,
)
