"""A page asks its context and nothing else, and all that it asks is noted."""

from collections.abc import MutableMapping
from types import MappingProxyType

import pytest
from msgspec import Struct

from okrsite.model.goal_score import ObjectiveScore
from okrsite.model.goals import GoalKey, Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Person
from okrsite.model.scored import Scored
from okrsite.pipeline.present.context import ClosedContextError
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.site import Site

RESULT = "[[key_results]]\nid = 'nps'\ntitle = 'More praise'\nstart = 1\ntarget = 9\ncurrent = 5"
FILES = {
    "teams/company.md": "title = 'Company'",
    "objectives/grow.md": f"title = 'Grow'\ncycle = 'q4'\nteam = 'company'\n{RESULT}",
    "objectives/retain.md": "title = 'Retain'\ncycle = 'q4'\nowner = 'ada'\nsupports = ['grow']",
    "kpis/churn.md": "title = 'Churn'",
}


@pytest.fixture(scope="module")
def site(sited):
    return sited(FILES)


def reads(site, function):
    return Ledger(site).ask("objectives/grow.html", function).reads


def test_what_a_page_asks_for_is_noted_by_its_table_and_name(site) -> None:
    assert reads(site, lambda ctx: ctx.objective("grow").title) == {("objective", "grow")}
    assert reads(site, lambda ctx: ctx.kpi_score("churn")) == {("kpi_score", "churn")}
    assert reads(site, lambda ctx: ctx.supporters("grow")) == {("supporters", "grow")}
    assert reads(site, lambda ctx: ctx.today) == {("today", "")}
    assert reads(site, lambda ctx: ctx.words["nav.home"]) == set()


def test_a_name_that_was_not_found_is_noted_too(site) -> None:
    assert reads(site, lambda ctx: ctx.find(Person, "ada")) == {("person", "ada")}
    with pytest.raises(KeyError):
        Ledger(site).ask("", lambda ctx: ctx.team("nobody"))


def test_a_whole_collection_is_one_answer(site) -> None:
    assert reads(site, lambda ctx: [goal.title for goal in ctx.all(Objective)]) == {
        ("objective", "*")
    }
    assert reads(site, lambda ctx: len(ctx.ids(Kpi))) == {("kpi", "#")}
    assert reads(site, lambda ctx: next(iter(ctx.checkins()), None)) == {("checkins", "*")}


def test_things_come_in_order_of_their_ids(site, asked) -> None:
    assert asked(site, lambda ctx: [goal.id for goal in ctx.all(Objective)]) == ["grow", "retain"]
    assert asked(site, lambda ctx: ctx.ids(Objective)) == ("grow", "retain")


def test_addresses_are_seen_from_the_page(site) -> None:
    def links(ctx):
        away = ctx.seen_from("https://goals.example/")
        goal = GoalKey("grow", "nps")
        return [ctx.link(ctx.kpi("churn")), ctx.link(goal), away.link(ctx.team("company"))]

    found = Ledger(site).ask("objectives/grow.html", links).value
    assert [(link.text, link.href) for link in found] == [
        ("Churn", "../kpis/churn.html"),
        ("More praise", "../objectives/grow.html#kr-nps"),
        ("Company", "https://goals.example/teams/company.html"),
    ]


def test_a_context_that_outlives_its_page_is_refused(site) -> None:
    kept = Ledger(site).ask("", lambda ctx: (ctx, ctx.seen_from("../"), ctx.all)).value
    for late in (
        lambda: kept[0].objective("grow"),
        lambda: kept[1].today,
        lambda: kept[2](Kpi),
        lambda: kept[0].once(titles),
    ):
        with pytest.raises(ClosedContextError, match="a page that is made already"):
            late()


def test_a_list_that_is_made_later_is_refused(site) -> None:
    late = Ledger(site).ask("", lambda ctx: (ctx.objective(id_) for id_ in ("grow",))).value
    with pytest.raises(ClosedContextError):
        next(late)


def test_no_attribute_of_a_context_leads_to_the_site(site) -> None:
    def reached(ctx):
        seen, waiting = {}, [ctx]
        while waiting:
            thing = waiting.pop()
            seen[id(thing)] = thing
            names = {*getattr(type(thing), "__slots__", ()), *getattr(thing, "__dict__", {})}
            if isinstance(thing, Struct):
                names |= set(thing.__struct_fields__)
            held = [getattr(thing, name) for name in names]
            waiting += [each for each in held if id(each) not in seen]
        return list(seen.values())

    found = Ledger(site).ask("", reached).value
    assert len(found) > 10
    assert not [thing for thing in found if isinstance(thing, Site | Ledger | Scored)]
    with pytest.raises(AttributeError):
        Ledger(site).ask("", lambda ctx: ctx.site)
    with pytest.raises(AttributeError):
        Ledger(site).ask("", lambda ctx: setattr(ctx, "kept", 1))


def test_a_private_way_to_ask_is_noted_as_well(site) -> None:
    def reach(ctx):
        return getattr(ctx, "_ask")("objective", "grow")  # noqa: B009 - as one who cheats

    assert reads(site, reach) == {("objective", "grow")}


def test_nothing_given_can_be_changed(site) -> None:
    def change(ctx):
        score = ctx.objective_score("grow")
        assert isinstance(score.key_results, MappingProxyType)
        assert not isinstance(ctx.scored.forest.objectives, MutableMapping)
        assert isinstance(ctx.scored.objectives["grow"].key_results, MappingProxyType)
        score.key_results["nps"] = None

    with pytest.raises(TypeError):
        Ledger(site).ask("", change)
    assert site.scored.objectives["grow"].key_results["nps"] is not None


def titles(ctx) -> dict[str, list[str]]:
    return {"titles": [goal.title for goal in ctx.all(Objective)]}


def first_title(ctx, start: str) -> str:
    return next(title for title in ctx.once(titles)["titles"] if title.startswith(start))


def test_what_is_worked_out_once_is_an_answer_of_its_own(site) -> None:
    name = f'["{__name__}","first_title","R"]'
    assert reads(site, lambda ctx: ctx.once(first_title, "R")) == {("once", name)}


def test_what_is_worked_out_once_is_worked_out_once_and_frozen(site) -> None:
    ledger = Ledger(site)
    one, other = (ledger.ask(path, lambda ctx: ctx.once(titles)).value for path in ("a", "b"))
    assert one is other
    assert one["titles"] == ("Grow", "Retain")
    with pytest.raises(TypeError):
        one["titles"] = ()


def test_what_a_function_without_a_name_asked_is_noted_for_the_page(site) -> None:
    assert reads(site, lambda ctx: ctx.once(lambda inner: inner.kpi("churn").title)) == {
        ("kpi", "churn")
    }


def test_a_finding_belongs_to_what_it_is_about(site) -> None:
    assert reads(site, lambda ctx: ctx.findings()) == {("findings", "*")}


def test_scores_can_be_listed_like_what_they_are_of(site, asked) -> None:
    assert asked(site, lambda ctx: [score.id for score in ctx.all(ObjectiveScore)]) == [
        "grow",
        "retain",
    ]


def test_a_file_of_the_site_is_an_answer_with_the_digest_of_its_bytes(site) -> None:
    files = {"content/data/plan.csv": b"a,b"}
    ledger = Ledger(site, files.get)
    asked = ledger.ask("", lambda ctx: ctx.file("content/data/plan.csv"))
    assert (asked.value, asked.reads) == (b"a,b", {("file", "content/data/plan.csv")})
    with pytest.raises(FileNotFoundError):
        ledger.ask("", lambda ctx: ctx.file("content/data/none.csv"))
