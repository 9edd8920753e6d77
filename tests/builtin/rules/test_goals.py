"""What the rules of goals and KPIs leave alone, and what they notice all the same."""

import pytest

from okrsite.builtin.example import (
    CHURN,
    CYCLE,
    KPI,
    OBJECTIVE,
    RESPONSE,
    SETTINGS,
    SUMMER,
    TEAM,
    cycle_text,
    kpi_text,
    objective_text,
    summer_text,
    team_text,
)
from okrsite.builtin.rules import shipped_rules

TASK = '[[key_results]]\nid = "crm"\ntitle = "Launch the CRM"\nstart = 0\ntarget = 1\n'
IN_USE = TASK.replace("Launch the CRM", "The CRM is in use")
GOAL = "content/objectives/more.md"
CHILD = "content/objectives/child.md"


def codes(findings) -> set[str]:
    return {finding.code for finding in findings}


def test_a_task_dressed_as_a_number_is_still_a_task(findings_of) -> None:
    assert "OKR205" in codes(findings_of({OBJECTIVE: objective_text(key_results=CHURN + TASK)}))


def test_a_task_whose_effect_a_kpi_measures_is_an_outcome(findings_of) -> None:
    measured = CHURN.replace("Customer churn falls", "Launch what keeps customers")
    assert "OKR205" not in codes(
        findings_of({OBJECTIVE: objective_text(key_results=measured + "\n" + RESPONSE)})
    )


@pytest.mark.parametrize("state", ["draft", "paused", "dropped"])
def test_goals_that_nobody_chases_now_are_not_judged(state: str, findings_of) -> None:
    fields = f'owner = "ada"\nstate = "{state}"\nreason = "not now"'
    found = findings_of(
        {GOAL: objective_text("Implement it", fields, key_results=TASK, checkins="")}
    )
    assert not codes(found) & {"OKR202", "OKR204", "OKR205", "OKR212"}


def test_goals_of_a_closed_cycle_are_history(findings_of) -> None:
    old = objective_text("Implement it", cycle="2026-q3", key_results=TASK, checkins="")
    assert not {
        code for code in codes(findings_of({SUMMER: summer_text(), GOAL: old})) if code < "OKR5"
    }
    late = findings_of({SUMMER: summer_text(closed=""), GOAL: old})
    assert codes(late) >= {"OKR202", "OKR204", "OKR205"}


def test_without_a_key_result_nobody_can_tell_how_far_a_goal_is(findings_of) -> None:
    found = findings_of({OBJECTIVE: objective_text(key_results="", checkins="")})
    assert {each.code for each in found if each.code < "OKR3"} == {"OKR250"}


def test_a_close_that_lies_ahead_is_judged_the_same_on_every_day(findings_of) -> None:
    site = {
        CYCLE: cycle_text("Q4 2026", "2026-10-01", "2026-12-31", "closed = 2027-01-05"),
        GOAL: objective_text("Implement it", key_results=TASK, checkins=""),
    }
    later = {**site, SETTINGS: "[build]\ntoday = 2027-01-10\n"}
    of_the_text = [
        {str(found) for found in findings_of(files) if found.severity != "signal"}
        for files in (site, later)
    ]
    now, then = of_the_text
    # That the close lies ahead is over with time alone.
    assert then == {found for found in now if "OKR126" not in found}


def test_an_objective_made_of_others_needs_no_key_results(findings_of) -> None:
    whole = objective_text(fields='owner = "ada"\nrollup = "children"', key_results="", checkins="")
    part = objective_text(
        "Help is near", 'owner = "ada"\nsupports = ["keep-customers"]', checkins=""
    )
    assert not codes(findings_of({OBJECTIVE: whole, CHILD: part})) & {"OKR204", "OKR212"}


def test_the_kpi_of_a_part_confirms_the_whole(findings_of) -> None:
    counted = CHURN.replace('kpi = "customer-churn"\n', "").replace("churn", "loss")
    site = {
        OBJECTIVE: objective_text(key_results=counted + "\n" + RESPONSE),
        CHILD: objective_text("Help is near", 'supports = ["keep-customers#loss"]', checkins=""),
    }
    assert "OKR212" not in codes(findings_of(site))


def test_a_guardrail_without_bounds_of_its_own_keeps_those_of_its_kpi(findings_of) -> None:
    guard = CHURN.replace("start = 8\ntarget = 4", "keep = {}")
    found = findings_of({OBJECTIVE: objective_text(key_results=RESPONSE + "\n" + guard)})
    assert [str(finding) for finding in found if finding.code in {"OKR307", "OKR208"}] == []


def test_without_teams_every_objective_is_the_company_s(findings_of) -> None:
    assert "OKR210" in codes(
        findings_of({"content/teams/help.md": team_text("Help"), GOAL: objective_text(team="help")})
    )
    assert "OKR210" not in codes(findings_of({GOAL: objective_text()}))


def test_a_goal_of_the_year_stands_at_the_top(findings_of) -> None:
    year = '+++\ntitle = "2026"\nstart = 2026-01-01\nend = 2026-12-31\n+++\n'
    quarter = '+++\ntitle = "Q4"\nstart = 2026-10-01\nend = 2026-12-31\nparent = "2026"\n+++\n'
    site = {
        "content/cycles/2026.md": year,
        "content/cycles/2026-q4.md": quarter,
        "content/teams/help.md": team_text("Help"),
        GOAL: objective_text(team="help", cycle="2026", checkins=""),
    }
    assert "OKR210" not in codes(findings_of(site))


def test_a_kpi_that_only_a_formula_uses_has_its_purpose(findings_of) -> None:
    lost = {
        "content/kpis/lost.md": kpi_text(
            "Lost customers", 'range = { max = 9 }\ncadence = "monthly"'
        ),
        "content/kpis/lost.csv": "date,value\n2026-10-31,4\n",
        "content/kpis/share.md": kpi_text(
            "Share lost",
            'range = { max = 9 }\ncadence = "monthly"\nformula = "{lost} / 2"\ncritical = true',
        ),
    }
    found = findings_of(lost)
    assert [str(finding) for finding in found if finding.code in {"OKR305", "OKR308"}] == []


def test_an_author_is_let_off_in_the_file_itself(findings_of) -> None:
    text = objective_text(
        fields='owner = "ada"\nignore = [{ rule = "OKR204", reason = "agreed with the board" }]',
        key_results=CHURN,
        checkins="",
    )
    assert [
        str(finding) for finding in findings_of({OBJECTIVE: text}) if finding.code < "OKR5"
    ] == []


def test_parameters_of_the_settings_reach_the_rules(findings_of) -> None:
    settings = "[build]\ntoday = 2026-11-20\n[rules.parameters.OKR204]\nleast = 3\n"
    (found,) = findings_of({SETTINGS: settings})
    assert found.code == "OKR204"
    assert found.message.endswith("has 2 key results, not 3 to 5")


@pytest.mark.parametrize("rule", [r for r in shipped_rules() if r.bad], ids=lambda rule: rule.code)
def test_what_nobody_touched_does_not_turn_red_overnight(rule, findings_of) -> None:
    later = {**rule.bad}
    later[SETTINGS] = later.get(SETTINGS, "[build]\ntoday = 2026-11-20\n").replace(
        "2026-11-20", "2027-03-20"
    )
    now = {str(finding) for finding in findings_of(rule.bad) if finding.severity != "signal"}
    then = {str(finding) for finding in findings_of(later) if finding.severity != "signal"}
    assert then <= now


def test_teams_and_kpis_may_be_let_off_too(findings_of) -> None:
    ignored = 'ignore = [{ rule = "kpi-without-range", reason = "we only look" }]'
    text = kpi_text(fields=f'unit = "%"\ncadence = "monthly"\n{ignored}')
    assert "OKR301" not in codes(findings_of({KPI: text}))
    crowd = {f"content/kpis/churn-{n}.md": kpi_text(f"Churn {n}") for n in range(13)}
    assert "OKR306" in codes(findings_of(crowd))
    ignored = 'ignore = [{ rule = "OKR306", reason = "a holding company" }]'
    quiet = findings_of({**crowd, TEAM: f'+++\ntitle = "Company"\n{ignored}\n+++\n'})
    assert "OKR306" not in codes(quiet)


def test_a_number_from_0_to_1_says_only_yes_or_no_unless_it_counts_something(findings_of) -> None:
    site = {OBJECTIVE: objective_text(key_results=CHURN + IN_USE, checkins="")}
    assert "OKR251" in codes(findings_of(site))
    counted = IN_USE.replace("The CRM is in use", "First customer abroad") + 'unit = "customers"\n'
    found = findings_of({OBJECTIVE: objective_text(key_results=CHURN + counted, checkins="")})
    assert not codes(found) & {"OKR208", "OKR251"}


def test_of_a_task_or_a_wish_it_is_not_said_as_well_that_it_is_yes_or_no(findings_of) -> None:
    for title, code in (("Launch the CRM", "OKR205"), ("Improve support", "OKR206")):
        task = TASK.replace("Launch the CRM", title)
        found = codes(findings_of({OBJECTIVE: objective_text(key_results=CHURN + task)}))
        assert code in found
        assert "OKR251" not in found


def test_a_check_in_between_0_and_1_shows_that_it_is_more_than_yes_or_no(findings_of) -> None:
    for value, told in (("0", True), ("0.3", False), ("1", True)):
        checkin = f"[[checkins]]\ndate = 2026-11-02\nvalues = {{ crm = {value} }}\n"
        site = {OBJECTIVE: objective_text(key_results=CHURN + IN_USE, checkins=checkin)}
        assert ("OKR251" in codes(findings_of(site))) is told


def test_what_is_true_of_the_whole_site_is_said_once_with_the_first_three(findings_of) -> None:
    goals = {
        f"content/objectives/{letter}.md": objective_text(
            f"Goal {letter}", team="help", key_results=RESPONSE, checkins=""
        )
        for letter in "abcde"
    }
    site = {"content/teams/help.md": team_text("Help"), **goals}
    told = [found for found in findings_of(site) if found.code in {"OKR210", "OKR212"}]
    assert [(found.code, found.severity, found.span.path) for found in told] == [
        ("OKR210", "hint", "okrsite.toml"),
        ("OKR212", "hint", "okrsite.toml"),
    ]
    assert told[0].message == (
        "5 of 5 objectives of teams support no other: 'Goal a', 'Goal b', 'Goal c' and 2 more"
    )
    assert told[1].message.startswith("5 of 6 objectives have no KPI to confirm them: ")
    assert told[1].help.endswith('write ignore = ["OKR212"] under [rules].')


def test_two_of_many_are_told_where_they_stand(findings_of) -> None:
    goals = {
        f"content/objectives/{letter}.md": objective_text(f"Goal {letter}", team="help")
        for letter in "ab"
    }
    found = findings_of({"content/teams/help.md": team_text("Help"), **goals})
    assert [each.span.path for each in found if each.code == "OKR210"] == list(goals)


def test_a_goal_that_is_let_off_does_not_count_for_the_whole_site(findings_of) -> None:
    ignore = 'owner = "ada"\nignore = [{ rule = "OKR210", reason = "a study of our own" }]'
    goals = {
        f"content/objectives/{letter}.md": objective_text(f"Goal {letter}", fields, team="help")
        for letter, fields in (("a", 'owner = "ada"'), ("b", ignore), ("c", 'owner = "ada"'))
    }
    found = findings_of({"content/teams/help.md": team_text("Help"), **goals})
    assert [each.span.path for each in found if each.code == "OKR210"] == [
        "content/objectives/a.md",
        "content/objectives/c.md",
    ]


def test_check_ins_on_single_key_results_say_nothing_of_the_others(findings_of) -> None:
    results = "\n".join(
        RESPONSE.replace("response", id_).replace("Support", id_) for id_ in ("a", "b", "c")
    )
    single = "".join(
        f"[[checkins]]\ndate = 2026-11-{day:02}\nvalues = {{ {id_} = 12 }}\n"
        for day, id_ in ((2, "a"), (3, "b"), (4, "a"))
    )
    whole = "".join(
        f"[[checkins]]\ndate = 2026-11-{day:02}\nvalues = {{ a = 12, b = 9 }}\n" for day in (2, 3)
    )
    told = [
        "OKR252" in codes(findings_of({OBJECTIVE: objective_text(key_results=results, checkins=c)}))
        for c in (single, whole)
    ]
    assert told == [False, True]
