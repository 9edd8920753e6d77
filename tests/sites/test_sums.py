"""Home, cycle, teams and reports, added up by hand from the progress of each goal."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from tests.bench.own_format import make

from okrsite.commands.goals import read_goals
from okrsite.commands.site import read_site, theme_of
from okrsite.commands.workspace import open_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["example", "generated"])
def site(request, show, tmp_path_factory):
    folder = ROOT
    if request.param == "generated":
        folder = make(tmp_path_factory.mktemp("corpus"), goals=60)
    workspace = open_workspace(folder)
    goals = read_goals(workspace, "internal")
    return show(read_site(workspace, goals, theme_of(workspace)).ledger.site)


def percent(ids, scored):
    """The plain mean of the measured goals in whole per cent, as somebody with a pencil does it."""
    known = [
        Decimal(repr(score.progress))
        for id_ in ids
        if (score := scored.objectives[id_]).progress is not None
    ]
    if not known:
        return "not measured"
    mean = sum(known) / len(known) * 100
    return f"{mean.quantize(Decimal('1e-9')).quantize(Decimal(1), ROUND_HALF_UP)}%"


def counted(scored, teams=None):
    """The active goals of the current cycle, of some teams or of all and nobody's."""
    return [
        goal.id
        for goal in scored.forest.objectives.values()
        if goal.cycle == scored.cycle
        and goal.state == "active"
        and (teams is None or goal.team in teams)
    ]


def with_teams_below(forest, id_):
    below = [id_]
    for team in below:
        below += [other.id for other in forest.teams.values() if other.parent == team]
    return below


def test_home_and_the_cycle_say_one_number(site) -> None:
    scored = site.site.scored
    told = percent(counted(scored), scored)
    assert site.view("index.html").cycle.share.text == told
    assert site.view(f"cycles/{scored.cycle}.html").overview.share.text == told


def test_the_teams_of_a_cycle_are_told_by_their_own_goals(site) -> None:
    scored = site.site.scored
    lines = site.view(f"cycles/{scored.cycle}.html").overview.teams
    titles = {team.title: id_ for id_, team in scored.forest.teams.items()}
    own = {line.link.text: counted(scored, [titles[line.link.text]]) for line in lines}
    assert {line.link.text: line.progress for line in lines} == {
        title: percent(ids, scored) for title, ids in own.items()
    }
    personal = [id_ for id_ in counted(scored) if scored.forest.objectives[id_].team is None]
    assert sum(map(len, own.values())) + len(personal) == len(counted(scored))


def test_a_team_and_its_report_count_its_goals_and_those_of_the_teams_inside(site) -> None:
    scored = site.site.scored
    assert scored.forest.teams
    for id_ in scored.forest.teams:
        ids = counted(scored, with_teams_below(scored.forest, id_))
        told = site.view(f"teams/{id_}.html").overview.share
        assert told.text == percent(ids, scored)
        assert site.view(f"reports/teams/{id_}.html").share == told
        below = len(ids) - len(counted(scored, [id_]))
        assert (f"{below} of them from the teams inside" in told.measured) == (below > 0)
