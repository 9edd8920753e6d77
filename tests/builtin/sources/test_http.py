import json
import os
from datetime import date
from hashlib import sha256

import pytest

from okrsite.builtin.sources.http import SOURCE

from .conftest import answer

CHURN = json.dumps(
    {
        "total": 3,
        "rate": "4.5",
        "nothing": None,
        "open": True,
        "data": [
            {"at": "2026-08-31T10:00:00Z", "stats": {"churn": 6}},
            {"at": "2026-09-30T23:30:00Z", "stats": {"churn": None}},
            {"at": 1791000000, "stats": {"churn": 4.5}},
        ],
    }
)


@pytest.fixture
def web(asked, served):
    served.routes["/churn.json"] = answer(CHURN)
    served.routes["/churn.csv"] = answer("\ufeffMonth,Churn\r\n2026-08,6\r\n\r\n2026-09,\r\n")
    served.routes["/churn.txt"] = answer(" 4.5\n")
    return asked(SOURCE, url=served.url, allow_private=True)


def test_rows_in_json_give_values_by_day(web) -> None:
    query = {"url": "churn.json", "rows": "data", "date": "at", "value": "stats.churn"}
    assert web(query) == {"2026-08-31": 6, "2026-10-03": 4.5}


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ({"value": "rate"}, 4.5),
        ({"value": "total"}, 3),
        ({"rows": "data", "value": "length(@)"}, 3),
        ({"value": "length(data)"}, 3),
        ({"value": "sum(data[].stats.churn | [?@ != `null`])"}, 10.5),
    ],
)
def test_a_single_value_in_json_is_of_the_last_day(web, query, value) -> None:
    assert web({"url": "/churn.json", **query}) == {"2026-10-31": value}


def test_csv_and_plain_numbers_are_read(web) -> None:
    csv = {"url": "churn.csv", "format": "csv", "date": "month", "value": "churn"}
    assert web(csv) == {"2026-08-31": 6}
    assert web({"url": "churn.txt", "format": "number"}) == {"2026-10-31": 4.5}


def test_days_are_filled_into_the_address(web, served) -> None:
    query = {"url": "churn.txt?from={since}&to={until}", "format": "number"}
    web(query, since=date(2026, 10, 1))
    web(query)
    assert [path for path, _ in served.seen] == [
        "/churn.txt?from=2026-10-01&to=2026-10-31",
        "/churn.txt?from=1970-01-01&to=2026-10-31",
    ]


def test_days_have_any_form_in_an_address(web, served) -> None:
    served.routes["/churn/20261001.txt"] = answer("4")
    query = {"url": "churn/{since:%Y%m%d}.txt?to={after:epoch}", "format": "number"}
    assert list(SOURCE.check(SOURCE.query(**query), SOURCE.settings(url=served.url))) == []
    web(query, since=date(2026, 10, 1))
    assert served.seen[0][0] == "/churn/20261001.txt?to=1793491200"
    assert "did you mean '{since}'?" in web({"url": "x?{sinse}"})


def test_an_address_is_asked_once_for_all_that_read_from_it(web, served) -> None:
    query = {"url": "churn.json", "value": "total"}
    found = web.batch({"a": query, "b": {**query, "value": "rate"}, "c": {**query, "value": "x"}})
    assert found["a"] == {"2026-10-31": 3}
    assert found["b"] == {"2026-10-31": 4.5}
    assert "finds nothing in the answer" in found["c"]
    assert len(served.seen) == 1


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"value": "nothing"}, "finds nothing in the answer, or null"),
        ({"value": "open"}, "True is not a number"),
        ({"value": "data"}, "the value is a list of 3, not a number"),
        ({"value": "data[0]"}, "the value is a table, not a number"),
        ({"value": "data[?"}, "`value` is no JMESPath: data[?"),
        ({"value": "length(total)"}, "the answer does not fit its query"),
        ({"rows": "total", "value": "x"}, "`rows` (total) leads to no list"),
        ({"date": "at", "value": "x"}, "the answer is no list of rows"),
        ({"rows": "data", "date": "stats", "value": "stats.churn"}, "is not a day"),
        ({"rows": "data", "date": "on", "value": "stats.churn"}, "row 1: the value 6 has no day"),
        ({"rows": "data[5:]", "date": "at", "value": "stats.churn"}, "the answer is empty"),
        ({"format": "csv"}, "there is no column 'date'"),
        ({"format": "number"}, "is not a number"),
    ],
)
def test_what_is_no_answer_says_why(web, query, reason) -> None:
    said = web({"url": "churn.json", **query})
    assert isinstance(said, str), said
    assert reason in said


@pytest.mark.parametrize(
    "body", ["", "{", "NaN", "<html>", '{"a": 1e}', "[" * 100_000, b"\xff\xfe\x00", b"\x00" * 99]
)
def test_what_is_not_json_is_said(web, served, body) -> None:
    served.routes["/x"] = answer(body)
    assert web({"url": "x", "value": "a"}) == "the answer is not JSON"


# Answers in pages


def linked(number, last, form='<{url}?page={next}>; rel="next"'):
    def say(handler):
        page = int(handler.path.rpartition("=")[2]) if "=" in handler.path else 1
        link = form.format(url=f"http://{handler.headers['host']}/pages", next=page + 1)
        headers = {"link": f'<https://x/>; rel="first", {link}'} if page < last else {}
        answer(json.dumps([{"n": page}] * number), **headers)(handler)

    return say


@pytest.mark.parametrize(
    "form",
    [
        '<{url}?page={next}>; rel="next"',
        "<?page={next}>; rel=next",
        '</pages?page={next}>; title="a, b"; rel="last next"',
    ],
)
def test_link_headers_are_followed(web, served, form) -> None:
    served.routes["/pages"] = linked(30, 3, form)
    query = {"url": "pages", "links": True, "value": "length(@)"}
    assert web(query) == {"2026-10-31": 90}
    assert len(served.seen) == 3


def test_a_link_that_is_not_understood_is_not_taken_for_the_last_page(web, served) -> None:
    served.routes["/pages"] = linked(30, 3, '<{url};id=1?page={next}>; rel="next"')
    said = web({"url": "pages", "links": True, "value": "length(@)"})
    assert said == "a Link header of the answer is not understood"


def test_without_being_asked_to_no_page_is_followed(web, served) -> None:
    served.routes["/pages"] = linked(30, 3)
    query = {"url": "pages", "value": "length(@)", "one_page": True}
    assert web(query) == {"2026-10-31": 30}


def test_one_of_several_pages_is_not_taken_for_the_whole(web, served) -> None:
    served.routes["/pages"] = linked(30, 3)
    assert "its Link header says; write links = true" in web({"url": "pages", "value": "length(@)"})


ROWS = [{"day": f"2026-10-0{day}", "n": day} for day in range(1, 5)]
READ = {"rows": "rows", "date": "day", "value": "n"}


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"next": "/rows?page=2"}, "next"),
        ({"nextPageToken": "x"}, "nextPageToken"),
        ({"has_more": True}, "has_more"),
        ({"meta": {"next_cursor": "x"}}, "meta.next_cursor"),
        ({"_links": {"next": {"href": "/rows?page=2"}}}, "_links.next"),
    ],
)
def test_an_answer_that_says_it_goes_on_is_not_the_whole(web, served, more, place) -> None:
    served.routes["/rows"] = answer(json.dumps({"rows": ROWS, **more}))
    assert f"the answer goes on, its '{place}' says; name it as `next`" in web(
        {"url": "rows", **READ}
    )
    assert len(web({"url": "rows", **READ, "one_page": True})) == len(ROWS)


@pytest.mark.parametrize("end", [{"next": None}, {"next": ""}, {"has_more": False}, {}])
def test_an_answer_that_ends_is_the_whole(web, served, end) -> None:
    served.routes["/rows"] = answer(json.dumps({"rows": ROWS, **end}))
    assert len(web({"url": "rows", **READ})) == len(ROWS)


def test_a_misspelt_next_is_told_where_the_answer_goes_on(web, served) -> None:
    served.routes["/rows"] = answer(json.dumps({"rows": ROWS, "next": "/rows?page=2"}))
    assert "`next` (nxt) finds nothing, and" in web({"url": "rows", **READ, "next": "nxt"})


@pytest.mark.parametrize(("limit", "is_full"), [("limit=4", True), ("per_page=5", False)])
def test_a_page_that_is_full_may_go_on(web, served, limit, is_full) -> None:
    served.routes["/rows"] = answer(json.dumps({"rows": ROWS}))
    said = web({"url": f"rows?{limit}", **READ})
    assert ("exactly the 4 rows" in said) is is_full


def test_values_that_are_all_still_to_come_are_told(web, served) -> None:
    rows = [{"day": "2027-10-01", "n": 1}, {"day": "2027-10-02", "n": 2}]
    served.routes["/rows"] = answer(json.dumps({"rows": rows}))
    assert web({"url": "rows", **READ}) == "every value is dated after 2026-10-31"


def test_one_value_of_many_pages_is_whole(web, served) -> None:
    served.routes["/rows"] = answer(json.dumps({"total": 99, "rows": ROWS, "next": "x"}))
    assert web({"url": "rows", "value": "total"}) == {"2026-10-31": 99}


def test_a_path_leads_to_the_next_address_or_parameter(web, served) -> None:
    def say(handler):
        token = handler.path.partition("token=")[2]
        following = {"": "b c", "b+c": "d", "d": None}[token]
        body = {"rows": [{"day": f"2026-10-0{len(token) + 1}", "n": 1}], "next": following}
        answer(json.dumps(body))(handler)

    served.routes["/tokens"] = say
    rows = {"rows": "rows", "date": "day", "value": "n", "next": "next"}
    query = {"url": "tokens?x=1", "next_parameter": "token", **rows}
    assert web(query) == {"2026-10-01": 1, "2026-10-02": 1, "2026-10-04": 1}
    assert served.seen[-1][0] == "/tokens?x=1&token=d"


@pytest.mark.parametrize(
    ("following", "reason"),
    [
        ("/loop", "names itself"),
        ("https://elsewhere.example/x", "elsewhere.example is not one of the hosts"),
        ("file:///etc/passwd", "does not begin with https://"),
        ({"a": 1}, "is no address"),
        (True, "is no address"),
    ],
)
def test_a_next_page_that_leads_astray_is_not_asked(web, served, following, reason) -> None:
    served.routes["/loop"] = answer(json.dumps({"rows": [], "next": following}))
    said = web({"url": "loop", "rows": "rows", "next": "next", "value": "length(@)"})
    assert reason in said


def test_pages_without_end_are_not_followed_for_ever(web, served) -> None:
    served.routes["/pages"] = linked(1, 10**9)
    web.settings["max_pages"] = 7
    said = web({"url": "pages", "links": True, "value": "length(@)"})
    assert "more than 7 pages" in said
    assert len(served.seen) == 7


# What was kept


@pytest.fixture
def tagged(web, served, tmp_path):
    def say(handler):
        if handler.headers["if-none-match"] == '"7"':
            answer("", status=304, etag='"7"')(handler)
        else:
            answer('{"n": 4}', etag='"7"')(handler)

    served.routes["/tagged"] = say
    web.context |= {"cache_dir": str(tmp_path / "cache" / "web"), "cache_key": b"k" * 32}
    return web


def test_what_did_not_change_is_not_sent_again(tagged, served) -> None:
    query = {"url": "tagged", "value": "n"}
    assert tagged(query) == tagged(query) == {"2026-10-31": 4}
    assert [headers.get("if-none-match") for _, headers in served.seen] == [None, '"7"']


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x90", b"nothing of the kind"])
def test_a_damaged_memory_is_as_good_as_none(tagged, tmp_path, damage) -> None:
    query = {"url": "tagged", "value": "n"}
    tagged(query)
    for path in (tmp_path / "cache" / "web").iterdir():
        path.write_bytes(damage)
    assert tagged(query) == {"2026-10-31": 4}


@pytest.mark.parametrize("forged", ["another key", "another address", "a flipped bit", "a pipe"])
def test_what_this_user_did_not_keep_is_not_believed(tagged, served, tmp_path, forged) -> None:
    query = {"url": "tagged", "value": "n"}
    served.routes["/other"] = answer('{"n": 666}', etag='"7"')
    if forged == "another key":
        tagged.context["cache_key"] = b"a" * 32
    tagged({"url": "other" if forged == "another address" else "tagged", "value": "n"})
    (kept,) = (tmp_path / "cache" / "web").iterdir()
    tagged.context["cache_key"] = b"k" * 32
    data = kept.read_bytes()
    if forged == "another address":
        place = kept.with_name(sha256(f"{served.url}/tagged".encode()).hexdigest())
        place.write_bytes(data)
    elif forged == "a flipped bit":
        kept.write_bytes(data.replace(b'{"n": 4}', b'{"n": 5}'))
    elif forged == "a pipe":
        kept.unlink()
        os.mkfifo(kept)
    served.seen.clear()
    assert tagged(query) == {"2026-10-31": 4}
    assert served.seen[0][1].get("if-none-match") is None


def test_nothing_is_kept_in_a_folder_that_is_a_link(tagged, tmp_path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "web").symlink_to(elsewhere)
    assert tagged({"url": "tagged", "value": "n"}) == {"2026-10-31": 4}
    assert list(elsewhere.iterdir()) == []


def test_a_memory_that_cannot_be_written_is_done_without(tagged, tmp_path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert tagged({"url": "tagged", "value": "n"}) == {"2026-10-31": 4}


def test_no_secret_is_kept(tagged, served, tmp_path) -> None:
    tagged.settings |= {"token": "c4nary-token"}
    served.routes["/echo"] = lambda handler: answer(
        json.dumps({"n": 4, "you": handler.headers["authorization"]}), etag='"1"'
    )(handler)
    assert tagged({"url": "echo?key=c4nary-key", "value": "n"}) == {"2026-10-31": 4}
    assert tagged({"url": "tagged?key=c4nary-key", "value": "n"}) == {"2026-10-31": 4}
    kept = list((tmp_path / "cache" / "web").iterdir())
    assert len(kept) == 1
    assert b"c4nary-token" not in kept[0].read_bytes()


# What a whole batch does


def test_one_failure_stops_no_other(web) -> None:
    found = web.batch({"a": {"url": "nowhere"}, "b": {"url": "churn.json", "value": "total"}})
    assert isinstance(found["a"], str)
    assert found["b"] == {"2026-10-31": 3}


def test_a_server_that_is_down_or_busy_may_come_back_and_is_told_at_each_kpi(
    web, served, monkeypatch
) -> None:
    monkeypatch.setattr("okrsite.builtin.sources.web.pace.sleep", lambda _: None)
    served.routes["/down"] = answer("", status=503)
    served.routes["/busy"] = answer("", status=429)
    found = web.batch({"a": {"url": "down"}, "b": {"url": "busy"}})
    assert found["a"].endswith("answered 503 Service Unavailable")
    assert found["b"].endswith("answered 429 Too Many Requests")
    assert web.transient == {"a", "b"}


def test_a_word_in_braces_that_nobody_knows_is_told(web, served) -> None:
    assert web({"url": "n?to={untl}", "format": "number"}) == (
        "nothing is known as '{untl}' in an address; did you mean '{until}'?"
    )
    assert served.seen == []


def test_a_path_that_finds_nothing_is_told(web, served) -> None:
    served.routes["/n"] = answer('{"total": 3}')
    assert web({"url": "n", "value": "totl"}) == (
        "the JMESPath 'totl' finds nothing in the answer, or null"
    )
