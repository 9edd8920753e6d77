"""What is noticed of check-ins that say nothing, contradict each other or have a wrong name."""

import pytest

from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text

OTHER = CHECKIN.replace("ada", "linus")
FILE = "content/checkins/2026-q4/2026-11-18-keep-customers.md"
TEXT = '+++\nobjective = "keep-customers"\ndate = 2026-11-18\nauthor = "ada"\n+++\nAll is well.\n'


def told(findings, code: str) -> list[str]:
    return [
        f"{finding.span} {finding.message} | {finding.help}"
        for finding in findings
        if finding.code == code
    ]


@pytest.mark.parametrize(
    "said",
    [
        "confidence = 0",
        'note = "Slow."',
        "values = { response = 12 }",
        'kudos = [{ to = "x", for = "y" }]',
    ],
)
def test_one_word_is_enough_for_a_checkin(findings_of, said) -> None:
    checkin = f"[[checkins]]\ndate = 2026-11-16\n{said}\n"
    assert told(findings_of({OBJECTIVE: objective_text(checkins=checkin)}), "OKR121") == []


def test_a_file_with_a_date_and_an_author_alone_is_an_empty_checkin(findings_of) -> None:
    (finding,) = told(findings_of({FILE: TEXT.replace("All is well.", "")}), "OKR121")
    assert finding.startswith(f"{FILE}:3:8 the check-in of 2026-11-18 on ")


def test_two_unsigned_checkins_of_one_day_are_told_at_the_second(findings_of) -> None:
    unsigned = CHECKIN.replace('author = "ada"\n', "")
    text = objective_text(checkins=unsigned + unsigned.replace("12", "14"))
    (finding,) = told(findings_of({OBJECTIVE: text}), "OKR122")
    assert "2 check-ins" in finding
    assert told(findings_of({OBJECTIVE: text}), "OKR123") == []


def test_two_people_who_agree_or_speak_of_different_key_results_are_left_alone(findings_of) -> None:
    text = objective_text(checkins=CHECKIN + OTHER)
    assert told(findings_of({OBJECTIVE: text}), "OKR123") == []


def test_two_values_of_one_day_are_both_named(findings_of) -> None:
    text = objective_text(checkins=CHECKIN + OTHER.replace("12", "14"))
    (finding,) = told(findings_of({OBJECTIVE: text}), "OKR123")
    assert "'response' is 14 here and 12 in the check-in of ada of the same day" in finding


@pytest.mark.parametrize(("written", "meant"), [("0.7", "7"), ("0.65", "6.5"), ("0.05", "0.5")])
def test_a_share_is_told_with_the_confidence_that_it_means(findings_of, written, meant) -> None:
    checkin = CHECKIN.replace("confidence = 7", f"confidence = {written}")
    (finding,) = told(findings_of({OBJECTIVE: objective_text(checkins=checkin)}), "OKR124")
    assert f"Write confidence = {meant} if" in finding


@pytest.mark.parametrize("written", ["0", "1", "6.5"])
def test_other_confidences_are_what_they_say(findings_of, written) -> None:
    checkin = CHECKIN.replace("confidence = 7", f"confidence = {written}")
    assert told(findings_of({OBJECTIVE: objective_text(checkins=checkin)}), "OKR124") == []


def test_a_copied_file_with_the_objective_of_the_first_is_told(findings_of) -> None:
    other = "content/objectives/win-customers.md"
    called = FILE.replace("keep", "win")
    files = {other: objective_text("Visitors become customers", checkins=""), called: TEXT}
    (finding,) = told(findings_of(files), "OKR125")
    assert finding.startswith(f"{called}:2:13 the check-in's objective is keep-customers")
    assert 'Write objective = "win-customers"' in finding


@pytest.mark.parametrize(
    "name", ["2026-11-18-keep-customers-ben.md", "week-47.md", "2026-11-18.md"]
)
def test_names_that_say_nothing_else_are_left_alone(findings_of, name) -> None:
    assert told(findings_of({f"content/checkins/{name}": TEXT}), "OKR125") == []
