"""`okrsite export`: the whole model for other programs."""

import csv
import json
from io import StringIO

import pytest

KINDS = ["objectives", "key_results", "kpis", "teams", "cycles", "people", "checkins"]


def test_json_holds_every_kind_with_unrounded_numbers_and_null_for_unknown(okrsite, site) -> None:
    model = json.loads(okrsite("export").out)
    assert [objective["id"] for objective in model["objectives"]] == [
        "customers-get-help",
        "customers-stay",
    ]
    churn = model["objectives"][1]["key_results"][0]
    assert churn["progress"] == pytest.approx((5.3 - 6.4) / (4 - 6.4), abs=1e-15)
    assert churn["start_from"] == "written"
    programme = model["objectives"][0]["key_results"][1]
    assert programme["current"] is None
    assert model["objectives"][0]["supports"] == ["customers-stay#churn"]
    kpi = model["kpis"][0]
    assert (kpi["value"], kpi["as_of"], kpi["loop"]) == (5.3, "2026-10-31", "acting")
    assert kpi["health"] == "out_of_range"
    assert [checkin["objective"] for checkin in model["checkins"]] == [
        "customers-get-help",
        "customers-stay",
    ]


def test_the_same_day_gives_the_same_bytes(okrsite, site) -> None:
    day = ("--today", "2026-12-01")
    assert okrsite("export", *day).out == okrsite("export", *day).out
    assert okrsite("export", *day).out != okrsite("export", "--today", "2026-10-31").out


def test_csv_gives_a_file_for_each_kind(okrsite, site) -> None:
    said = okrsite("export", "--format", "csv", "--output", "tables")
    assert said.exit == 0
    assert sorted(path.stem for path in (site / "tables").iterdir()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_goes_to_standard_output_with_its_header(okrsite, site, kind) -> None:
    said = okrsite("export", "--format", "csv", "--kind", kind)
    rows = list(csv.reader(StringIO(said.out)))
    assert said.exit == 0
    assert len({len(row) for row in rows}) == 1
    assert rows[0][0] in {"id", "objective"}


def test_several_files_need_a_place(okrsite, site) -> None:
    said = okrsite("export", "--format", "csv")
    assert said.exit == 2
    assert "--output" in said.err


def test_an_unknown_format_or_kind_lists_the_known_ones(okrsite, site) -> None:
    assert "csv, json" in okrsite("export", "--format", "xml").err
    assert "key_results" in okrsite("export", "--format", "csv", "--kind", "goals").err


def test_an_audience_gets_only_what_it_may_see(okrsite, write) -> None:
    write("content/teams/secret.md", '+++\ntitle = "Secret"\nvisibility = "confidential"\n+++\n')
    assert "Secret" not in okrsite("export").out
    assert "Secret" in okrsite("export", "--audience", "confidential").out


def test_with_broken_settings_nothing_leaves_the_house(okrsite, site) -> None:
    (site / "okrsite.toml").write_text("[site.default_visibility\nperson = 'confidential'\n")
    said = okrsite("export")
    assert (said.exit, said.out) == (2, "")
    assert "okrsite.toml has mistakes" in said.err


def test_mistakes_are_left_out_and_told(okrsite, write) -> None:
    write("content/teams/torn.md", '+++\ntitle = "To\n')
    said = okrsite("export")
    assert said.exit == 1
    assert "`okrsite check` shows them" in said.err
    json.loads(said.out)


def test_nothing_is_told_of_a_document_with_a_mistake_since_it_may_be_closed(
    okrsite, write
) -> None:
    write("content/teams/quiet.md", '+++\ntitle = "Quiet"\nvisibilty = "confidential"\n+++\n')
    said = okrsite("export")
    assert "Quiet" not in said.out
    assert "1 mistake" in said.err


def test_a_format_that_fails_is_told_with_its_plugin(okrsite, site, write) -> None:
    write(
        "plugins/torn.py",
        "from okrsite.api import Exporter, hookimpl\n\n\n"
        "def export(scored, findings):\n"
        "    for objective in scored.forest.objectives.values():\n"
        "        objective.colour\n\n\n"
        "@hookimpl\ndef okrsite_exporters():\n"
        "    return [Exporter(name='torn', title='Torn', export=export)]\n",
    )
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.torn]\n")
    said = okrsite("export", "--format", "torn")
    assert (said.exit, said.out) == (2, "")
    assert "the format 'torn' of the plugin torn failed: AttributeError" in said.err
    assert "(at the objective 'customers-get-help', content/objectives/" in said.err
