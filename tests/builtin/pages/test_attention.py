"""Needs attention: each thing once with all its reasons, below the name of whose move it is."""

from okrsite.api import Diagnostic, Span, Subject

FILES = {
    "people/ada.md": "title = 'Ada'",
    "people/bo.md": "title = 'Bo'",
    "teams/team.md": "title = 'Team'\nlead = 'bo'",
    "teams/alone.md": "title = 'Alone'",
    "kpis/one.md": "title = 'One'\nowner = 'ada'",
    "kpis/two.md": "title = 'Two'\nteam = 'team'",
    "kpis/three.md": "title = 'Three'\nteam = 'alone'",
    "kpis/four.md": "title = 'Four'",
    "objectives/goal.md": """
        title = "Goal"
        cycle = "q4"
        owner = "ada"

        [[key_results]]
        id = "a"
        title = "A"
        start = 0
        target = 1
    """,
}


def signal(code, kind, id_, key_result="", message=""):
    subject = Subject(kind, id_, key_result)
    return Diagnostic(code, "signal", Span(f"content/{id_}.md"), message or f"{code}!", "", subject)


def view(shown, *findings, path="attention.html"):
    return shown(FILES, findings=findings).view(path)


def test_a_thing_with_several_reasons_stands_once(shown) -> None:
    (group,) = view(
        shown,
        signal("OKR999", "kpi", "one", message="second"),
        signal("OKR998", "kpi", "one", message="first"),
        signal("OKR999", "kpi", "one", message="second"),
    ).groups
    (case,) = group.cases
    assert case.reasons == ("first", "second")


def test_key_results_and_check_ins_belong_to_their_objective(shown) -> None:
    (group,) = view(
        shown,
        signal("OKR997", "objective", "goal", "a"),
        signal("OKR998", "checkin", "goal"),
        signal("OKR999", "objective", "goal"),
    ).groups
    assert [case.about.text for case in group.cases] == ["Goal"]
    assert len(group.cases[0].reasons) == 3


def test_it_is_the_owners_move_then_the_leads_then_the_teams_then_nobodys(shown) -> None:
    asked = [signal("OKR999", "kpi", name) for name in ("four", "three", "two", "one")]
    groups = view(shown, *asked).groups
    assert [(group.owner.text, group.count) for group in groups] == [
        ("Ada", "1"),
        ("Alone", "1"),
        ("Bo", "1"),
        ("No owner", "1"),
    ]


def test_the_names_on_top_lead_to_their_parts_of_the_page(shown) -> None:
    page = view(shown, signal("OKR999", "kpi", "one"), signal("OKR999", "kpi", "two"))
    assert [(entry.text, entry.href) for entry in page.index] == [
        ("Ada 1", "#move-1"),
        ("Bo 1", "#move-2"),
    ]
    assert [group.anchor for group in page.groups] == ["move-1", "move-2"]


def test_many_things_go_on_on_further_pages(shown) -> None:
    kpis = {f"kpis/k{n:03}.md": f"title = 'K{n}'\nowner = 'ada'" for n in range(130)}
    site = shown(
        {**FILES, **kpis}, findings=[signal("OKR999", "kpi", f"k{n:03}") for n in range(130)]
    )
    assert site.view("attention.html").lead.startswith("130 things")
    assert len(site.view("attention/page/2.html").groups[0].cases) == 10


def test_a_good_monday_has_nothing_on_it(shown) -> None:
    assert "Nothing needs attention today." in shown(FILES).html("attention.html")
