"""Loop: how many KPIs are in which state, who moved, and three audits that answer from facts."""

from xml.etree import ElementTree as ET

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


def test_only_what_asks_for_somebody_is_listed(shown) -> None:
    near = KPI.format(title="Near") + "\nwarning = { max = 2.5 }"
    site = shown({**TEAM, **kpi("low", LOW), "kpis/near.md": near, "kpis/near.csv": LOW})
    (group,) = site.view("loop.html").groups
    assert (group.anchor, [row.link.text for row in group.rows]) == ("state-watch", ["Near"])


def test_the_ring_counts_every_state_and_leads_to_those_that_occur(shown) -> None:
    view = shown({**TEAM, **kpi("high", HIGH), **kpi("low", LOW)}).view("loop.html")
    counts = {station.badge.word: (station.count, station.href) for station in view.stations}
    assert counts["Signalled"] == ("1", "loop.html#audit-attack")
    assert counts["Steady"] == ("1", "kpis/by/table.html")
    assert counts["Holding"] == ("0", "")
    assert len(counts) == 8
    ring = ET.fromstring(view.ring.__html__())  # noqa: S314 - our own picture
    links = {link.get("href"): [text.text for text in link.iter("text")] for link in ring.iter("a")}
    assert links == {
        "loop.html#audit-attack": ["1", "Signalled"],
        "kpis/by/table.html": ["1", "Steady"],
    }


def test_who_moved_in_the_last_month_is_told_with_both_states(shown) -> None:
    left = "date,value\n2026-09-30,3\n2026-10-31,8\n"
    view = shown({**TEAM, **kpi("left", left), **kpi("low", LOW)}).view("loop.html")
    assert view.since == "In another state than on October 21, 2026"
    moved = [(move.link.text, move.before.word, move.after.word) for move in view.moves]
    assert moved == [("Left", "Steady", "Signalled")]


def test_a_confirmed_kpi_names_the_key_result_that_was_met(shown) -> None:
    met = CHASED.replace('"high"', '"low"').replace("target = 4", "target = 5")
    (group,) = (
        shown({**TEAM, **kpi("low", LOW), "objectives/calm.md": met}).view("loop.html").groups
    )
    assert (group.badge.word, group.rows[0].by.text) == ("Confirmed", "Fewer leave")
    assert group.rows[0].by.href == "objectives/calm.html#kr-less"


def test_many_kpis_go_on_on_further_pages_and_the_ring_leads_there(shown) -> None:
    near = KPI.format(title="Near") + "\nwarning = { max = 2.5 }"
    many = {f"kpis/k{n:03}.md": near for n in range(230)}
    site = shown({**TEAM, **many, **{f"kpis/k{n:03}.csv": LOW for n in range(230)}})
    stations = {station.badge.word: station.href for station in site.view("loop.html").stations}
    assert stations["Watch"] == "loop.html#state-watch"
    assert 'id="state-watch"' in site.html("loop/page/2.html")
    further = site.view("loop/page/2.html")
    assert (further.audits, further.ring) == ((), None)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "neither"),
        (kpi("high", HIGH), "Numbers that a goal changes: none."),
        ({"objectives/more.md": LOOSE}, "KPIs that we watch: none."),
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


def test_every_page_counts_the_same_kpis_on_which_nobody_acts(shown) -> None:
    unconfirmed = "date,value\n2026-08-31,9\n2026-09-30,4\n2026-10-31,8\n"
    cycle = "title = 'Q3'\nstart = 2026-07-01\nend = 2026-09-30\nclosed = 2026-10-05"
    won = CHASED.replace("q4", "q3").replace('"high"', '"won"')
    files = {
        **TEAM,
        "cycles/q3.md": cycle,
        "objectives/won.md": won,
        **kpi("won", unconfirmed),
        **kpi("high", HIGH),
        "kpis/old.md": KPI.format(title="Old"),
        "kpis/old.csv": "date,value\n2026-05-31,8\n",
    }
    site = shown(files)
    told = " ".join(sentence.text for sentence in site.view("index.html").lead)
    assert "3 KPIs are out of range and nobody acts: High, Won, Old. " in told
    assert "1 KPI has no new value: Old." in told
    assert {concern.about.text for concern in audit(site, "attack").concerns} == {
        "High",
        "Old",
        "Won",
    }
    gaps = next(step for step in site.view("six-steps.html").steps if step.anchor == "step-gaps")
    assert {ask.text for ask in gaps.asks} == {"High", "Old", "Won"}
    assert "The KPI out of range has a goal" in site.html("maturity.html")
    assert '<span class="quiet">0 of 2</span>' in site.html("maturity.html")


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
