"""What the list of objectives is filtered, grouped and sorted by."""

import json
import re

CYCLES = {
    "cycles/year.md": "title = 'Year'\nstart = 2026-01-01\nend = 2026-12-31",
    "teams/company.md": "title = 'Company'",
    "teams/success.md": "title = 'Success'\nparent = 'company'",
    "teams/product.md": "title = 'Product'\nparent = 'company'",
    "objectives/grow.md": "title = 'Grow'\ncycle = 'year'\nteam = 'company'",
    "objectives/retain.md": """
        title = "Retain"
        cycle = "q4"
        team = "success"
        owner = "ada"
        with_teams = ["product"]
        supports = ["grow"]
        tags = ["base"]

        [[key_results]]
        id = "a"
        title = "A"
        start = 0
        target = 10
        current = 5
    """,
    "objectives/answer.md": """
        title = "Answer"
        cycle = "q4"
        supports = ["retain"]
        state = "draft"
    """,
}


def index(site):
    script = site.html("data/objectives.js")
    call = re.fullmatch(
        r"window\.okrsiteObjectives&&window\.okrsiteObjectives\((.*)\);\n", script, re.DOTALL
    )
    return json.loads(call[1])


def rows(site):
    """Each objective by its title, with words where the index has numbers."""
    known = index(site)
    titles = re.findall(r'class="title" href="[^"]*">([^<]*)<', site.html("objectives.html"))
    found = {}
    for title, row in zip(titles, known["rows"], strict=True):
        cycle, owner, status, teams, tags, progress, _, _, top, _, depth, told = row
        assert told == title
        found[title] = {
            "cycle": known["cycle"][cycle][0],
            "owner": known["owner"][owner][0] if owner >= 0 else None,
            "status": known["status"][status][0],
            "teams": [known["team"][team][0] for team in teams],
            "tags": [known["tag"][tag][0] for tag in tags],
            "progress": progress,
            "top": titles[top],
            "depth": depth,
        }
    return found


def test_each_row_of_the_page_is_told_in_the_same_order(shown) -> None:
    found = rows(shown(CYCLES))
    assert found["Retain"] == {
        "cycle": "q4",
        "owner": "ada",
        "status": "on_track",
        "teams": ["success", "company"],
        "tags": ["base"],
        "progress": 0.5,
        "top": "Grow",
        "depth": 1,
    }


def test_what_nobody_works_on_is_filtered_by_its_state(shown) -> None:
    assert rows(shown(CYCLES))["Answer"]["status"] == "draft"


def test_what_supports_a_goal_of_another_cycle_is_grouped_below_it(shown) -> None:
    found = rows(shown(CYCLES))
    assert [(row["top"], row["depth"]) for row in found.values()].count(("Grow", 2)) == 1
    assert index(shown(CYCLES))["alignment"] == {
        str(list(found).index("Grow")): ["grow", "Grow", "objectives/grow.html"]
    }


def test_rows_of_later_pages_come_as_scripts_in_the_form_of_the_page(shown) -> None:
    files = {f"objectives/o{n:03}.md": f"title = 'Goal {n}'\ncycle = 'q4'" for n in range(301)}
    site = shown(files)
    known = index(site)
    assert known["firsts"] == ["o000", "o100", "o200", "o300"]
    script = site.html("data/objectives-2.js")
    number, first, made = re.fullmatch(
        r"window\.okrsiteRows&&window\.okrsiteRows\((\S+),(\S+),(\[.*\])\);\s*", script, re.DOTALL
    ).groups()
    assert (json.loads(number), json.loads(first)) == ("2", "o100")
    written = json.loads(made)
    assert len(written) == 100
    assert 'href="objectives/o100.html"' in written[0]
    assert "<" not in script


def test_the_list_stays_complete_without_javascript(shown) -> None:
    html = shown(CYCLES).html("objectives.html")
    assert all(f">{title}</a>" in html for title in ("Grow", "Retain", "Answer"))
    assert "<select" not in html


def test_no_page_of_the_list_grows_with_the_company_nor_does_what_filters_it_weigh_much(
    shown,
) -> None:
    files = {
        f"objectives/o{n}.md": f"title = 'Goal {n}'\ncycle = 'q4'\nowner = 'p{n % 60}'"
        for n in range(1000)
    }
    site = shown(files)
    assert len(site.html("objectives.html")) < 300_000
    assert len(site.html("data/objectives.js")) < 60_000
