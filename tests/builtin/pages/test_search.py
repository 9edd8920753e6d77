"""What is searched is what the pages show, in scripts that no text can end."""

import json
import re
from datetime import date, timedelta


def things(site, number=1):
    return things_of(site.html(f"data/search-{number}.js"))


def things_of(script):
    call = re.fullmatch(
        r"window\.okrsiteSearch&&window\.okrsiteSearch\((.*)\);\n", script, re.DOTALL
    )
    total, words, rows = json.loads(f"[{call[1]}]")
    return total, words, rows


def test_everything_is_found_with_its_place(company) -> None:
    total, words, rows = things(company)
    assert total == 1
    places = {(kind, path) for kind, _, path, *_ in rows}
    assert {
        ("objective", "objectives/retain.html"),
        ("key_result", "objectives/retain.html#kr-churn"),
        ("kpi", "kpis/churn.html"),
        ("team", "teams/success.html"),
        ("person", "people/ada.html"),
        ("cycle", "cycles/q4.html"),
        ("page", "index.html"),
    } <= places
    assert {path.partition("#")[0] for _, path in places} <= set(company.pages)
    assert {kind for kind, _ in places} | {"checkin"} == set(words["kinds"])


def test_an_objective_is_found_by_its_team_its_owner_and_its_text(company) -> None:
    _, _, rows = things(company)
    row = next(row for row in rows if row[2] == "objectives/retain.html")
    assert row == [
        "objective",
        "Retain customers",
        "objectives/retain.html",
        "Fourth quarter · Customer success · Ada",
        "Because a customer who stays is a friend.",
        True,
        ["54%", "On track", "good", "circle-check", []],
    ]


def test_a_result_tells_the_value_the_status_and_how_the_value_went(company) -> None:
    _, _, rows = things(company)
    found = {row[2]: row[6] for row in rows}
    assert found["kpis/churn.html"][:2] == ["6.1%", "Out of range"]
    assert found["kpis/churn.html"][4] == [9, 20, 0]
    assert found["objectives/retain.html#kr-response"][:2] == ["50%", "On track"]
    assert found["kpis/nps.html"] == ["not measured", "No data", "quiet", "circle-help", []]
    assert found["teams/success.html"] is None


def test_values_far_apart_or_all_the_same_make_a_line(shown) -> None:
    def line(values):
        rows = "".join(f"2026-0{month}-01,{value}\n" for month, value in enumerate(values, start=1))
        files = {"kpis/k.md": "title = 'K'", "kpis/k.csv": f"date,value\n{rows}"}
        return next(row[6][4] for row in things(shown(files))[2] if row[0] == "kpi")

    assert line([5, 5, 5]) == [10, 10, 10]
    assert line([-1e308, 0, 1e308]) == [0, 10, 20]


def test_no_text_ends_the_script_that_carries_it(shown) -> None:
    hostile = "</script><!-- \u2028 ]]> alert(1)"
    site = shown({"teams/t.md": f"title = {json.dumps(hostile)}"})
    script = site.html("data/search-1.js")
    assert "<" not in script
    assert "\u2028" not in script
    assert hostile in [row[1] for row in things(site)[2]]


def test_many_things_come_in_parts_and_the_words_only_once(shown) -> None:
    site = shown({f"teams/t{n}.md": f"title = 'Team {n}'" for n in range(1600)})
    total, words, rows = things(site)
    assert (total, len(rows)) == (2, 1500)
    assert words is not None
    total, words, rows = things(site, 2)
    assert (total, words) == (2, None)
    assert len(rows) == 101


def test_without_javascript_the_page_says_what_to_do(company) -> None:
    html = company.html("search.html")
    assert "Search needs JavaScript" in html
    for place in ("objectives.html", "kpis.html", "teams.html", "people.html", "pages.html"):
        assert f'href="{place}"' in html


def told(site, number=1):
    return things_of(site.html(f"data/search-checkins-{number}.js"))[2]


NOTES = """
    title = "Retain"
    cycle = "q4"

    [[checkins]]
    date = 2026-10-12
    note = "The zeppelin landed."

    [[checkins]]
    date = 2026-10-12
    note = "It left again."

    [[checkins]]
    date = 2026-11-30
    note = "Nobody knows this yet."
"""


def test_what_a_check_in_told_leads_to_it_on_the_page_of_its_goal(shown) -> None:
    site = shown({"objectives/retain.md": NOTES})
    first, second = sorted(told(site), key=lambda row: row[2])
    assert first[:6] == [
        "checkin",
        "Retain",
        "objectives/retain.html#checkin-retain-2026-10-12",
        "October 12, 2026",
        "The zeppelin landed.",
        True,
    ]
    assert second[2].endswith("#checkin-retain-2026-10-12-2")
    for row in (first, second):
        assert f'id="{row[2].partition("#")[2]}"' in site.html("objectives/retain.html")
        assert f'id="{row[2].partition("#")[2]}"' in site.html("checkins.html")
    assert "Nobody knows this yet" not in site.html("data/search-checkins-1.js")


def test_a_check_in_too_old_for_the_page_of_its_goal_is_found_in_the_feed(shown) -> None:
    days = "".join(
        f"[[checkins]]\ndate = {date(2026, 8, 1) + timedelta(n)}\nnote = 'Day {n}'\n"
        for n in range(75)
    )
    site = shown({"objectives/o.md": f"title = 'O'\ncycle = 'q4'\n{days}"})
    places = [row[2].partition("#") for row in told(site)]
    assert {path for path, _, _ in places} == {"objectives/o.html", "checkins/page/2.html"}
    for path, _, anchor in places:
        assert f'id="{anchor}"' in site.html(path)


def test_scripts_of_check_ins_stay_small_and_the_first_script_tells_how_many_there_are(
    shown,
) -> None:
    note = "word " * 2000
    goals = {
        f"objectives/o{n}.md": (
            f"title = 'O'\ncycle = 'q4'\n[[checkins]]\ndate = 2026-10-0{n}\nnote = '{note}'"
        )
        for n in range(1, 10)
    } | {
        f"objectives/p{n}.md": (
            f"title = 'P'\ncycle = 'q4'\n[[checkins]]\ndate = 2026-10-1{n}\nnote = '{note * 2}'"
        )
        for n in range(1, 10)
    }
    site = shown(goals)
    files = [page for page in site.pages if page.startswith("data/search-checkins-")]
    assert len(files) == things(site)[1]["further"] == 2
    assert all(len(site.html(file)) < 200_000 for file in files)


def test_a_kpi_is_found_by_its_abbreviation(shown) -> None:
    site = shown({"kpis/nps.md": "title = 'Net promoter score'\nabbreviation = 'NPS'"})
    _, _, rows = things(site)
    assert ["kpi", "Net promoter score", "kpis/nps.html", "NPS", "", False] in [
        row[:6] for row in rows
    ]
