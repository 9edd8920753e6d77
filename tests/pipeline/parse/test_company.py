"""Teams, people and cycles, each from its file."""

import pytest

from okrsite.model.people import Cycle, Person, Team


def test_a_team_a_person_and_a_cycle_are_read(read) -> None:
    team = read(
        "team", 'title = "Sales"\nparent = "company"\ncolour = "#3b82f6"\nrhythm = "weekly"'
    )
    person = read("person", 'title = "Ada"\nteam = "sales"\nrole = "Lead"')
    cycle = read("cycle", 'title = "Q4"\nstart = 2026-10-01\nend = 2026-12-31\nclosed = 2027-01-05')
    assert (team.findings, person.findings, cycle.findings) == ((), (), ())
    assert isinstance(team.entity, Team)
    assert isinstance(person.entity, Person)
    assert isinstance(cycle.entity, Cycle)


@pytest.mark.parametrize(
    ("kind", "fields", "finding"),
    [
        ("team", 'colour = "red; x: y"', "3:10 OKR011 'red; x: y' is not a colour"),
        ("team", 'leed = "ada"', "3:1 OKR010 unknown key 'leed'; did you mean 'lead'?"),
        ("person", 'team = ""', "3:8 OKR013 'team' is empty"),
        (
            "cycle",
            "start = 2026-12-31\nend = 2026-10-01",
            "4:7 OKR018 the cycle ends on 2026-10-01, before it starts on 2026-12-31",
        ),
        (
            "cycle",
            "start = 2026-10-01\nend = 2026-12-31\nclosed = 2026-09-01",
            "5:10 OKR018 the cycle is closed on 2026-09-01, before it starts on 2026-10-01",
        ),
        ("cycle", "start = 2026-10-01", "1:1 OKR012 'end' is missing"),
        ("page", 'owner = "ada"', "3:1 OKR010 unknown key 'owner'"),
    ],
)
def test_what_cannot_be_meant_is_a_finding(found, kind, fields, finding) -> None:
    assert found(kind, f'title = "A"\n{fields}') == [finding]


def test_an_unknown_visibility_is_an_error_and_private(read) -> None:
    document = read("page", 'title = "A"\nvisibility = "publik"')
    assert document.entity.visibility == "confidential"
    assert [finding.code for finding in document.findings] == ["OKR011"]


def test_a_day_of_one_is_a_cycle_too(found) -> None:
    assert found("cycle", 'title = "Day"\nstart = 2026-10-01\nend = 2026-10-01') == []


def test_a_backlog_without_days_is_no_cycle_and_told_once(found) -> None:
    assert found("content/cycles/backlog.md", '+++\ntitle = "Backlog"\n+++\n') == [
        "1:1 OKR036 'backlog' has no days, and a backlog is no cycle"
    ]
