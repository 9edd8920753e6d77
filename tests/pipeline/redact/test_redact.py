"""Nothing that an audience may not see goes on, and nothing that points at it."""

import pytest

from okrsite.model.position import Span
from okrsite.model.settings import DefaultVisibility, Settings, SiteSettings
from okrsite.pipeline.redact import redact
from okrsite.pipeline.resolve import resolve

PUBLIC = "visibility = 'public'\n"
CLOSED = "visibility = 'confidential'\n"
GOAL = "title = 'Grow'\ncycle = 'q4'\n"
RESULT = "[[key_results]]\nid = 'kr'\ntitle = 'Result'\nstart = 1\ntarget = 2\n"
OPEN = Settings(
    span=Span("okrsite.toml"),
    site=SiteSettings(
        default_visibility=DefaultVisibility(
            objective="public", kpi="public", team="public", person="public", cycle="public"
        )
    ),
)


def seen(typed, files, audience="internal", settings=OPEN):
    """The forest of an audience, and the findings that it leads to."""
    visible = redact(typed.documents(files), audience, settings)
    return resolve(visible, settings, audience)


def test_an_audience_sees_its_level_and_the_more_open_ones(typed) -> None:
    files = {
        "objectives/a.md": GOAL + PUBLIC,
        "objectives/b.md": GOAL + "visibility = 'internal'",
        "objectives/c.md": GOAL + CLOSED,
    }
    assert list(seen(typed, files, "public")[0].objectives) == ["a"]
    assert list(seen(typed, files, "internal")[0].objectives) == ["a", "b"]
    assert list(seen(typed, files, "confidential")[0].objectives) == ["a", "b", "c"]


def test_a_document_that_says_nothing_has_the_default_of_its_kind(typed) -> None:
    files = {"objectives/a.md": GOAL, "kpis/k.md": "title = 'K'"}
    site = SiteSettings(default_visibility=DefaultVisibility(objective="confidential"))
    settings = Settings(span=Span("okrsite.toml"), site=site)
    forest, _ = seen(typed, files, "internal", settings)
    assert (list(forest.objectives), list(forest.kpis)) == ([], ["k"])


@pytest.mark.parametrize("said", ["'publik'", "1", "['public']", "{ level = 'public' }"])
def test_a_visibility_that_nobody_understands_is_confidential_whatever_the_default(
    typed, said
) -> None:
    """Also where the document's mistakes alone would not keep it back, as in `status`."""
    files = {
        "objectives/doubt.md": f"{GOAL}visibility = {said}",
        "kpis/doubt.md": f"title = 'K'\nvisibility = {said}",
        "objectives/open.md": f"{GOAL}[[checkins]]\ndate = 2026-10-10\nvisibility = {said}",
    }
    for audience in ("public", "internal"):
        forest, _ = seen(typed, files, audience)
        assert (list(forest.objectives), list(forest.kpis)) == (["open"], [])
        assert not any(forest.checkins.values())


def test_when_everything_is_visible_the_documents_are_themselves(typed) -> None:
    documents = typed.documents({"objectives/a.md": GOAL})
    visible = redact(documents, "internal", OPEN)
    assert all(one is other for one, other in zip(visible, documents, strict=True))


def test_every_reference_to_a_hidden_document_goes_without_a_finding(typed) -> None:
    files = {
        "objectives/secret.md": GOAL + CLOSED + "aliases = ['old']\n" + RESULT,
        "kpis/secret.md": "title = 'S'\naliases = ['old']\n" + CLOSED,
        "kpis/secret.csv": "date,value\n2026-01-31,1\n",
        "teams/secret.md": "title = 'S'\naliases = ['old']\n" + CLOSED,
        "people/secret.md": "title = 'S'\naliases = ['old']\n" + CLOSED,
        "cycles/secret.md": "title = 'S'\nstart = 2026-01-01\nend = 2026-12-31\n" + CLOSED,
        "people/ada.md": "title = 'Ada'\nteam = 'secret'",
        "teams/open.md": "title = 'O'\nparent = 'secret'\nlead = 'old'",
        "cycles/open.md": "title = 'O'\nstart = 2026-01-01\nend = 2026-03-31\nparent = 'secret'",
        "kpis/open.md": "title = 'K'\nteam = 'old'\nowner = 'secret'\nformula = '{secret} + 1'\n"
        "reviews = [{ date = 2026-01-01, author = 'secret' }]\n"
        "baselines = [{ since = 2026-01-01, value = 1, from = 'secret#kr' }]",
        "objectives/open.md": GOAL
        + "team = 'secret'\nowner = 'old'\nwith_teams = ['open', 'secret']\n"
        "watch = ['secret', 'old', 'open']\nsupports = ['secret', 'old#kr', 'next']\n"
        + RESULT
        + "kpi = 'secret'\nowner = 'secret'\n"
        "[[checkins]]\ndate = 2026-10-10\nauthor = 'secret'\n"
        "kudos = [{ to = 'secret', for = 'x' }]",
        "objectives/next.md": GOAL,
        "objectives/gone.md": "title = 'In a hidden cycle'\ncycle = 'secret'",
        "objectives/below.md": GOAL + "supports = ['gone']",
        "checkins/gone.md": "objective = 'gone'\ndate = 2026-10-10",
    }
    forest, findings = seen(typed, files)
    assert findings == []
    assert list(forest.objectives) == ["below", "next", "open"]
    goal, kpi = forest.objectives["open"], forest.kpis["open"]
    (checkin,) = forest.checkins["open"]
    assert (goal.team, goal.owner, goal.with_teams, goal.watch) == (
        None,
        None,
        ("open",),
        ("open",),
    )
    assert [str(support) for support in goal.supports] == ["next"]
    assert goal.at("watch.0").column == 27
    assert (goal.key_results[0].kpi, goal.key_results[0].owner) == (None, None)
    assert (checkin.author, checkin.kudos) == (None, ())
    assert (kpi.team, kpi.owner, kpi.formula, kpi.reviews[0].author) == (None, None, None, None)
    assert kpi.baselines[0].from_ is None
    assert (forest.teams["open"].parent, forest.teams["open"].lead) == (None, None)
    assert (forest.cycles["open"].parent, forest.people["ada"].team) == (None, None)
    assert (forest.series, forest.aliases) == ({}, {})
    assert "secret" not in str(forest)


def test_a_check_in_is_at_least_as_closed_as_its_objective(typed) -> None:
    files = {
        "objectives/a.md": GOAL + CLOSED + "[[checkins]]\ndate = 2026-10-10\n" + PUBLIC,
        "objectives/b.md": GOAL + "[[checkins]]\ndate = 2026-10-10\n" + CLOSED,
        "objectives/c.md": GOAL,
        "checkins/a.md": "objective = 'a'\ndate = 2026-10-11\n" + PUBLIC,
        "checkins/c1.md": "objective = 'c'\ndate = 2026-10-11\n" + CLOSED,
        "checkins/c2.md": "objective = 'c'\ndate = 2026-10-12\n",
    }
    forest, findings = seen(typed, files)
    assert findings == []
    assert {id_: len(each) for id_, each in forest.checkins.items()} == {"c": 1}


def test_where_all_people_are_hidden_nobody_is_named(typed) -> None:
    files = {
        "people/ada.md": "title = 'Ada'\n" + CLOSED,
        "objectives/a.md": GOAL + "owner = 'ada'\n[[checkins]]\ndate = 2026-10-10\nauthor = 'typo'",
    }
    forest, findings = seen(typed, files)
    assert (findings, forest.has_people) == ([], False)
    assert (forest.objectives["a"].owner, forest.checkins["a"][0].author) == (None, None)


def test_a_document_that_could_not_be_read_may_be_secret(typed) -> None:
    files = {
        "objectives/broken.md": "+++\ntitle =\n+++\n",
        "objectives/a.md": "+++\n" + GOAL + "supports = ['broken']\n+++\nSee [it](goal:broken).",
    }
    forest, findings = seen(typed, files)
    assert findings == []
    assert list(forest.objectives) == ["a"]
    assert forest.objectives["a"].body.parts == ("<p>See it.</p>\n",)
    assert forest.unread == {}


@pytest.mark.parametrize("written", ["'secret'", "7", "''"])
def test_a_visibility_that_could_not_be_understood_may_be_the_most_closed(typed, written) -> None:
    files = {"objectives/a.md": GOAL + f"visibility = {written}"}
    assert seen(typed, files)[0].objectives == {}


def test_a_name_that_also_leads_to_a_visible_document_is_kept(typed) -> None:
    files = {
        "objectives/a.md": GOAL,
        "objectives/x/secret.md": GOAL + CLOSED + "id = 'a'",
        "objectives/b.md": GOAL + "supports = ['a']",
    }
    forest, findings = seen(typed, files)
    assert findings == []
    assert [str(support) for support in forest.objectives["b"].supports] == ["a"]


def test_where_something_is_hidden_an_unknown_name_cannot_be_told_from_it(typed) -> None:
    files = {
        "kpis/hidden.md": "title = 'H'\n" + CLOSED,
        "kpis/unknown.csv": "date,value\n",
        "objectives/a.md": "+++\n" + GOAL + "supports = ['zz']\nwatch = ['zz']\n+++\n[z](goal:zz)",
    }
    forest, findings = seen(typed, files)
    assert findings == []
    assert forest.objectives["a"].body.parts == ("<p>z</p>\n",)


def test_where_nothing_is_hidden_an_unknown_name_is_told(typed) -> None:
    files = {"objectives/a.md": GOAL + "supports = ['zz']"}
    assert [finding.code for finding in seen(typed, files)[1]] == ["OKR101"]


def test_links_in_texts_become_words(typed) -> None:
    body = (
        "[a](goal:s) [b](kpi:s#x) [c](../objectives/s.md#kr) [d](../kpis/s.html)"
        " [e](../kpis/s%2Emd) [f](../kpis/s.csv) [g](goal:a) ![h](s.md)"
    )
    files = {
        "objectives/s.md": GOAL + CLOSED,
        "kpis/s.md": "title = 'S'\n" + CLOSED,
        "kpis/s.csv": "date,value\n",
        "objectives/a.md": f"+++\n{GOAL}+++\n{body}",
    }
    body = seen(typed, files)[0].objectives["a"].body
    assert body.parts == ('<p>a b c d e f <a href="', '">g</a> h</p>\n')
    assert body.text == "a b c d e f g h"


def test_observations_go_with_the_kpi_that_they_lie_beside(typed) -> None:
    files = {
        "kpis/a/x.md": "title = 'S'\nid = 'secret'\n" + CLOSED,
        "kpis/a/x.csv": "date,value\n2026-01-31,7\n",
        "kpis/b/x.md": "title = 'K'",
    }
    assert seen(typed, files)[0].series == {}


def test_what_a_name_shared_with_something_hidden_leads_is_hidden(typed) -> None:
    files = {
        "kpis/a/x.md": "title = 'S'\n" + CLOSED,
        "kpis/a/x.csv": "date,value\n2026-01-31,7\n",
        "kpis/b/x.md": "title = 'K'",
        "objectives/a.md": GOAL + "aliases = ['merger']",
        "objectives/merger.md": GOAL + CLOSED,
        "checkins/merger.md": "objective = 'merger'\ndate = 2026-10-12",
    }
    forest, _ = seen(typed, files)
    assert (forest.series, forest.checkins) == ({}, {})


def test_contributors_and_texts_of_key_results_name_nobody_who_is_hidden(typed) -> None:
    files = {
        "people/ada.md": "title = 'Ada'",
        "people/secret.md": "title = 'S'\n" + CLOSED,
        "objectives/s.md": GOAL + CLOSED,
        "objectives/a.md": GOAL
        + "contributors = ['secret', 'ada']\n"
        + RESULT
        + "contributors = ['ada', 'secret']\ntext = 'See [the plan](goal:s).'\n",
    }
    objective = seen(typed, files)[0].objectives["a"]
    (result,) = objective.key_results
    assert (objective.contributors, result.contributors) == (("ada",), ("ada",))
    assert (result.text.links, result.text.text) == ((), "See the plan.")


def test_the_note_on_one_key_result_leads_to_nothing_that_is_hidden(typed) -> None:
    values = "[[checkins]]\ndate = 2026-10-12\nvalues = { kr = { note = '[S](goal:s)' } }\n"
    files = {"objectives/s.md": GOAL + CLOSED, "objectives/a.md": GOAL + RESULT + values}
    (checkin,) = seen(typed, files)[0].checkins["a"]
    assert (checkin.result_notes["kr"].note.links, checkin.result_notes["kr"].note.text) == (
        (),
        "S",
    )
