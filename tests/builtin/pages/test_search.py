"""What is searched is what the pages show, in scripts that no text can end."""

import json
import re


def things(site, number=1):
    script = site.html(f"data/search-{number}.js")
    call = re.fullmatch(
        r"window\.okrsiteSearch&&window\.okrsiteSearch\((.*)\);\n", script, re.DOTALL
    )
    total, words, rows = json.loads(f"[{call[1]}]")
    return total, words, rows


def test_everything_is_found_with_its_place(company):
    total, words, rows = things(company)
    assert total == 1
    places = {(kind, path) for kind, _, path, _, _ in rows}
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
    assert {kind for kind, _ in places} == set(words["kinds"])


def test_an_objective_is_found_by_its_team_its_owner_and_its_text(company):
    _, _, rows = things(company)
    row = next(row for row in rows if row[2] == "objectives/retain.html")
    assert row == [
        "objective",
        "Retain customers",
        "objectives/retain.html",
        "Fourth quarter · Customer success · Ada",
        "Because a customer who stays is a friend.",
    ]


def test_no_text_ends_the_script_that_carries_it(shown):
    hostile = "</script><!-- \u2028 ]]> alert(1)"
    site = shown({"teams/t.md": f"title = {json.dumps(hostile)}"})
    script = site.html("data/search-1.js")
    assert "<" not in script
    assert "\u2028" not in script
    assert hostile in [row[1] for row in things(site)[2]]


def test_many_things_come_in_parts_and_the_words_only_once(shown):
    site = shown({f"teams/t{n}.md": f"title = 'Team {n}'" for n in range(1600)})
    total, words, rows = things(site)
    assert (total, len(rows)) == (2, 1500)
    assert words is not None
    total, words, rows = things(site, 2)
    assert (total, words) == (2, None)
    assert len(rows) == 101


def test_without_javascript_the_page_says_what_to_do(company):
    html = company.html("search.html")
    assert "Search needs JavaScript" in html
    for place in ("objectives.html", "kpis.html", "teams.html", "people.html", "pages.html"):
        assert f'href="{place}"' in html
