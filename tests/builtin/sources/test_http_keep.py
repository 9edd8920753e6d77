"""Records of http that are kept between runs: what the server is asked for, and what counts."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from okrsite.builtin.sources.http import SOURCE
from okrsite.builtin.sources.http.settings import HttpSettings
from okrsite.builtin.sources.http.table_settings import HttpTable

from .conftest import answer

UNTIL = date(2026, 11, 20)
BY_MONTH = {"table": "deals", "sum": "amount", "by": "closed"}
TABLE = {
    "url": "deals?changed_since={since}",
    "rows": "deals",
    "keep": True,
    "key": ["id"],
    "watermark": "changed",
}


def deal(number, changed, amount, closed="2026-09-15"):
    return {"id": number, "changed": f"{changed}T10:00:00Z", "closed": closed, "amount": amount}


DEALS = [
    deal(1, "2026-09-15", 100),
    deal(2, "2026-10-20", 50),
    deal(3, "2026-11-10", 7.5, closed="2026-10-30"),
]


class Deals:
    """A server that gives the deals that were changed since a day, and a source that asks it."""

    def __init__(self, asked, served, cache):
        self.deals, self.served = {}, served
        self.put(*DEALS)
        served.routes["/api/deals"] = self._say
        self.source = asked(
            SOURCE, url=served.url + "/api", allow_private=True, tables={"deals": dict(TABLE)}
        )
        self.source.context |= {"cache_dir": str(cache), "cache_key": b"k"}
        self.rows = []

    def put(self, *deals):
        self.deals |= {deal["id"]: deal for deal in deals}

    def _say(self, handler):
        (since,) = parse_qs(urlsplit(handler.path).query)["changed_since"]
        found = [deal for deal in self.deals.values() if deal["changed"] >= since]
        self.rows.append(len(found))
        answer(json.dumps({"deals": found}))(handler)

    def __call__(self, query=BY_MONTH, **request):
        return self.source(query, until=UNTIL, **request)

    @property
    def since(self):
        """The days since which it was asked."""
        paths = (urlsplit(path).query for path, _ in self.served.seen)
        return [parse_qs(query)["changed_since"][0] for query in paths]


@pytest.fixture
def deals(asked, served, tmp_path):
    return Deals(asked, served, tmp_path / "cache")


def test_a_second_run_asks_since_the_newest_change_and_counts_all(deals) -> None:
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    deals.put(deal(4, "2026-11-12", 1, closed="2026-10-31"))
    assert deals() == {"2026-09-30": 150, "2026-10-31": 8.5}
    assert deals() == {"2026-09-30": 150, "2026-10-31": 8.5}
    assert deals.since == ["1970-01-01", "2026-11-09", "2026-11-11"]
    assert deals.rows == [3, 2, 1]


def test_a_restated_record_replaces_the_one_of_the_same_key(deals) -> None:
    deals()
    deals.put(deal(1, "2026-11-19", 90))
    assert deals() == {"2026-09-30": 140, "2026-10-31": 7.5}
    assert deals() == {"2026-09-30": 140, "2026-10-31": 7.5}


def test_lookback_asks_for_more_and_notices_what_is_gone_there(deals) -> None:
    deals.source.context["lookback"] = 30
    deals()
    del deals.deals[2]
    assert deals() == {"2026-09-30": 100, "2026-10-31": 7.5}
    assert deals.since == ["1970-01-01", "2026-10-11"]
    assert deals() == {"2026-09-30": 100, "2026-10-31": 7.5}


def test_what_is_gone_from_before_the_lookback_stays(deals) -> None:
    deals()
    del deals.deals[1]
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}


def test_a_backfill_asks_for_all_anew(deals) -> None:
    deals()
    del deals.deals[1]
    deals.source.context["is_backfill"] = True
    assert deals() == {"2026-09-30": 50, "2026-10-31": 7.5}
    deals.source.context["is_backfill"] = False
    assert deals() == {"2026-09-30": 50, "2026-10-31": 7.5}
    assert deals.since == ["1970-01-01", "1970-01-01", "2026-11-09"]


def test_a_kpi_that_wants_earlier_days_than_were_kept_asks_anew(deals) -> None:
    assert deals(since=date(2026, 10, 5)) == {"2026-10-31": 7.5}
    assert deals(since=date(2026, 11, 5)) == {}
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert deals.since == ["2026-10-01", "2026-11-09", "1970-01-01"]


def test_a_new_kpi_of_another_statement_asks_for_newer_records_alone(deals) -> None:
    deals()
    assert deals({"table": "deals", "count": True}) == {"2026-11-20": 3}
    assert deals.rows == [3, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"url": "deals?changed_since={since}&team=a"},
        {"key": ["id", "closed"]},
        {"rows": "deals[?amount > `0`]"},
    ],
)
def test_another_request_starts_anew(deals, change) -> None:
    deals()
    deals.source.settings["tables"]["deals"] |= change
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert deals.since == ["1970-01-01", "1970-01-01"]


def test_another_user_starts_anew_and_another_token_does_not(deals) -> None:
    deals.source.settings |= {"token": "one"}
    deals()
    deals.source.settings |= {"token": "two"}
    deals()
    deals.source.settings |= {"token": "", "user": "ada", "password": "p"}
    deals()
    assert deals.rows == [3, 1, 3]


@pytest.mark.parametrize("damage", ["cut", "changed", "other key", "no lines", "a link"])
def test_what_is_damaged_or_not_ours_is_asked_for_anew(deals, tmp_path, damage) -> None:
    deals()
    (lines,) = (tmp_path / "cache").rglob("*.jsonl.zst")
    (note,) = (tmp_path / "cache").rglob("note.json")
    match damage:
        case "cut":
            lines.write_bytes(lines.read_bytes()[:-5])
        case "changed":
            note.write_bytes(note.read_bytes().replace(b"2026-11-10", b"2027-11-10"))
        case "other key":
            deals.source.context["cache_key"] = b"other"
        case "no lines":
            lines.unlink()
        case "a link":
            lines.replace(tmp_path / "elsewhere")
            lines.symlink_to(tmp_path / "elsewhere")
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert deals.rows == [3, 3]


def test_a_run_that_fails_leaves_what_was_kept(deals, served) -> None:
    deals()
    route = served.routes["/api/deals"]
    served.routes["/api/deals"] = lambda handler: handler.send_error(500)
    assert "answered 500" in deals()
    served.routes["/api/deals"] = route
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert deals.rows == [3, 1]


def test_a_run_that_is_killed_while_it_writes_leaves_what_was_kept(deals, monkeypatch) -> None:
    deals()
    deals.put(deal(4, "2026-11-12", 1, closed="2026-10-31"))
    monkeypatch.setattr("pathlib.Path.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        deals()
    monkeypatch.undo()
    assert deals() == {"2026-09-30": 150, "2026-10-31": 8.5}
    assert deals.rows == [3, 2, 2]


def killed(*_):
    raise KeyboardInterrupt


def test_no_more_files_than_the_newest_are_left(deals, tmp_path) -> None:
    for _ in range(3):
        deals()
    assert len([*(tmp_path / "cache").rglob("*.*")]) == 2


def test_what_is_too_large_is_not_kept(deals, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("okrsite.answers.records.keeping._MOST_BYTES", 10)
    assert deals() == deals()
    assert deals.rows == [3, 3]
    assert not [*(tmp_path / "cache").rglob("*.*")]


def test_a_link_in_place_of_the_folder_is_not_followed(deals, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elsewhere")
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_a_folder_that_cannot_be_written_costs_no_answer(deals, tmp_path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert deals() == {"2026-09-30": 150, "2026-10-31": 7.5}


def test_fields_and_types_of_earlier_records_stay(deals) -> None:
    deals()
    deals.deals = {9: {"id": "nine", "changed": "2026-11-15", "amount": 1, "note": {"by": "ada"}}}
    query = {"query": "select count(*) from deals where id = '1' or note.by = 'ada'"}
    assert deals(query) == {"2026-11-20": 2}
    deals.deals = {}
    assert deals(query) == {"2026-11-20": 1}


def test_little_memory_is_enough_for_few_records(deals) -> None:
    deals.source.context["memory"] = "150MB"
    assert deals() == deals()
    assert deals.rows == [3, 1]


def test_a_change_in_the_future_does_not_keep_others_from_coming(deals) -> None:
    deals.put(deal(5, "2030-01-01", 2))
    deals()
    deals.put(deal(4, "2026-11-20", 1))
    assert deals()["2026-09-30"] == 153
    assert deals.since[1] == "2026-11-19"


def test_moments_may_be_numbers(deals) -> None:
    deals.deals = {1: {"id": 1, "changed": 1_794_000_000, "closed": "2026-09-15", "amount": 1}}
    deals.served.routes["/api/deals"] = answer(json.dumps({"deals": [*deals.deals.values()]}))
    assert deals() == {"2026-09-30": 1}
    assert deals() == {"2026-09-30": 1}
    assert deals.since == ["1970-01-01", "2026-11-05"]


def test_nothing_is_kept_unless_that_is_wanted(deals, tmp_path) -> None:
    table = deals.source.settings["tables"]["deals"]
    del table["keep"], table["watermark"]
    deals()
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"watermark": ""}, "`keep` needs `watermark`"),
        ({"key": []}, "`keep` needs `key`"),
        ({"url": "deals"}, "`keep` needs {since}"),
        ({"keep": False}, "`watermark` is of records that are kept"),
    ],
)
def test_what_keeping_needs_is_told_before_anything_is_asked(changes, message) -> None:
    table = msgspec.convert({**TABLE, **changes}, HttpTable)
    settings = HttpSettings(url="https://desk.example", tables={"deals": table})
    (mistake,) = SOURCE.check_settings(settings)
    assert message in mistake.message


def test_a_watermark_may_lie_within_a_table_of_a_record(deals) -> None:
    table = deals.source.settings["tables"]["deals"]
    table |= {"watermark": "meta.changed", "rows": "deals[].{id: id, meta: {changed: changed}}"}
    assert deals({"table": "deals", "count": True}) == {"2026-11-20": 3}
    assert deals({"table": "deals", "count": True}) == {"2026-11-20": 3}
    assert deals.since == ["1970-01-01", "2026-11-09"]


def test_a_watermark_that_no_record_has_is_told(deals) -> None:
    deals.source.settings["tables"]["deals"]["watermark"] = "updated"
    assert deals() == "records of 'deals' have no field 'updated' (watermark)"
