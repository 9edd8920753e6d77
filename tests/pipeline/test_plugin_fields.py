"""Front matter of plugins: decoded by their types, mistakes at their places, nothing hidden."""

from types import ModuleType
from typing import Literal

import pytest
from msgspec import Struct

from okrsite.api import Exporter, GoalRef, fields_of, hookimpl
from okrsite.api.pages import File, PageKind
from okrsite.pipeline.goal_refs import GONE, map_goal_refs
from okrsite.testing import EXAMPLE, load_plugin, site_of

GOAL = "content/objectives/grow.md"
TEXT = """\
+++
title = "Grow"
cycle = "2026-q4"
state = "draft"
team = "company"
visibility = "public"
{}
+++
"""
HIDDEN = """\
+++
title = "Veiled"
cycle = "2026-q4"
state = "draft"
aliases = ["old-name"]
visibility = "confidential"
+++
"""


class Step(Struct, frozen=True):
    """What has to come before."""

    goal: GoalRef
    why: str = ""


class Risk(Struct, frozen=True):
    """`[plugins.risk]`."""

    level: Literal["low", "high"]
    waits_for: GoalRef | None = None
    steps: tuple[Step, ...] = ()
    related: dict[str, GoalRef] = {}
    people: list[str] = []


class Needy(Struct, frozen=True):
    """Nothing without its goal."""

    goal: GoalRef


def risk(row: type[Struct] = Risk, *kinds: str):
    module = ModuleType("risk")
    module.okrsite_fields = hookimpl(lambda: dict.fromkeys(kinds or ("objective",), row))
    return load_plugin(module)


def sited(table: str, plugin=None, **more):
    files = {
        **EXAMPLE,
        "content/cycles/2026-q4.md": EXAMPLE["content/cycles/2026-q4.md"].replace(
            "+++\n", '+++\nvisibility = "public"\n', 1
        ),
        GOAL: TEXT.format(table),
        "content/objectives/veiled.md": HIDDEN,
    }
    return site_of(files, plugin or risk(), **more)


def risk_file(request):
    found = fields_of(request.scored.forest.objectives["grow"], Risk)
    return {"risks.txt": found.level.encode()}


def told(site) -> list[str]:
    return [f"{str(found).removeprefix(GOAL)}" for found in site.findings if GOAL in str(found)]


def test_a_table_is_an_instance_of_the_type_that_the_plugin_gives() -> None:
    site = sited('[plugins.risk]\nlevel = "high"\nwaits_for = "keep-customers#churn"')
    found = fields_of(site.scored.forest.objectives["grow"], Risk)
    assert (found.level, str(found.waits_for)) == ("high", "keep-customers#churn")
    assert told(site) == []
    assert fields_of(site.scored.forest.objectives["keep-customers"], Risk) is None


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        ('level = "hgh"', ":8:9: OKR011 'level' must be one of high, low, not 'hgh'; did you mean"),
        ('level = "low"\nwaits_four = "x"', ":9:14: OKR010 unknown key 'waits_four'; did you mean"),
        ('waits_for = "keep-customers"', ":7:1: OKR012 'level' is missing"),
        ('level = "low"\nwaits_for = "a#b#c"', ":9:13: OKR019 'a#b#c' does not name a goal"),
        ('level = "low"\nwaits_for = 3', ":9:13: OKR011 'waits_for' must be the id of a goal, not"),
        ('level = "low"\nwaits_for = "nobody"', ":9:13: OKR101 [plugins.risk] names unknown"),
        (
            'level = "low"\nsteps = [{ goal = "keep-customers#x" }]',
            ":9:19: OKR101 [plugins.risk] names",
        ),
        ('level = "low"\npeople = ["ada", 3]', ":9:18: OKR011 an item of 'people' must be text"),
        ('level = "low"\nwaits_for = "old-name"', ":9:13: OKR106 "),
    ],
)
def test_every_mistake_is_told_at_its_place(table, finding) -> None:
    (only,) = told(sited(f"[plugins.risk]\n{table}"))
    assert only.startswith(finding)


def test_all_mistakes_are_told_at_once() -> None:
    site = sited('[plugins.risk]\nlevel = 1\nwaits_for = 2\nsteps = [{ goal = 3 }, { gaol = "x" }]')
    assert [line.split(" ")[1] for line in told(site)] == ["OKR011"] * 3 + ["OKR010"]


def test_a_table_of_nobody_and_one_in_the_wrong_place_are_told() -> None:
    (unknown,) = told(sited('[plugins.rsk]\nlevel = "low"'))
    assert unknown.startswith(":7:1: OKR629 no plugin 'rsk' is loaded")
    assert unknown.endswith("did you mean 'risk'?")
    (misplaced,) = told(sited('[plugins.risk]\nlevel = "low"', risk(Risk, "kpi")))
    assert misplaced.startswith(":7:1: OKR629 the plugin 'risk' has no fields in objectives")


def test_a_type_that_fails_in_its_own_way_costs_its_document_only() -> None:
    class Fussy(Struct, frozen=True):
        level: str

        def __post_init__(self) -> None:
            raise KeyError(self.level)

    site = sited('[plugins.risk]\nlevel = "low"', risk(Fussy))
    (only,) = told(site)
    assert only.startswith(":7:1: OKR630 plugin risk failed at its fields: KeyError: 'low'")
    assert "(pipeline/test_plugin_fields.py:" in only


EVERYWHERE = """\
[plugins.risk]
level = "low"
waits_for = {0}
steps = [{{ goal = {0} }}, {{ goal = {1} }}]
related = {{ a = {0}, b = {1} }}
"""


@pytest.mark.parametrize("name", ["'veiled'", "'old-name'", "'nobody'"])
def test_a_goal_that_an_audience_does_not_see_is_nowhere_in_it(name) -> None:
    site = sited(EVERYWHERE.format(name, "'grow'"), audience="public")
    objective = site.scored.forest.objectives["grow"]
    found = fields_of(objective, Risk)
    assert found.waits_for is None
    assert [str(step.goal) for step in found.steps] == ["grow"]
    assert list(found.related) == ["b"]
    assert name.strip("'") not in repr(objective)


def test_what_cannot_be_without_a_hidden_goal_is_gone_with_it() -> None:
    site = sited("[plugins.risk]\ngoal = 'veiled'", risk(Needy), audience="public")
    assert site.scored.forest.objectives["grow"].plugins == ()
    assert map_goal_refs([1, "two"], lambda _: None) == [1, "two"]
    reference = GoalRef(goal=None, span=None)
    assert map_goal_refs(Needy(reference), lambda _: None) is GONE


def test_pages_and_exports_read_them_and_none_shows_them_by_itself() -> None:
    plugin = risk()
    plugin.module.okrsite_pages = hookimpl(
        lambda: PageKind(
            name="risks",
            title="Risks",
            names=lambda _: [File("risks.txt", "risks.txt")],
            content=lambda ctx, _: fields_of(ctx.objective("grow"), Risk).level.encode(),
        )
    )
    plugin.module.okrsite_exporters = hookimpl(
        lambda: Exporter(name="risks", title="Risks", export=risk_file)
    )
    site = sited('[extra]\nsecret = "S3CRET"\n[plugins.risk]\nlevel = "high"', plugin)
    assert site.text("risks.txt") == "high"
    assert site.export("risks") == {"risks.txt": b"high"}
    assert b"S3CRET" not in site.export("json")["okrsite.json"]
    assert b'"level"' not in site.export("json")["okrsite.json"]


@pytest.mark.parametrize("kind", ["objective", "kpi", "team", "person", "cycle", "checkin", "page"])
def test_any_kind_of_document_may_have_them(kind) -> None:
    heads = {
        "kpi": ("kpis/new", "title = 'New'"),
        "team": ("teams/new", "title = 'New'"),
        "person": ("people/new", "title = 'New'"),
        "cycle": ("cycles/new", "title = 'New'\nstart = 2027-01-01\nend = 2027-03-31"),
        "checkin": ("checkins/new", "objective = 'keep-customers'\ndate = 2026-11-18"),
        "page": ("pages/new", "title = 'New'"),
        "objective": ("objectives/new", "title = 'New'\nstate = 'draft'"),
    }
    path, head = heads[kind]
    text = f"+++\n{head}\n[plugins.risk]\nlevel = 'high'\nwaits_for = 'keep-customers'\n+++\n"
    forest = site_of({**EXAMPLE, f"content/{path}.md": text}, risk(Risk, kind)).scored.forest
    tables = (forest.objectives, forest.kpis, forest.teams, forest.people, forest.cycles)
    things = [thing for table in (*tables, forest.pages) for thing in table.values()]
    things += [checkin for checkins in forest.checkins.values() for checkin in checkins]
    (found,) = [found for thing in things if (found := fields_of(thing, Risk))]
    assert (found.level, str(found.waits_for)) == ("high", "keep-customers")
