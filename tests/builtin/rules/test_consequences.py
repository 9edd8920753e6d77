"""What only follows from a mistake is not told beside it."""

import pytest

from okrsite.builtin.example import (
    CHURN,
    KPI,
    OBJECTIVE,
    RESPONSE,
    SERIES,
    kpi_text,
    objective_text,
    team_text,
)
from okrsite.builtin.rules import shipped_rules
from okrsite.pipeline.fix import fixed

GOAL = "content/objectives/fast-help.md"
TEAM = {"content/teams/support.md": team_text("Support")}
LOOSE = "Nobody waits for help"
NPS = "content/kpis/nps.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')
WATCH = objective_text(fields='owner = "ada"\nwatch = ["nps"]')

CHECKIN_FILE = '+++\nobjective = "keep-customers"\ndate = "soon"\n+++\n'


def codes(found) -> list[str]:
    return sorted({finding.code for finding in found})


def result(fields: str, title: str = "Support answers faster") -> str:
    return f'\n[[key_results]]\nid = "response"\ntitle = "{title}"\n{fields}\n'


def goal(fields: str = "", results: str = CHURN + RESPONSE, name: str = "support") -> str:
    return objective_text(LOOSE, fields, team=name, key_results=results)


@pytest.mark.parametrize(
    ("files", "only"),
    [
        (
            {OBJECTIVE: objective_text().replace("[[key_results]]", "[[key_result]]", 1)},
            ["OKR010"],
        ),
        (TEAM | {GOAL: goal('owner = "ada"', name="suport")}, ["OKR101"]),
        (
            TEAM
            | {
                GOAL: goal('owner = "ada"', name="suport"),
                "content/objectives/part.md": objective_text(
                    "The queue is short", 'supports = ["fast-help"]', team="support"
                ),
            },
            ["OKR101"],
        ),
        (TEAM | {GOAL: goal('supports = ["nowhere"]')}, ["OKR101"]),
        (TEAM | {GOAL: goal('suports = ["keep-customers"]')}, ["OKR010"]),
        (
            {OBJECTIVE: objective_text(fields='ower = "ada"').replace('team = "company"\n', "")},
            ["OKR010"],
        ),
        ({OBJECTIVE: objective_text(fields="", team="compny")}, ["OKR101"]),
        (
            {
                OBJECTIVE: objective_text(
                    key_results=CHURN.replace("target", "targt")
                    + RESPONSE.replace("target", "targt"),
                    checkins="",
                )
            },
            ["OKR010"],
        ),
        (
            {
                OBJECTIVE: objective_text(
                    key_results=CHURN + result('start = "24"\ntarget = 4\nunit = "h"')
                )
            },
            ["OKR011"],
        ),
        (
            {
                OBJECTIVE: objective_text(
                    key_results=CHURN.replace("start = 8\n", "").replace("-churn", "-chrn")
                    + RESPONSE
                )
            },
            ["OKR101"],
        ),
        (
            {OBJECTIVE: objective_text(key_results=CHURN + result("start = 24\ntargt = 4"))},
            ["OKR010"],
        ),
        (
            {
                OBJECTIVE: objective_text(
                    key_results=CHURN
                    + result("start = 24\ntarget = 4\nunit = points", "Improve the quality")
                )
            },
            ["OKR006"],
        ),
        (
            {KPI: kpi_text(fields='unit = "%"\nrange = { max = "5" }\ncadence = "monthly"')},
            ["OKR011"],
        ),
        ({KPI: kpi_text(fields='unit = "%"\nrang = { max = 5 }\ncadence = "monthly"')}, ["OKR010"]),
        ({KPI: kpi_text(owner='ownr = "ada"')}, ["OKR010"]),
        ({NPS: SCORE, OBJECTIVE: WATCH, "content/kpis/nps.csv": "day;value\n"}, ["OKR070"]),
        (
            {NPS: SCORE.replace("cadence", 'formula = "{x"\ncadence'), OBJECTIVE: WATCH},
            ["OKR150"],
        ),
        (
            {NPS: SCORE.replace("cadence", 'formula = "{nps} + 1"\ncadence'), OBJECTIVE: WATCH},
            ["OKR152"],
        ),
        (
            {
                OBJECTIVE: objective_text(
                    checkins='[[checkins]]\ndate = "soon"\nvalues = { response = 12 }'
                )
            },
            ["OKR011"],
        ),
        (
            {
                OBJECTIVE: objective_text(checkins=""),
                "content/checkins/one.md": CHECKIN_FILE,
            },
            ["OKR011"],
        ),
    ],
)
def test_a_mistake_is_told_alone(findings_of, files, only) -> None:
    assert codes(findings_of(files)) == only


def test_a_series_with_nothing_but_its_header_is_asked_for_its_first_row(findings_of) -> None:
    found = findings_of(
        {NPS: SCORE, OBJECTIVE: WATCH, SERIES.replace("customer-churn", "nps"): "date,value\n"}
    )
    (hint,) = [finding for finding in found if finding.code == "OKR308"]
    assert hint.help.startswith("Add its first row to content/kpis/nps.csv")


def test_what_was_never_attacked_is_told_instead_of_out_of_range(findings_of) -> None:
    points = "date,value\n2026-08-31,39\n2026-09-30,35\n2026-10-31,31\n"
    site = {NPS: SCORE.replace("quarterly", "monthly"), "content/kpis/nps.csv": points}
    assert {"OKR502", "OKR503"} & set(codes(findings_of(site))) == {"OKR503"}
    quiet = site | {
        "okrsite.toml": '[build]\ntoday = 2026-11-20\n[rules]\nignore = ["OKR503"]\n',
    }
    assert {"OKR502", "OKR503"} & set(codes(findings_of(quiet))) == {"OKR502"}


def test_the_first_persons_file_says_what_owners_are_from_now_on(findings_of) -> None:
    found = findings_of({"content/people/linus.md": '+++\ntitle = "Linus"\n+++\n'})
    assert codes(found) == ["OKR101"]
    assert all("people go by the ids of their files" in finding.help for finding in found)


def test_a_goal_without_any_check_in_is_not_called_days_late(findings_of) -> None:
    weekly = '+++\ntitle = "Company"\nrhythm = "weekly"\n+++\n'
    site = {"content/teams/company.md": weekly, OBJECTIVE: objective_text(checkins="")}
    (found,) = [finding for finding in findings_of(site) if finding.code == "OKR506"]
    assert found.message.startswith("there is no check-in of ada on")
    assert found.help.endswith("okrsite checkin keep-customers")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-09-01", "before its cycle '2026-q4' starts"),
        ("2027-02-01", "long after its cycle '2026-q4' ends"),
    ],
)
def test_a_check_in_outside_of_its_cycle_is_told_on_every_day(findings_of, day, why) -> None:
    checkin = f"[[checkins]]\ndate = {day}\nvalues = {{ response = 12 }}\n"
    found = findings_of({OBJECTIVE: objective_text(checkins=checkin)})
    (warning,) = [finding for finding in found if finding.code == "OKR218"]
    assert why in warning.message


def test_every_help_begins_with_a_capital_or_with_code(findings_of) -> None:
    helps = {
        finding.help
        for rule in shipped_rules()
        if rule.code < "OKR600"
        for finding in findings_of(rule.bad)
        if finding.help
    }
    assert len(helps) > 80
    assert [help_ for help_ in helps if not (help_[0].isupper() or help_[0] in "`'[")] == []


UNTIL_SEPTEMBER = "date,value\n2026-08-31,4\n2026-09-30,4\n"
OF_THE_CYCLE = "content/cycles/2026-q4.md"


CHECKED_IN = objective_text(checkins="")


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("2026-11-16-we", "Customers stay because they like it here"),
        ("2026-11-16-we", "keep-costumers"),
        ("2026-11-16-keep-customers", "something else"),
    ],
)
def test_a_check_in_that_misspells_its_objective_makes_none_overdue(
    findings_of, path, named
) -> None:
    text = f'+++\nobjective = "{named}"\ndate = 2026-11-16\nconfidence = 7\n+++\n'
    found = findings_of({f"content/checkins/{path}.md": text, OBJECTIVE: CHECKED_IN})
    assert "OKR101" in codes(found)
    assert "OKR506" not in codes(found)


@pytest.mark.parametrize("mistake", ['unit = "h"', 'kpi = "customer-chrn"'])
def test_a_kpi_that_a_key_result_may_mean_is_not_left_alone(findings_of, mistake) -> None:
    field = mistake.split()[0]
    old = next(line for line in CHURN.splitlines() if line.startswith(field))
    above = {SERIES: "date,value\n2026-08-31,8\n2026-09-30,8\n2026-10-31,8\n"}
    goals = {OBJECTIVE: objective_text(key_results=CHURN.replace(old, mistake) + "\n" + RESPONSE)}
    assert not {"OKR502", "OKR503"} & set(codes(findings_of(above | goals)))


@pytest.mark.parametrize(("day", "code"), [("2025-11-16", "OKR218"), ("2026-12-16", "OKR219")])
def test_a_check_in_with_a_mistaken_day_makes_its_goal_neither_overdue_nor_slow(
    findings_of, day, code
) -> None:
    text = objective_text(key_results=RESPONSE).replace("2026-11-16", day)
    found = findings_of({OBJECTIVE: text})
    assert "signal" not in {finding.severity for finding in found}
    # What the mistake has nothing to do with is told beside it.
    assert {code, "OKR204"} <= set(codes(found))


def test_a_title_in_the_place_of_an_id_is_mended(findings_of) -> None:
    text = objective_text(fields='owner = "ada"\nwatch = ["Customer churn"]')
    (found,) = [finding for finding in findings_of({OBJECTIVE: text}) if finding.code == "OKR101"]
    assert found.help == "Write customer-churn; `okrsite check --fix` does it."


def test_shares_in_a_kpi_of_percent_are_told_once_and_signal_nothing(findings_of) -> None:
    percent = 'unit = "%"\nrange = { min = 99.5 }\ncadence = "monthly"'
    shares = "date,value\n2026-09-30,0.991\n2026-10-31,0.992\n"
    files = {NPS: kpi_text("Uptime", percent), "content/kpis/nps.csv": shares, OBJECTIVE: WATCH}
    assert codes(findings_of(files)) == ["OKR309"]


def test_a_row_that_cannot_be_read_makes_no_kpi_stale(findings_of) -> None:
    found = findings_of({SERIES: f"{UNTIL_SEPTEMBER}2026-10-31,x\n"})
    assert codes(found) == ["OKR072"]


def test_a_row_that_is_understood_counts_though_it_is_mistaken(findings_of) -> None:
    found = findings_of({SERIES: f"{UNTIL_SEPTEMBER}31.10.2026,4\n"})
    assert codes(found) == ["OKR073"]


def test_a_mistake_in_the_cycle_lets_no_kpi_seem_unattended(findings_of) -> None:
    series = {SERIES: f"{UNTIL_SEPTEMBER}2026-10-31,9\n".replace(",4", ",9")}
    broken = series | {OF_THE_CYCLE: '+++\ntitle = "Q4"\nstart = 1.10.2026\n+++\n'}
    assert not {"OKR502", "OKR503"} & set(codes(findings_of(broken)))


def test_files_whose_names_differ_in_case_alone_are_one_finding(findings_of) -> None:
    twin = {"content/objectives/Keep-Customers.md": objective_text()}
    found = [finding for finding in findings_of(twin) if finding.severity == "error"]
    assert {finding.code for finding in found} <= {"OKR042"}


def test_a_start_that_is_the_target_is_told_once(findings_of) -> None:
    files = {OBJECTIVE: objective_text(key_results=result("start = 0\ntarget = 0"), checkins="")}
    assert "OKR614" not in codes(findings_of(files))


@pytest.mark.parametrize(
    ("written", "meant"), [("2026-Q4", "2026-q4"), ("Q4 2026", "2026-q4"), ("2026q4", "2026-q4")]
)
def test_a_name_in_other_letters_is_written_as_the_file_is_called(
    findings_of, written, meant
) -> None:
    text = objective_text().replace('cycle = "2026-q4"', f'cycle = "{written}"')
    (found,) = [finding for finding in findings_of({OBJECTIVE: text}) if finding.code == "OKR101"]
    assert found.help == f"Write {meant}; `okrsite check --fix` does it."
    new = fixed({OBJECTIVE: text.encode()}, [found]).contents[OBJECTIVE].decode()
    assert new == objective_text()


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        ("Customer churn falls", "Write keep-customers#churn; `okrsite check --fix` does it."),
        ("chrun", "'keep-customers' has churn and response."),
    ],
)
def test_an_unknown_key_result_is_told_with_those_there_are(findings_of, written, help_) -> None:
    goals = TEAM | {GOAL: goal(f'owner = "ada"\nsupports = ["keep-customers#{written}"]')}
    (found,) = [finding for finding in findings_of(goals) if finding.code == "OKR101"]
    assert found.help == help_


def test_no_file_is_suggested_to_itself(findings_of) -> None:
    files = {"content/teams/support.md": team_text("Support", 'parent = "suport"')}
    (found,) = [finding for finding in findings_of(files) if finding.code == "OKR101"]
    assert "did you mean" not in found.message
