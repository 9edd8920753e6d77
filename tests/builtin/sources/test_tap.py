"""Taps and connectors: programs that speak Singer or Airbyte, and two real ones from the index."""

import json
import sys
from datetime import date

import pytest

from okrsite.api import SourceError
from okrsite.builtin.sources.tap import SOURCE

from .conftest import answer
from .environments import environment

SINGER = """
import json, os, sys

arguments = sys.argv[1:]
config = json.load(open(arguments[arguments.index("--config") + 1]))
log = open(config["log"], "a")
if "--discover" in arguments:
    streams = [
        {"tap_stream_id": name, "stream": name, "key_properties": ["id"],
         "replication_method": method, "schema": {"properties": {"id": {}, "at": {}, "amount": {}}}}
        for name, method in (("deals", "INCREMENTAL"), ("people", "FULL_TABLE"))
    ]
    print(json.dumps({"streams": streams}))
    sys.exit()
catalog = json.load(open(arguments[arguments.index("--catalog") + 1]))
state = json.load(open(arguments[arguments.index("--state") + 1])) if "--state" in arguments else 0
selected = [entry["stream"] for entry in catalog["streams"] if entry["selected"]]
names = sorted(set(os.environ) - {"LC_CTYPE"})
records = json.load(open(config["records"]))
run = {"selected": selected, "state": state, "config": config, "env": names}
log.write(json.dumps(run) + "\\n")
print("a line that is no message")
if config.get("fails"):
    sys.exit("CRITICAL the token is refused")
for record in records[state:]:
    print(json.dumps({"type": "RECORD", "stream": "deals", "record": record}))
print(json.dumps({"type": "STATE", "value": len(records)}))
"""

AIRBYTE = """
import json, sys

verb, config = sys.argv[1], json.load(open(sys.argv[3]))
def say(**message):
    print(json.dumps(message))
say(type="LOG", log={"level": "INFO", "message": "hello"})
if verb == "discover":
    stream = {"name": "deals", "json_schema": {"properties": {"id": {}}},
              "supported_sync_modes": ["full_refresh"], "source_defined_primary_key": [["id"]]}
    say(type="CATALOG", catalog={"streams": [stream]})
    sys.exit()
catalog = json.load(open(sys.argv[5]))
assert catalog["streams"][0]["sync_mode"] == "full_refresh"
if "token" in config:
    reason = f"401 for {config['token']}"
    say(type="TRACE", trace={"type": "ERROR", "error": {"message": reason}})
    sys.exit(1)
for record in json.load(open(config["records"])):
    say(type="RECORD", record={"stream": "deals", "data": record, "emitted_at": 1})
say(type="STATE", state={"type": "STREAM", "stream": {"stream_descriptor": {"name": "deals"}}})
"""
DEALS = [
    {"id": 1, "at": "2026-09-03T10:00:00Z", "amount": 100},
    {"id": 2, "at": "2026-09-20T10:00:00Z", "amount": 50},
    {"id": 3, "at": "2026-10-05T10:00:00Z", "amount": 7.5},
]
UNTIL = date(2026, 11, 20)
BY_MONTH = {"table": "deals", "sum": "amount", "by": "at"}


class Installed:
    """A tap as a file, what it was asked with, and a site that asks it."""

    def __init__(self, asked, folder, script, **settings):
        self.script, self.log = folder / "tap.py", folder / "log"
        self.script.write_text(script)
        self.config = {"log": str(self.log), "records": str(folder / "given.json")}
        self.give(DEALS)
        self.source = asked(
            SOURCE, command=[sys.executable, str(self.script)], config=self.config, **settings
        )

    def give(self, records):
        (self.script.parent / "given.json").write_text(json.dumps(records))

    def __call__(self, query=BY_MONTH, **request):
        return self.source(query, until=UNTIL, **request)

    @property
    def runs(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def tap(asked, tmp_path):
    return Installed(asked, tmp_path, SINGER)


@pytest.fixture
def keeping(asked, tmp_path):
    """A tap whose records are kept."""
    installed = Installed(asked, tmp_path, SINGER, keep=True)
    installed.source.context |= {"cache_dir": str(tmp_path / "cache"), "cache_key": b"k"}
    return installed


def test_records_are_counted_by_month(tap) -> None:
    assert tap() == {"2026-09-30": 150, "2026-10-31": 7.5}


def test_only_the_streams_that_are_asked_are_selected(tap) -> None:
    tap({"query": "select max(cast(at as date)) as date, count(*) as value from DEALS"})
    assert [run["selected"] for run in tap.runs] == [["deals"]]


def test_a_stream_that_it_does_not_have_is_told_with_those_it_has(tap) -> None:
    with pytest.raises(SourceError, match="the tap has no stream deal, only deals, people"):
        tap({"table": "deal", "count": True})


def test_the_days_that_are_asked_for_stand_in_its_configuration(tap) -> None:
    tap.config["start_date"] = "{since}T00:00:00Z"
    tap(since=date(2026, 10, 1))
    tap()
    assert [run["config"]["start_date"] for run in tap.runs] == [
        "2026-10-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
    ]


def test_it_sees_no_variables_but_its_own(tap, monkeypatch) -> None:
    monkeypatch.setenv("OTHER_TOKEN", "secret")
    tap.source.settings["env"] = {"CRM_REGION": "eu"}
    tap()
    assert tap.runs[0]["env"] == ["CRM_REGION", "HOME", "LANG", "PATH", "TZ"]


def test_the_file_of_its_configuration_is_removed(tap, tmp_path) -> None:
    (tmp_path / "scratch").mkdir()
    tap.source.context["scratch_dir"] = str(tmp_path / "scratch")
    tap()
    assert [*(tmp_path / "scratch").glob("**/*.json")] == []


def test_why_it_failed_is_told(tap) -> None:
    tap.config["fails"] = True
    reason = "the tap ended with status 1: CRITICAL the token is refused"
    with pytest.raises(SourceError, match=reason):
        tap()


def test_a_program_that_is_not_there_is_told(tap) -> None:
    tap.source.settings["command"] = ["tap-nowhere"]
    with pytest.raises(SourceError, match="there is no program 'tap-nowhere'"):
        tap()


def test_what_is_no_tap_is_told(tap) -> None:
    tap.source.settings["command"] = ["echo"]
    with pytest.raises(SourceError, match="is no catalogue of Singer"):
        tap()


def test_a_tap_that_hangs_is_ended(tap) -> None:
    tap.source.settings |= {"command": ["sleep", "1000"], "seconds": 0.2}
    tap.script.write_text("import time; time.sleep(1000)")
    tap.source.settings["command"] = [sys.executable, str(tap.script)]
    with pytest.raises(SourceError, match="took longer than it may"):
        tap()


def test_kept_records_count_with_the_new_ones_and_the_tap_gets_its_state(keeping) -> None:
    assert keeping() == {"2026-09-30": 150, "2026-10-31": 7.5}
    keeping.give([*DEALS, {"id": 2, "at": "2026-09-20T10:00:00Z", "amount": 60}])
    assert keeping() == {"2026-09-30": 160, "2026-10-31": 7.5}
    assert keeping() == {"2026-09-30": 160, "2026-10-31": 7.5}
    assert [run["state"] for run in keeping.runs] == [0, 3, 4]


def test_another_configuration_is_another_tap(keeping) -> None:
    keeping()
    keeping.config["account"] = "other"
    assert keeping() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert [run["state"] for run in keeping.runs] == [0, 0]


def test_what_was_kept_since_a_day_is_not_all_that_there_was_before(keeping) -> None:
    keeping.config["start_date"] = "{since}"
    keeping(since=date(2026, 10, 1))
    keeping(since=date(2026, 10, 20))
    assert keeping() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert [run["state"] for run in keeping.runs] == [0, 3, 0]


def test_records_that_somebody_else_put_there_are_not_believed(keeping, tmp_path) -> None:
    keeping()
    (note,) = (tmp_path / "cache").rglob("note.json")
    note.write_bytes(note.read_bytes().replace(b'"state":3', b'"state":2'))
    assert keeping() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert [run["state"] for run in keeping.runs] == [0, 0]


def test_nothing_is_kept_unless_that_is_wanted(tap, tmp_path) -> None:
    tap.source.context |= {"cache_dir": str(tmp_path / "cache"), "cache_key": b"k"}
    tap()
    assert not (tmp_path / "cache").exists()


@pytest.fixture
def connector(asked, tmp_path):
    return Installed(asked, tmp_path, AIRBYTE, protocol="airbyte")


def test_records_of_a_connector_are_counted_by_month(connector) -> None:
    assert connector() == {"2026-09-30": 150, "2026-10-31": 7.5}


def test_the_reason_that_a_connector_gives_is_told(connector) -> None:
    connector.config["token"] = "t"
    with pytest.raises(SourceError, match="the connector failed: 401"):
        connector()


@pytest.mark.slow
def test_a_real_tap_of_the_index_is_a_source(asked, served, tmp_path) -> None:
    programs = environment(tmp_path / "tap", "tap-rest-api-msdk==1.4.2")
    served.routes["/deals"] = answer(json.dumps({"deals": DEALS}), content_type="application/json")
    stream = {
        "name": "deals",
        "path": "/deals",
        "records_path": "$.deals[*]",
        "primary_keys": ["id"],
        "num_inference_records": 3,
    }
    source = asked(
        SOURCE,
        command=[str(programs / "tap-rest-api-msdk")],
        config={"api_url": served.url, "headers": {"X-Key": "k"}, "streams": [stream]},
    )
    source.context["seconds"] = 120
    assert source(BY_MONTH, until=UNTIL) == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert {headers["x-key"] for _, headers in served.seen} == {"k"}


@pytest.mark.slow
def test_a_real_connector_of_the_index_is_a_source(asked, tmp_path) -> None:
    programs = environment(tmp_path / "faker", "airbyte-source-faker==7.2.1")
    source = asked(
        SOURCE,
        protocol="airbyte",
        command=[str(programs / "source-faker")],
        config={"count": 200, "seed": 1, "parallelism": 1},
    )
    source.context["seconds"] = 120
    found = source.batch(
        {
            "users": {"table": "users", "count": True},
            "products": {"table": "products", "count": True},
        }
    )
    assert found["users"] == {"2026-10-31": 200}
    assert found["products"]["2026-10-31"] > 50
