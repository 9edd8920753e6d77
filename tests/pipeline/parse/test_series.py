"""Series: observations in bulk and row by row, which must mean the same."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from okrsite.model.series import Series
from okrsite.pipeline.fix import fixed
from okrsite.pipeline.parse.series import read_in_bulk, read_row_by_row

PATH = "content/kpis/churn.csv"


def points(document) -> list[tuple[str, float]]:
    assert isinstance(document.entity, Series)
    return [(str(point.day), point.value) for point in document.entity.points]


def test_a_plain_file_is_read(read) -> None:
    document = read("series", "date,value\n2026-01-31,4.2\n2026-02-28,-3\n")
    assert document.findings == ()
    assert (document.kind, document.id) == ("kpi", "churn")
    assert points(document) == [("2026-01-31", 4.2), ("2026-02-28", -3)]


def test_notes_stand_at_the_position_of_their_value(read) -> None:
    document = read(
        "series",
        'date,value,note\n2026-01-31,4.2\n2026-02-28,5,"a strike, and\nmore"\n\n2026-03-31,1,x\n',
    )
    assert document.findings == ()
    assert document.entity.notes == {1: "a strike, and\nmore", 2: "x"}


@pytest.mark.parametrize(
    "text",
    [
        "date,value",
        "date,value\n",
        "date,value\n2026-01-31,4.2",
        "date,value\r\n2026-01-31,4.2\r\n",
        "\ufeffdate,value\n2026-01-31, 4.2 \n\n",
        '"date","value"\n"2026-01-31","4.2"\n',
        "date,value\n2026-01-31,+4.2e0\n2026-02-28,.5\n2026-03-31,007\n",
    ],
)
def test_what_other_programs_write_is_read_too(found, text) -> None:
    assert found("series", text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1 OKR070 the file has no header"),
        ("date;value\n", "1:1 OKR070 the columns are parted by semicolons"),
        ("2026-01-31,4\n", "1:1 OKR070 the file begins with a row; the line date,value is missing"),
        ("day,price\n", "1:1 OKR070 'day,price' is not the header of observations"),
        ("date,value,comment\n", "1:1 OKR070 the header reads 'date,value,comment'"),
        ("date,value,note,who\n", "1:17 OKR070 nobody reads the column 'who'"),
        ('date,value\n2026-01-31,"4\n', "2:12 OKR071 a quote is opened here and never closed"),
        ('date,value\n2026-01-31,"4"x\n', "2:12 OKR071 quotes stand in the middle of a cell"),
        ("date,value\n2026-01-31,\n", "2:12 OKR072 the value is missing"),
        ("date,value\n2026-01-31,1_000\n", "2:12 OKR072 '1_000' is not a number"),
        ("date,value\n2026-01-31,nan\n", "2:12 OKR072 'nan' is not a number"),
        ("date,value\n2026-01-31,inf\n", "2:12 OKR072 'inf' is not a number"),
        ("date,value\n2026-01-31,1e999\n", "2:12 OKR072 '1e999' is not a number"),
        ("date,value\n2026-01-31,0x10\n", "2:12 OKR072 '0x10' is not a number"),
        ("date,value\n2026-01-31,٣\n", "2:12 OKR072 '٣' is not a number"),
        ("date,value\n2026-01-31,4 %\n", "2:12 OKR072 '4 %' is not a number"),
        ("date,value\n31.01.2026,4\n", "2:1 OKR073 '31.01.2026' is not a date"),
        ("date,value\n2026-02-30,4\n", "2:1 OKR073 '2026-02-30' is not a date"),
        ("date,value\n20260130,4\n", "2:1 OKR073 '20260130' is not a date"),
        ("date,value\n2026-W05-5,4\n", "2:1 OKR073 '2026-W05-5' is not a date"),
        (
            "date,value\n2026-01-31,4\n2026-01-31,5\n",
            "3:1 OKR074 2026-01-31 stands here for the second time",
        ),
        (
            "date,value\n2026-01-31,4\n2026-01-30,4\n",
            "3:1 OKR074 2026-01-30 comes after 2026-01-31",
        ),
        (
            "date,value\n2026-01-31,4,8\n",
            "2:14 OKR075 the row has 3 columns and the header 2",
        ),
        ("date,value\n2026-01-31,4\n2026-0", "3:1 OKR075 the row has 1 column and the header 2"),
        ("date,value\n2026-01-31,4\n2026-02-28,", "3:12 OKR072 the value is missing"),
        ("date,value\n2026-01-31,\0\n", "2:12 OKR002 a NUL character is not text"),
    ],
)
def test_a_mistake_is_found_at_its_row_and_column(found, text, finding) -> None:
    (only,) = found("series", text)
    assert only.startswith(finding)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "Datum;Wert;Notiz\r\n30.09.2026;81,5;\r\n31.10.2026;1.081,5;gut, ja\r\n;;\r\n",
            'date,value,note\r\n2026-09-30,81.5,\r\n2026-10-31,1081.5,"gut, ja"\r\n',
        ),
        ("date\tvalue\n2026-09-30\t99.9\n", "date,value\n2026-09-30,99.9\n"),
        ("Date,Value\n2026-09-30,99.9\n", "date,value\n2026-09-30,99.9\n"),
        ("date,value,\n2026-09-30,99.9,\n", "date,value\n2026-09-30,99.9\n"),
        ("sep=;\ndate;value\n2026-09-30;99,9\n", "date,value\n2026-09-30,99.9\n"),
        ("2026-09-30,99.9\n", "date,value\n2026-09-30,99.9\n"),
        ("date,value\n2026-09-30,99,9\n", "date,value\n2026-09-30,99.9\n"),
        ("date,value\n2026-08-31,1\n2026-09-30,n/a\n", "date,value\n2026-08-31,1\n"),
        ("date,value\n13/10/2026,1\n10/11/2026,2\n", "date,value\n2026-10-13,1\n2026-11-10,2\n"),
        (
            'date,value\n2026-09-30,"1,234"\n2026-10-31,"9,9"\n',
            "date,value\n2026-09-30,1.234\n2026-10-31,9.9\n",
        ),
        ("date,value\n2026-10-31,€ 99.8\n", "date,value\n2026-10-31,99.8\n"),
        ("date,value\n46295,-\u00a05 %\n", "date,value\n2026-09-30,-5\n"),
        ("date,value\n2026-W40-3,\u0664\u0662\n", "date,value\n2026-09-30,42\n"),
        (
            "date,value,note\n2026-09-30,9,down, then up\n",
            'date,value,note\n2026-09-30,9,"down, then up"\n',
        ),
        ("date,value\n2026-10-31,8\n2026-09-30,9\n", "date,value\n2026-09-30,9\n2026-10-31,8\n"),
        ("date,value\n2026-10-31,8\n2026-10-31,8.0\n", "date,value\n2026-10-31,8\n"),
    ],
)
def test_a_file_of_a_spreadsheet_is_told_in_one_round_and_mended_as_it_was_meant(
    written, meant
) -> None:
    told = read_row_by_row(PATH, "churn", written.encode())
    data = fixed({PATH: written.encode()}, told.findings).contents[PATH]
    mended = read_row_by_row(PATH, "churn", data)
    assert data.decode() == meant
    assert mended.findings == ()
    assert points(mended) == points(told)


@pytest.mark.parametrize(
    "rows",
    ["10/11/2026,4\n", '2026-10-31,"1,234"\n', "2026-10,4\n", "2026-10-31,1\n2026-10-31,2\n",
     "2026-10-31,5k\n"],
)  # fmt: skip
def test_what_may_be_two_things_is_told_and_left(rows) -> None:
    data = f"date,value\n{rows}".encode()
    (finding,) = read_row_by_row(PATH, "churn", data).findings
    assert finding.edits == ()
    assert "--fix" not in finding.help


def test_thirty_rows_with_one_fault_are_one_finding(found) -> None:
    rows = "".join(f"{day:02}.10.2026,99.8\n" for day in range(1, 31))
    assert found("series", f"date,value\n{rows}") == [
        "2:1 OKR073 '01.10.2026' is not a date, and 29 more rows"
    ]


def test_rows_with_different_faults_in_one_column_are_told_apart_each_with_its_own_help() -> None:
    days = ["2026-11-31", "2026-W45", "2026-11-30", "2026-W46", "Q4 2026", "2026-10", "2026"]
    values = ["(5)", "0x10", "~7", "five", "2k", "1", "1"]
    rows = "".join(f"{day},{value}\n" for day, value in zip(days, values, strict=True))
    told = read_row_by_row(PATH, "churn", f"date,value\n{rows}".encode()).findings
    its_last = "write a day of it, such as its last, "
    assert [(finding.message, finding.help) for finding in told] == [
        ("'2026-11-31' is not a date", "2026-11 has 30 days, and 31 is none of them."),
        ("'(5)' is not a number", "Write -5, if the brackets stand for a minus."),
        ("'2026-W45' is not a date, and 1 more row", f"It is a week: {its_last}2026-11-08."),
        ("'0x10' is not a number", "Write 16, if 0x stands for base 16."),
        ("'~7' is not a number", "Write 7, if that is all that is known."),
        (
            "'five' is not a number",
            "Write plain digits with a decimal point, without units or separators.",
        ),
        ("'Q4 2026' is not a date", f"It is a quarter: {its_last}2026-12-31."),
        ("'2k' is not a number", "Write 2000, if 'k' stands for zeros."),
        ("'2026-10' is not a date", f"It is a month: {its_last}2026-10-31."),
        ("'2026' is not a date", f"It is a year: {its_last}2026-12-31."),
    ]


def test_a_mistaken_row_hides_no_other_and_the_good_ones_stay(read) -> None:
    document = read(
        "series", "date,value\n2026-01-31,x\n2026-02-28,2\n2026-13-01,3\n2026-03-31,4\nx,y\n"
    )
    assert [finding.span.line for finding in document.findings] == [2, 4, 6]
    assert points(document) == [("2026-02-28", 2), ("2026-03-31", 4)]


def test_an_open_quote_before_a_long_file_is_one_finding(found) -> None:
    rows = "".join(f"{date(2000, 1, 1) + timedelta(i)},1\n" for i in range(9000))
    assert found("series", f'date,value\n1999-01-01,"1\n{rows}') == [
        "2:12 OKR071 a quote is opened here and never closed"
    ]


def test_minus_zero_is_zero() -> None:
    for values in ("-0", "-0.0", "-0e5"):
        data = f"date,value\n2026-01-31,{values}\n".encode()
        bulk = read_in_bulk(PATH, "churn", data)
        assert bulk is None or str(bulk.points.last(date.max).value) == "0.0"
        assert str(read_row_by_row(PATH, "churn", data).entity.points.last(date.max).value) == "0.0"


_ROW = st.tuples(
    st.dates(date(1999, 1, 1), date(2001, 1, 1)),
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
)


@given(st.lists(_ROW, max_size=30, unique_by=lambda row: row[0]))
@settings(max_examples=150, deadline=None)
def test_in_bulk_and_row_by_row_say_the_same_of_good_files(rows) -> None:
    lines = [f"{day},{value}\n" for day, value in sorted(rows)]
    data = ("date,value\n" + "".join(lines)).encode()
    document = read_row_by_row(PATH, "churn", data)
    assert read_in_bulk(PATH, "churn", data) == (None if document.findings else document.entity)


@given(
    st.lists(
        st.text("2026-0131,.eE+\"'[]{}\\\r\t nulltrue:", max_size=14)
        | st.sampled_from(["2026-01-31,4", "2026-02-28,-0.5", "2026-03-31,1e3", "2026-04-30, 7"]),
        max_size=5,
    )
)
@example(['2026-01-31,4],["2026-02-28",5'])
@example(["2026-01-31,\r4"])
@example(["2026-01-31,4\r"])
@example(["2026\\u002d01-31,4"])
@settings(max_examples=400, deadline=None)
def test_what_is_read_in_bulk_has_no_mistake(lines) -> None:
    data = ("date,value\n" + "".join(f"{line}\n" for line in lines)).encode()
    series = read_in_bulk(PATH, "churn", data)
    document = read_row_by_row(PATH, "churn", data)
    assert series is None or (document.findings == () and document.entity == series)


def test_a_control_character_in_a_note_is_told_and_shown_as_a_space(read) -> None:
    text = "date,value,note\n2026-01-31,4,fell\x1b again\n"
    series = read("content/kpis/churn.csv", text)
    assert [str(finding) for finding in series.findings] == [
        "content/kpis/churn.csv:2:18: OKR009 U+001B is a control character that no page may hold"
    ]
    assert series.entity.notes == {0: "fell  again"}
