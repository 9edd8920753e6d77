"""What a change is told as."""

from okrsite.builtin.example import (
    CHECKIN,
    CHURN,
    KPI,
    OBJECTIVE,
    POINTS,
    RESPONSE,
    SERIES,
    SETTINGS,
    TEAM,
    kpi_text,
    objective_text,
    team_text,
)

PART = "content/objectives/answer.md"
PARTS = {
    PART: objective_text(
        "Answer before they ask",
        'owner = "linus"\nsupports = ["keep-customers#response"]',
        key_results=RESPONSE,
        checkins="",
        body="Whoever waits, leaves.",
    )
}
SUPPORT = "content/teams/support.md"


def test_what_is_the_same_has_no_difference(diff) -> None:
    found = diff({})
    assert (found.changes, found.effects, found.new, found.gone) == ((), (), (), ())


def test_a_goal_that_only_moved_to_another_folder_has_not_changed(told) -> None:
    text = objective_text()
    assert told({OBJECTIVE: None, "content/objectives/2026/keep-customers.md": text}) == []


def test_a_check_in_that_moved_to_a_file_of_its_own_has_not_changed(told) -> None:
    checkin = CHECKIN.replace("[[checkins]]", 'objective = "keep-customers"')
    note = 'note = "The night shift has started."\n'
    file = f"+++\n{checkin.replace(note, '')}+++\nThe night shift has started.\n"
    changed = {OBJECTIVE: objective_text(checkins=""), "content/checkins/monday.md": file}
    assert told(changed) == []


def test_what_is_new_and_what_is_gone(told) -> None:
    assert told(PARTS) == [("objective", "answer", "added", None, "Answer before they ask", None)]
    assert told({PART: None}, PARTS) == [
        ("objective", "answer", "removed", "Answer before they ask", None, None)
    ]


def test_who_relied_on_what_is_gone(diff) -> None:
    base = {OBJECTIVE: objective_text(checkins=""), **PARTS}
    found = diff({OBJECTIVE: objective_text(key_results=CHURN, checkins="")}, base)
    assert [(change.change, change.key_result) for change in found.changes] == [
        ("removed", "response")
    ]
    assert list(found.users.values()) == [("goal:answer",)]
    assert [finding.code for finding in found.new if finding.severity == "error"] == ["OKR101"]


def test_a_goal_with_an_alias_was_renamed_and_so_were_its_references(told) -> None:
    renamed = objective_text(fields='owner = "ada"\naliases = ["keep-customers"]')
    changed = {
        OBJECTIVE: None,
        "content/objectives/retain.md": renamed,
        PART: PARTS[PART].replace("keep-customers#", "retain#"),
    }
    assert told(changed, PARTS) == [
        ("objective", "retain", "renamed", "keep-customers", "retain", None)
    ]


def test_a_goal_whose_words_stayed_was_renamed_without_an_alias(told) -> None:
    changed = {OBJECTIVE: None, "content/objectives/retain.md": objective_text(checkins="")}
    rows = told(changed, {OBJECTIVE: objective_text(checkins="")})
    assert rows == [("objective", "retain", "renamed", "keep-customers", "retain", None)]


def test_a_goal_with_other_words_is_another_goal(told) -> None:
    changed = {
        OBJECTIVE: None,
        "content/objectives/grow.md": PARTS[PART].replace(
            'supports = ["keep-customers#response"]', ""
        ),
    }
    assert [row[2] for row in told(changed)][:2] == ["removed", "added"]


def test_a_key_result_that_keeps_its_title_was_renamed_and_its_values_with_it(told) -> None:
    text = (
        objective_text()
        .replace('id = "response"', 'id = "speed"')
        .replace("response = 12", "speed = 12")
    )
    assert told({OBJECTIVE: text}) == [
        ("key_result", "keep-customers#speed", "renamed", "response", "speed", None)
    ]


def test_every_field_of_an_objective_has_its_name(told) -> None:
    text = objective_text(
        "Customers stay",
        'owner = "linus"\nstate = "dropped"\nreason = "no"\nrollup = "weakest"\n'
        'visibility = "public"\nignore = [{ rule = "OKR204", reason = "agreed" }]',
        team="support",
    )
    rows = told({OBJECTIVE: text}, {SUPPORT: team_text("Support")})
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("visibility", "internal", "public"),
        ("ignore", {}, {"OKR204": "agreed"}),
        ("owner", "ada", "linus"),
        ("rollup", "key_results", "weakest"),
        ("state", "active", "dropped"),
        ("team", "company", "support"),
        ("title", "Customers stay because they like it here", "Customers stay"),
    ]


def test_every_field_of_a_kpi_has_its_name(told) -> None:
    text = kpi_text(
        "Churn",
        'unit = "days"\ncadence = "weekly"\naggregate = "average"\nrolling = 3\n'
        'source = { use = "warehouse", query = "select 1" }\n'
        "baselines = [{ since = 2026-01-01, value = 4.2 }]",
        owner='owner = "linus"',
    )
    assert [row[2] for row in told({KPI: text})] == [
        "aggregate",
        "baseline",
        "cadence",
        "owner",
        "range",
        "rolling",
        "source",
        "title",
        "unit",
    ]


def test_a_goal_moves_in_the_tree(told) -> None:
    moved = PARTS[PART].replace('["keep-customers#response"]', '["keep-customers"]')
    assert told({PART: moved}, PARTS) == [
        (
            "objective",
            "answer",
            "supports",
            {"keep-customers#response": 1},
            {"keep-customers": 1},
            None,
        )
    ]


def test_a_team_moves_below_another(told) -> None:
    sales = {"content/teams/sales.md": team_text("Sales"), SUPPORT: team_text("Support")}
    moved = team_text("Support", 'parent = "sales"')
    assert told({SUPPORT: moved}, sales) == [("team", "support", "team", "company", "sales", None)]


def test_an_observation_with_another_value_and_one_that_is_gone_rewrite_history(told) -> None:
    rewritten = POINTS.replace("2026-08-31,8.1", "2026-08-31,7.1").replace("2026-07-31,7.8\n", "")
    rows = told({SERIES: rewritten})
    assert rows == [
        (
            "kpi",
            "customer-churn",
            "value_removed",
            {"date": "2026-07-31", "value": 7.8},
            None,
            None,
        ),
        (
            "kpi",
            "customer-churn",
            "value_rewritten",
            {"date": "2026-08-31", "value": 8.1},
            {"date": "2026-08-31", "value": 7.1},
            None,
        ),
    ]


def test_a_new_observation_rewrites_nothing(told) -> None:
    assert told({SERIES: f"{POINTS}2026-11-18,4.7\n"}) == []


def test_a_check_in_that_says_something_else_and_one_that_is_gone_rewrite_history(told) -> None:
    other = CHECKIN.replace("confidence = 7", "confidence = 9")
    (row,) = told({OBJECTIVE: objective_text(checkins=other)})
    assert row[:3] == ("checkin", "keep-customers", "checkin_rewritten")
    assert (row[3]["confidence"], row[4]["confidence"]) == (7, 9)
    (row,) = told({OBJECTIVE: objective_text(checkins="")})
    assert row[:3] == ("checkin", "keep-customers", "checkin_removed")


def test_a_new_check_in_is_new_and_nothing_more(told) -> None:
    newer = CHECKIN.replace("2026-11-16", "2026-11-19")
    (row,) = told({OBJECTIVE: objective_text(checkins=f"{CHECKIN}\n{newer}")})
    assert row[:3] == ("checkin", "keep-customers", "added")
    assert row[4]["date"] == "2026-11-19"


def test_a_setting_is_told_by_its_key(told) -> None:
    changed = {
        SETTINGS: "[site]\ntitle = 'Example'\n[build]\ntoday = 2026-11-20\n[scoring]\nmet = 0.5\n"
    }
    assert told(changed) == [("settings", "scoring.met", "settings", 0.7, 0.5, None)]


def test_the_worst_is_told_first(diff) -> None:
    changed = {
        SERIES: POINTS.replace("8.1", "7.1"),
        OBJECTIVE: objective_text(
            "Customers stay",
            'owner = "ada"\nvisibility = "public"\nignore = [{ rule = "OKR204", reason = "so" }]',
            key_results=f"{CHURN.replace('target = 4', 'target = 5')}\n{RESPONSE}",
        ),
        PART: None,
    }
    found = [change.change for change in diff(changed, PARTS).changes]
    assert found == ["value_rewritten", "target", "visibility", "removed", "ignore", "title"]


def test_progress_confidence_and_health_are_told_before_and_after(diff) -> None:
    changed = {
        SERIES: POINTS.replace("2026-10-31,4.8", "2026-10-31,6"),
        OBJECTIVE: objective_text(checkins=CHECKIN.replace("confidence = 7", "confidence = 3")),
    }
    found = diff(changed)
    by_name = {(effect.kind, effect.key_result): effect for effect in found.effects}
    assert by_name["key_result", "churn"].progress == (0.8, 0.5)
    assert by_name["objective", ""].confidence == (7, 3)
    assert by_name["kpi", ""].health == ("warning", "out_of_range") or by_name[
        "kpi", ""
    ].health == ("in_range", "out_of_range")


def test_progress_changes_up_to_the_goal_that_is_made_of_its_children(diff) -> None:
    whole = objective_text(fields='owner = "ada"\nrollup = "children"')
    base = {OBJECTIVE: whole, PART: PARTS[PART].replace('unit = "h"', 'unit = "h"\ncurrent = 20')}
    changed = {PART: base[PART].replace("current = 20", "current = 10")}
    moved = [effect.id for effect in diff(changed, base).effects if effect.kind == "objective"]
    assert moved == ["answer", "keep-customers"]


def test_a_finding_that_moved_to_another_line_is_neither_new_nor_gone(diff) -> None:
    vague = objective_text(body="", fields='owner = "ada"\nsupports = ["nothing"]')
    moved = vague.replace("cycle =", "# A remark.\n\ncycle =")
    found = diff({OBJECTIVE: moved}, {OBJECTIVE: vague})
    assert (found.new, found.gone) == ((), ())


def test_a_finding_is_new_and_another_gone(diff) -> None:
    unknown = objective_text(fields='owner = "ada"\nsupports = ["nothing"]')
    assert [finding.code for finding in diff({OBJECTIVE: unknown}).new] == ["OKR101"]
    gone = diff({OBJECTIVE: objective_text()}, {OBJECTIVE: unknown}).gone
    assert [finding.code for finding in gone] == ["OKR101"]


def test_a_file_with_mistakes_on_one_side_is_said_and_the_rest_goes_on(diff) -> None:
    found = diff({OBJECTIVE: "+++\ntitle = \n+++\n", SERIES: POINTS.replace("8.1", "8.2")})
    assert found.unread == ((OBJECTIVE, "HEAD"),)
    assert [change.change for change in found.changes] == ["value_rewritten"]
    assert {finding.span.path for finding in found.new if finding.severity == "error"} == {
        OBJECTIVE
    }


def test_an_audience_sees_nothing_of_what_is_closed_to_it(diff) -> None:
    closed = objective_text(fields='owner = "ada"\nvisibility = "confidential"')
    changed = {OBJECTIVE: closed.replace("target = 4", "target = 5"), TEAM: team_text("All", "")}
    for secret in ("target = 4", "target = 7"):
        found = diff(
            {**changed, OBJECTIVE: closed.replace("start = 8", "start = 9")},
            {OBJECTIVE: closed.replace("target = 4", secret)},
            "internal",
        )
        assert [change.kind for change in found.changes] == ["team"]
        assert "keep-customers" not in repr(found)
