"""Records for other programs: one shape, complete, with unknown as null."""

from inspect import cleandoc

import msgspec

from okrsite.pipeline import records
from okrsite.pipeline.records.checkins import KudosRecord
from okrsite.pipeline.records.parts import schema_document


def test_the_records_have_the_fields_that_were_promised() -> None:
    promised = {
        records.ObjectiveRecord: "id title cycle team owner progress progress_raw expected status "
        "confidence grade measured total supports key_results",
        records.KeyResultRecord: "id title start start_from current target progress progress_raw "
        "expected status forecast",
        records.KpiRecord: "id title value as_of health loop",
    }
    for record, fields in promised.items():
        known = {field.encode_name for field in msgspec.structs.fields(record)}
        assert set(fields.split()) <= known


def test_the_whole_shape_is_told_by_a_json_schema() -> None:
    schema = msgspec.json.schema(records.ModelRecord)
    assert set(schema["$defs"]["ModelRecord"]["required"]) == {
        *("title", "today", "audience", "cycle", "objectives", "kpis"),
        *("teams", "cycles", "people", "checkins"),
    }


def test_no_description_of_the_schema_is_indented_as_in_the_source() -> None:
    parts = msgspec.json.decode(schema_document())["$defs"].values()
    described = [part["description"] for part in parts if "\n" in part.get("description", "")]
    assert described
    assert described == [cleandoc(description) for description in described]


def test_thanks_are_told_by_to_and_for() -> None:
    assert msgspec.json.encode(KudosRecord("linus", "the model")) == (
        b'{"to":"linus","for":"the model"}'
    )


def test_what_stands_in_extra_reaches_no_record(sited) -> None:
    site = sited({"objectives/a.md": "title = 'A'\ncycle = 'q4'\n[extra]\ncode = 'S3CRET'"})
    exported = records.to_json(records.model_record(site.scored))
    assert b"S3CRET" not in exported
