"""The mappings that ship for `okrsite import --from`, each tried on a file in its tool's form."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from okrsite.commands.importing.mapping import preset, presets, read_mapping

DOCS = Path(__file__).parents[2] / "docs" / "importing.md"

VIVA = """\
Id,Title,Team,Creator,Owner,Period,Start Date,End Date,Description,\
"Aligned To (weight, Objective ID)",\
Metric Name,Unit,Target,Object Type,Goal Type,Start,Created At,Last Check-in,Progress %,\
Actual Progress,Status,Last Check-in Note,Score,Checkins
71,Be the partner of choice,Support,Ada,Ada,Q4 2026,2026-10-01,2026-12-31,Why,,,,,Objective,\
Committed Goal,,2026-09-20,2026-11-09,55%,52%,On Track,,,
72,Revenue by partners,Support,Ada,"Linus, Grace",Q4 2026,2026-10-01,2026-12-31,,\
"Be the partner of choice(weight: 60%, Id: 71)",Revenue,Dollar,3000000,Key result,,1200000,\
2026-09-20,2026-11-09,55%,50%,On Track,Two deals,,"Checkin Date: 2026-10-12; User: Linus; \
Note: Slow, as feared; Status: Behind; Current Value: 20%; Activity Date: 2026-10-12 20:57:08 UTC;\
, Checkin Date: 2026-11-09; User: Grace; Note: Two deals; Status: On Track; Current Value: 50%; \
Activity Date: 2026-11-09 20:57:08 UTC;"
73,Portal,Support,Ada,Linus,Q4 2026,2026-10-01,2026-12-31,,\
"Revenue by partners(weight: 100%, Id: 72)",,,,Deliverable,,,2026-09-20,,100%,100%,Closed,,,
74,Everybody knows them,Support,Ada,Mia,Q4 2026,2026-10-01,2026-12-31,,\
"Revenue by partners(weight: 0%, Id: 72)",,,,Objective,,,2026-09-20,,0%,0%,Postponed,,,
"""
TABILITY = """\
{"objectives": [{"id": "a1", "title": "Delight", "cached_tag_list": ["cx"], "plan": {"id": "p",
  "title": "Q4 2026", "start_at": "2026-10-01", "finish_at": "2026-12-31"}}],
 "outcomes": [{"id": "b1", "objective_id": "a1", "title": "CSAT rises", "from": 80, "to": 92,
  "membership": {"cached_email": "ada.okafor@acme.com"}, "current_checkin":
  {"checkin_date": "2026-11-09", "score": 86, "confidence": "green", "body": "Macros help"}}],
 "initiatives": [{"id": "c1", "outcome_id": "b1", "title": "Write macros", "state": "closed"}]}
"""
PUZZLE = """\
[{"team": {"id": 5, "name": "Support"}, "objectives": [{"id": 3, "title": "Kunden sind froh",
  "state": "ONGOING", "quarter": {"id": 2, "label": "Q4 2026", "startDate": "2026-10-01",
  "endDate": "2026-12-31"}, "keyResults": [{"id": 4, "title": "URS steigt", "unit": "PERCENT",
  "baseline": 10.0, "stretchGoal": 50.0, "lastCheckIn": {"id": 1, "value": 27.0, "confidence": 5,
  "createdOn": "2026-11-02T10:00:00"}}]}]}]
"""
TRACKER = """\
[{"id": "k1", "name": "Brukertilfredshet", "updateFrequency": "monthly",
  "lastUpdated": {"value": 71.5, "timestamp": "2026-10-31T09:00:00Z"}}]
"""


@pytest.fixture
def bring(okrsite, site, tmp_path):
    """Imports a text by a mapping that ships; the fields of the file that it becomes."""

    def run(source: str, name: str, text: str, path: str) -> dict:
        (tmp_path / name).write_text(text)
        for times in ("new", "again"):
            said = okrsite("import", tmp_path / name, "--from", source)
            assert said.exit == 0, said.err
            assert ("Nothing is new." in said.err) == (times == "again")
        assert okrsite("check").exit == 0
        return tomllib.loads((site / path).read_text().split("+++\n")[1])

    return run


def test_viva_goals_keeps_weights_owners_check_ins_and_parents(bring, site) -> None:
    folder = "content/objectives/2026-q4"
    goal = bring("viva-goals", "v.csv", VIVA, f"{folder}/be-the-partner-of-choice.md")
    (revenue,) = goal["key_results"]
    assert (revenue["start"], revenue["target"], revenue["unit"]) == (1200000, 3000000, "USD")
    assert (revenue["weight"], revenue["contributors"]) == (60, ["Grace"])
    assert revenue["initiatives"] == [{"title": "Portal", "done": True}]
    assert [said["date"] for said in goal["checkins"]] == [date(2026, 10, 12), date(2026, 11, 9)]
    assert goal["checkins"][0]["values"] == {"revenue-by-partners": 1560000}
    assert goal["checkins"][0]["note"] == "Slow, as feared\n\nStatus: Behind"
    assert goal["type"] == "committed"
    text = (site / folder / "everybody-knows-them.md").read_text()
    assert 'supports = ["be-the-partner-of-choice#revenue-by-partners"]' in text
    assert 'state = "paused"' in text


def test_tability_joins_outcomes_and_initiatives_by_their_ids(bring) -> None:
    goal = bring("tability", "t.json", TABILITY, "content/objectives/2026-q4/delight.md")
    (outcome,) = goal["key_results"]
    assert (outcome["start"], outcome["target"], outcome["owner"]) == (80, 92, "Ada Okafor")
    assert outcome["initiatives"] == [{"title": "Write macros", "done": True}]
    (said,) = goal["checkins"]
    assert (said["values"], said["note"]) == ({"csat-rises": 86}, "Macros help")


def test_puzzle_okr_gives_each_objective_the_team_around_it(bring) -> None:
    goal = bring("puzzle-okr", "p.json", PUZZLE, "content/objectives/2026-q4/kunden-sind-froh.md")
    assert goal["team"] == "support"
    (result,) = goal["key_results"]
    assert (result["start"], result["target"], result["unit"]) == (10, 50, "%")
    assert goal["checkins"][0]["confidence"] == 5


def test_okr_tracker_gives_kpis_with_their_last_value(bring, site) -> None:
    kpi = bring("okr-tracker", "k.json", TRACKER, "content/kpis/brukertilfredshet.md")
    assert kpi["cadence"] == "monthly"
    values = (site / "content/kpis/brukertilfredshet.csv").read_text()
    assert values == "date,value\n2026-10-31,71.5\n"


@pytest.mark.parametrize("name", presets())
def test_each_mapping_that_ships_is_described(name) -> None:
    assert preset(name).source == name
    assert f"| `{name}` |" in DOCS.read_text()


def test_the_mapping_in_the_docs_is_one(tmp_path) -> None:
    (text,) = re.findall(r"```toml\n(format = 1.*?)```", DOCS.read_text(), re.DOTALL)
    (tmp_path / "mapping.toml").write_text(text)
    assert read_mapping(tmp_path / "mapping.toml").rows.initiative == ("Project",)


def test_an_unknown_preset_is_told_with_the_known_ones(okrsite, site, tmp_path) -> None:
    (tmp_path / "a.csv").write_text("Title\nx\n")
    said = okrsite("import", tmp_path / "a.csv", "--from", "vivagoals")
    assert (said.exit, "did you mean 'viva-goals'" in said.err) == (2, True)
