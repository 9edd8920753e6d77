"""Signals: what the business is told on a day, and what it is spared."""

import pytest

from okrsite.builtin.example import (
    CHECKIN,
    CHURN,
    OBJECTIVE,
    RESPONSE,
    SUMMER,
    kpi_text,
    objective_text,
    summer_text,
)
from okrsite.builtin.rules.quantities import number

NPS = "content/kpis/nps.md"
POINTS = "content/kpis/nps.csv"
GOAL = "content/objectives/recommend.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "monthly"')
FALLEN = "date,value\n2026-09-30,44\n2026-10-31,31\n"
LOW = "date,value\n2026-07-31,39\n2026-08-31,38\n2026-09-30,35\n2026-10-31,31\n"
RESULT = '[[key_results]]\nid = "nps"\ntitle = "People recommend us"\nkpi = "nps"\ntarget = 45\n'


def codes(findings) -> list[str]:
    return sorted(finding.code for finding in findings if finding.severity == "signal")


def test_a_kpi_that_nobody_attacked_is_named_with_its_number_of_periods(findings_of) -> None:
    found = [
        finding for finding in findings_of({NPS: SCORE, POINTS: LOW}) if finding.code == "OKR503"
    ]
    assert [finding.facts["count"] for finding in found] == [4]


def test_a_kpi_under_attack_is_not_called_alone(findings_of) -> None:
    goal = objective_text("We are recommended", key_results=RESULT + "\n" + CHURN, checkins="")
    found = codes(findings_of({NPS: SCORE, POINTS: LOW, GOAL: goal}))
    assert not {"OKR502", "OKR503"} & set(found)


def test_a_critical_kpi_is_told_even_while_somebody_works_on_it(findings_of) -> None:
    goal = objective_text("We are recommended", key_results=RESULT + "\n" + CHURN, checkins="")
    critical = kpi_text("NPS", 'range = { min = 40 }\ncadence = "monthly"\ncritical = true')
    found = findings_of({NPS: critical, POINTS: LOW, GOAL: goal})
    assert [finding.facts["state"] for finding in found if finding.code == "OKR501"] == ["acting"]


def test_an_attack_in_time_keeps_a_kpi_from_being_called_never_attacked(findings_of) -> None:
    goal = objective_text("We are recommended", cycle="2026-q3", key_results=RESULT, checkins="")
    found = codes(findings_of({NPS: SCORE, POINTS: LOW, SUMMER: summer_text(), GOAL: goal}))
    assert "OKR502" in found
    assert "OKR503" not in found


@pytest.mark.parametrize(
    ("confidence", "response", "told"),
    [(9, 23, True), (5, 23, False), (9, 10, False), (2, 10, True), (2, 23, False)],
)
def test_confidence_is_held_against_progress(
    confidence: int, response: int, *, told: bool, findings_of
) -> None:
    checkin = CHECKIN.replace("confidence = 7", f"confidence = {confidence}")
    checkin = checkin.replace("response = 12", f"response = {response}")
    other = RESPONSE.replace('"response"', '"calls"').replace(
        "start = 24", "current = 23.5\nstart = 24"
    )
    results = RESPONSE + "\n" + (other if response == 23 else CHURN)
    site = {
        OBJECTIVE: objective_text(
            fields='watch = ["customer-churn"]', key_results=results, checkins=checkin
        )
    }
    assert ("OKR513" in codes(findings_of(site))) is told


def test_a_kpi_that_was_bad_before_the_goal_began_does_not_collapse_because_of_it(
    findings_of,
) -> None:
    points = "date,value\n2026-08-31,31\n2026-09-30,30\n2026-10-31,31\n"
    site = {NPS: SCORE, POINTS: points, OBJECTIVE: objective_text(fields='watch = ["nps"]')}
    assert "OKR514" not in codes(findings_of(site))


def test_a_signal_carries_its_figures_for_other_languages(findings_of) -> None:
    (found,) = [
        finding for finding in findings_of({NPS: SCORE, POINTS: FALLEN}) if finding.code == "OKR502"
    ]
    assert found.facts == {"title": "Net promoter score", "value": 31}
    assert found.subject
    assert (found.subject.kind, found.subject.id) == ("kpi", "nps")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (5, "5"),
        (5.5, "5.5"),
        (99.949032258, "99.95"),
        (1234567.8, "1.23M"),
        (0.1 + 0.2, "0.3"),
        (-3.25, "−3.25"),
        (0, "0"),
        (120, "120"),
        (-1e-9, "−0.000000001"),
    ],
)
def test_figures_are_told_with_the_digits_that_count(value: float, said: str) -> None:
    assert number(value) == said


LEFT = '+++\ntitle = "Ada"\nteam = "company"\nleft = 2026-11-13\n+++\n'
BEN = '+++\ntitle = "Ben"\nteam = "company"\n+++\n'


def test_the_goals_of_somebody_who_left_ask_for_another_owner(findings_of) -> None:
    found = [
        str(finding)
        for finding in findings_of({"content/people/ada.md": LEFT})
        if finding.code == "OKR518"
    ]
    assert found == [
        (
            "content/kpis/customer-churn.md:4:9: OKR518 'Customer churn' is owned by Ada, "
            "who left on 2026-11-13"
        ),
        (
            "content/objectives/keep-customers.md:5:9: OKR518 'Customers stay because they like "
            "it here' is owned by Ada, who left on 2026-11-13"
        ),
    ]


def test_what_somebody_did_before_leaving_stays_valid(findings_of) -> None:
    site = {
        "content/people/ada.md": LEFT,
        "content/people/ben.md": BEN,
        OBJECTIVE: objective_text(fields='owner = "ben"'),
        "content/kpis/customer-churn.md": kpi_text(owner='owner = "ben"'),
    }
    assert not [finding for finding in findings_of(site) if "ada" in finding.message.lower()]


def test_somebody_who_will_leave_still_answers_for_goals(findings_of) -> None:
    site = {"content/people/ada.md": LEFT.replace("2026-11-13", "2026-11-21")}
    assert "OKR518" not in codes(findings_of(site))
