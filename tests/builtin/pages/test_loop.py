"""Loop: every KPI in its state, and three audits that answer from facts."""

import pytest

KPI = "title = '{title}'\nteam = 'team'\nrange = {{ max = 5 }}"
HIGH = "date,value\n2026-09-30,7\n2026-10-31,8\n"
LOW = "date,value\n2026-09-30,2\n2026-10-31,3\n"
TEAM = {"teams/team.md": "title = 'Team'"}
CHASED = """
    title = "Calm again"
    cycle = "q4"
    team = "team"

    [[key_results]]
    id = "less"
    title = "Fewer leave"
    kpi = "high"
    start = 8
    target = 4
"""
LOOSE = """
    title = "More of it"
    cycle = "q4"
    team = "team"

    [[key_results]]
    id = "more"
    title = "It grows"
    start = 0
    target = 10
    current = 5
"""


def kpi(id_, points):
    return {f"kpis/{id_}.md": KPI.format(title=id_.title()), f"kpis/{id_}.csv": points}


def audit(site, name):
    return next(audit for audit in site.view("loop.html").audits if audit.anchor == f"audit-{name}")


def test_kpis_stand_in_their_states_those_first_that_ask_for_something(shown) -> None:
    site = shown({**TEAM, **kpi("high", HIGH), **kpi("low", LOW), "kpis/blank.md": "title = 'B'"})
    groups = site.view("loop.html").groups
    assert [group.anchor for group in groups] == [
        "state-signalled",
        "state-steady",
        "state-unknown",
    ]
    assert [row.link.text for row in groups[0].rows] == ["High"]


def test_the_way_round_counts_every_state_and_leads_to_those_that_occur(shown) -> None:
    stations = shown({**TEAM, **kpi("high", HIGH)}).view("loop.html").stations
    counts = {station.badge.word: (station.count, station.href) for station in stations}
    assert counts["Signalled"] == ("1", "loop.html#state-signalled")
    assert counts["Steady"] == ("0", "")
    assert len(counts) == 8


def test_an_acting_kpi_names_the_key_result_that_acts(shown) -> None:
    site = shown({**TEAM, **kpi("high", HIGH), "objectives/calm.md": CHASED})
    (group,) = site.view("loop.html").groups
    assert (group.badge.word, group.rows[0].by.text) == ("Acting", "Fewer leave")
    assert group.rows[0].by.href == "objectives/calm.html#kr-less"


def test_many_kpis_go_on_on_further_pages_and_the_way_leads_there(shown) -> None:
    many = {f"kpis/k{n:03}.md": KPI.format(title=f"K{n}") for n in range(230)}
    site = shown({**TEAM, **many, **kpi("zz", LOW), **kpi("aa", HIGH)})
    stations = {station.badge.word: station.href for station in site.view("loop.html").stations}
    assert stations["Unknown"] == "loop.html#state-unknown"
    assert 'id="state-unknown"' in site.html("loop/page/2.html")
    assert site.view("loop/page/2.html").audits == ()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "neither"),
        (kpi("high", HIGH), "dashboard without a route"),
        ({"objectives/more.md": LOOSE}, "route without a dashboard"),
        ({**kpi("high", HIGH), "objectives/more.md": LOOSE}, "do not meet"),
        ({**kpi("high", HIGH), "objectives/calm.md": CHASED}, "changing 1 now"),
    ],
)
def test_one_system_only_is_said_plainly(shown, files, words) -> None:
    assert words in audit(shown({**TEAM, **files}), "system").answer


def test_a_team_that_only_watches_or_only_chases_is_named(shown) -> None:
    files = {
        **kpi("high", HIGH),
        **TEAM,
        "teams/other.md": "title = 'Other'",
        "objectives/more.md": LOOSE.replace('"team"', '"other"'),
    }
    concerns = audit(shown(files), "system").concerns
    assert [(concern.about.text, concern.text) for concern in concerns] == [
        ("Other", "Has 1 goal now, and no KPI has a part in it."),
        ("Team", "Watches 1 KPI and has no goal now."),
    ]


def test_what_is_out_of_range_and_not_attacked_is_listed_with_whether_it_ever_was(shown) -> None:
    found = audit(shown({**TEAM, **kpi("high", HIGH), **kpi("low", LOW)}), "attack")
    assert not found.is_good
    assert [concern.text for concern in found.concerns] == [
        "8, and the range is at most 5. No goal ever worked on it."
    ]
    closed = CHASED.replace("q4", "q2").replace("8", "9")
    cycle = {
        "cycles/q2.md": "title = 'Q2'\nstart = 2026-04-01\nend = 2026-06-30\nclosed = 2026-07-03"
    }
    before = audit(
        shown({**TEAM, **cycle, **kpi("high", HIGH), "objectives/o.md": closed}), "attack"
    )
    assert "“Fewer leave” worked on it before." in before.concerns[0].text


def test_a_goal_that_no_kpi_could_confirm_is_listed(shown) -> None:
    files = {**TEAM, **kpi("high", HIGH), "objectives/more.md": LOOSE, "objectives/calm.md": CHASED}
    assert [concern.about.text for concern in audit(shown(files), "confirm").concerns] == [
        "More of it"
    ]


def test_drafts_are_no_concern_of_any_audit(shown) -> None:
    files = {**TEAM, "objectives/more.md": LOOSE.replace("cycle", 'state = "draft"\n    cycle')}
    site = shown(files)
    assert audit(site, "confirm").concerns == ()
    assert "neither" in audit(site, "system").answer
