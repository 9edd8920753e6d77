"""Texts and ways: free pages, the feed, redirects, the page for nothing, files for machines."""

import msgspec
import pytest

from okrsite.builtin.pages.outputs import json_api

CHECKIN = '[[checkins]]\ndate = 2026-10-{day:02}\nnote = "{note}"\n'


def page(body):
    return f"+++\ntitle = 'How we work'\n+++\n{body}"


def test_a_long_page_has_a_table_of_contents_and_a_short_one_none(shown) -> None:
    long = "\n\n".join(f"## Part {n}\n\nText." for n in range(4)) + "\n\n### Inner\n\nText."
    site = shown({"pages/long.md": page(long), "pages/short.md": page("## One\n\nText.")})
    entries = site.view("pages/long.html").contents
    assert [(entry.link.text, entry.is_inner) for entry in entries][-2:] == [
        ("Part 3", False),
        ("Inner", True),
    ]
    html = site.html("pages/long.html")
    assert all(f'id="{entry.link.href[1:]}"' in html for entry in entries)
    assert site.view("pages/short.html").contents == ()


def test_the_highest_headings_of_a_text_come_right_below_the_title(shown) -> None:
    site = shown(
        {"pages/a.md": page("### Deep\n\n#### Deeper"), "pages/b.md": page("# Top\n\n## Next")}
    )
    assert "<h2 " in site.view("pages/a.html").body.text
    assert "<h3 " in site.view("pages/a.html").body.text
    assert "<h4" not in site.view("pages/a.html").body.text
    assert "<h2 " in site.view("pages/b.html").body.text


def test_pages_are_listed_by_folder_with_how_they_begin(shown) -> None:
    site = shown(
        {
            "pages/index.md": page("Home."),
            "pages/work.md": page("First paragraph.\n\n## Then\n\nMore."),
            "pages/method/steps.md": page("word " * 100),
        }
    )
    plain, method = site.view("pages.html").folders
    assert (plain.name, plain.rows[0].beginning) == ("", "First paragraph.")
    assert method.name == "method"
    assert method.rows[0].beginning.endswith("word \N{HORIZONTAL ELLIPSIS}")
    assert method.rows[0].link.href == "pages/method/steps.html"


def feed(days, note="Well."):
    told = "\n".join(CHECKIN.format(day=day, note=note) for day in days)
    return "+++\n" + 'title = "Goal"\ncycle = "q4"\n' + told + "+++\n"


def cards(site, path="checkins.html"):
    return [card for week in site.view(path).weeks for card in week.checkins]


def test_the_feed_is_told_week_by_week(shown) -> None:
    weeks = shown({"objectives/g.md": feed([4, 5, 11, 12])}).view("checkins.html").weeks
    assert [(week.title, [card.iso for card in week.checkins]) for week in weeks] == [
        ("Week of October 12, 2026", ["2026-10-12"]),
        ("Week of October 5, 2026", ["2026-10-11", "2026-10-05"]),
        ("Week of September 28, 2026", ["2026-10-04"]),
    ]


def test_a_check_in_tells_what_the_confidence_was_before(shown) -> None:
    said = ((1, "confidence = 7"), (2, ""), (3, "confidence = 6"), (4, "confidence = 6"))
    told = "".join(f"[[checkins]]\ndate = 2026-10-{day:02}\n{line}\n" for day, line in said)
    site = shown({"objectives/g.md": f"title = 'Goal'\ncycle = 'q4'\n{told}"})
    assert [card.confidence for card in cards(site)] == ["6 of 10", "7 → 6 of 10", "", "7 of 10"]


TEAMS = {
    "teams/co.md": "title = 'Company'",
    "teams/ops.md": "title = 'Operations'\nparent = 'co'",
    "teams/night.md": "title = 'Nights'\nparent = 'ops'",
    "teams/silent.md": "title = 'Silent'\nparent = 'co'",
}


def of_team(team, day, note):
    return feed([day], note).replace("cycle =", f"team = '{team}'\ncycle =")


def test_check_ins_are_read_of_one_team_with_the_teams_inside_it(shown) -> None:
    site = shown(
        TEAMS
        | {
            "objectives/a.md": of_team("co", 1, "A"),
            "objectives/b.md": of_team("ops", 2, "B"),
            "objectives/c.md": of_team("night", 3, "C"),
        }
    )
    assert [card.iso for card in cards(site, "checkins/teams/ops.html")] == [
        "2026-10-03",
        "2026-10-02",
    ]
    choices = site.view("checkins/teams/ops.html").choices
    assert [(choice.link.text, choice.is_chosen) for choice in choices] == [
        ("All", False),
        ("Company", False),
        ("Nights", False),
        ("Operations", True),
    ]
    assert choices[0].link.href == "../../checkins.html"


def test_who_has_one_team_only_is_given_no_choice(shown) -> None:
    site = shown({**TEAMS, "objectives/a.md": of_team("co", 1, "A")})
    assert site.view("checkins.html").choices == ()


def test_what_asks_for_help_stands_before_the_weeks_and_only_on_the_first_page(shown) -> None:
    asking = {f"objectives/g{n}.md": feed(range(1, 11)) for n in range(6)}
    asking["objectives/h.md"] = of_team("ops", 20, "**Blocked:** the lift.").replace("-10-", "-11-")
    site = shown({**TEAMS, **asking})
    assert [line.text.text for line in site.view("checkins.html").needs] == ["The lift."]
    assert site.view("checkins/page/2.html").needs == ()


def test_the_feed_is_cut_into_pages_the_newest_first(shown) -> None:
    files = {f"objectives/g{n}.md": feed(range(1, 11)) for n in range(6)}
    site = shown(files)
    assert len(cards(site)) == 50
    assert cards(site)[0].iso == "2026-10-10"
    assert len(cards(site, "checkins/page/2.html")) == 10


def test_long_notes_make_shorter_pages(shown) -> None:
    files = {f"objectives/g{n}.md": feed([1], "long " * 8000) for n in range(3)}
    assert len(cards(shown(files))) == 1


ALIASED = {
    "teams/new.md": "title = 'New <team>'\naliases = ['old']",
    "kpis/churn.md": "title = 'Churn'\naliases = ['leavers']",
}


def test_an_old_id_leads_on(shown) -> None:
    site = shown(ALIASED)
    html = site.html("teams/old.html")
    assert 'content="0; url=../teams/new.html"' in html
    assert '<link rel="canonical" href="../teams/new.html">' in html
    assert "New &lt;team&gt;" in html


def test_an_alias_that_takes_a_page_of_the_site_is_left_out_and_named(shown) -> None:
    made = shown({"pages/a.md": "+++\ntitle = 'A'\naliases = ['index']\n+++\n"})
    assert made.pages["index.html"].entry.template == "home.html"
    (finding,) = made.findings
    assert (finding.code, "'redirects'" in finding.message) == ("OKR618", True)


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ("", "/"),
        ('[site]\nbase_url = "https://acme.example"', "/"),
        ('[site]\nbase_url = "https://acme.example/our/goals/"', "/our/goals/"),
    ],
)
def test_the_page_for_nothing_is_whole_at_any_depth(shown, settings, folder) -> None:
    site = shown({}, settings=settings)
    html = site.html("404.html")
    assert f'<a href="{folder}index.html">Start again' in html
    assert f'<link rel="stylesheet" href="{folder}assets/' in html
    assert "canonical" not in html


def test_a_site_that_does_not_know_its_address_has_no_map_of_it(shown) -> None:
    assert "sitemap.xml" not in shown({}).pages
    at_home = shown({}, settings='[site]\nbase_url = "https://acme.example/a&b"')
    assert "<loc>https://acme.example/a&amp;b/index.html</loc>" in at_home.html("sitemap.xml")


def test_a_long_list_for_machines_goes_on_in_further_files(shown) -> None:
    site = shown({f"teams/t{n:03}.md": f"title = 'T{n}'" for n in range(160)})
    first = msgspec.json.decode(site.html("api/v1/teams.json"))
    rest = msgspec.json.decode(site.html(f"api/v1/{first['next']}"))
    assert (first["total"], first["next"]) == (160, "teams/2.json")
    assert len(first["teams"] + rest["teams"]) == 160
    assert rest["next"] is None


def test_a_part_for_machines_looks_at_its_own_records_only(shown) -> None:
    site = shown({f"objectives/o{n:03}.md": f"title = 'O{n}'\ncycle = 'q4'" for n in range(160)})
    reads = site.ledger.ask("", json_api.content, "objectives/2.json").reads
    assert {name for table, name in reads if table == "objective_score"} == {
        f"o{n:03}" for n in range(150, 160)
    }


def test_unknown_is_null_for_machines(shown) -> None:
    site = shown({"kpis/churn.md": "title = 'Churn'"})
    (record,) = msgspec.json.decode(site.html("api/v1/kpis.json"))["kpis"]
    assert (record["value"], record["as_of"], record["health"]) == (None, None, "no_data")
