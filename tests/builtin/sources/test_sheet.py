import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from okrsite.builtin.sources.sheet import SOURCE

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Churn">
<table:table-row><table:table-cell office:value-type="string"><text:p>Day</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>Rate</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-10-30">
<text:p>30.10.26</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.045"><text:p>4.5 %</text:p>
</table:table-cell></table:table-row></table:table>
<table:named-expressions><table:named-range table:name="rate"
  table:base-cell-address="$Churn.$A$1" table:cell-range-address="$Churn.$B$2"/>
</table:named-expressions></office:spreadsheet></office:body></office:document-content>"""

MANIFEST = """<?xml version="1.0"?><manifest:manifest manifest:version="1.2"
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


@pytest.fixture
def sheet(asked, data):
    book = Workbook()
    first = book.active
    first.title = "Customers' churn"
    for row in (
        ["Numbers of the support team"],
        [],
        [None, "Month", "Churn", "Note", "Flag"],
        [None, date(2026, 8, 31), 6, "high"],
        [None, datetime(2026, 9, 30), None],
        [],
        [None, "2026-10", 4.5],
        [None, date(2026, 12, 31), 1, "plan"],
    ):
        first.append(row)
    totals = book.create_sheet("Totals")
    totals["B7"] = 42
    totals["B8"] = date(2026, 10, 15)
    totals["C7"] = "#DIV/0!"
    totals["C7"].data_type = "e"
    totals["D7"] = "many"
    book.defined_names["Churn_Rate"] = DefinedName(
        "Churn_Rate", attr_text="'Customers'' churn'!$C$7"
    )
    book.defined_names["All"] = DefinedName("All", attr_text="Totals!$B$7:$B$9")
    book.save(data / "numbers.xlsx")
    with zipfile.ZipFile(data / "numbers.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS.replace("\n", ""))
        packed.writestr("META-INF/manifest.xml", MANIFEST)
    (data / "numbers.csv").write_text("\ufeffDay;Rate\n\n2026-10-30;4.5\n2026-10-31;\n")
    return asked(SOURCE)


def test_a_column_is_found_by_its_header_below_a_title(sheet) -> None:
    query = {"file": "numbers.xlsx", "date": "month", "value": "Churn"}
    assert sheet(query) == {"2026-08-31": 6, "2026-10-31": 4.5}


def test_only_new_values_are_given_where_only_these_are_wanted(sheet) -> None:
    query = {"file": "numbers.xlsx", "date": "month", "value": "Churn"}
    assert sheet(query, since=date(2026, 10, 1)) == {"2026-10-31": 4.5}


@pytest.mark.parametrize("file", ["numbers.ods", "numbers.csv"])
def test_other_formats_are_read_alike(sheet, file) -> None:
    query = {"file": file, "date": "Day", "value": "Rate"}
    assert sheet(query) == {"2026-10-30": 0.045 if file.endswith("ods") else 4.5}


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ({"cell": "B7", "sheet": "Totals"}, {"2026-10-31": 42}),
        ({"cell": "Totals!B7"}, {"2026-10-31": 42}),
        ({"cell": "Totals!$B$7", "date": "Totals!B8"}, {"2026-10-15": 42}),
        ({"cell": "'Customers'' churn'!C7"}, {"2026-10-31": 4.5}),
        ({"cell": "churn_rate"}, {"2026-10-31": 4.5}),
        ({"cell": "C4"}, {"2026-10-31": 6}),
        ({"cell": "rate", "file": "numbers.ods"}, {"2026-10-31": 0.045}),
        ({"cell": "B3", "file": "numbers.csv"}, {"2026-10-31": 4.5}),
    ],
)
def test_a_cell_is_found_by_its_place_or_name(sheet, query, value) -> None:
    assert sheet({"file": "numbers.xlsx", **query}) == value


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"cell": "Totals!C7"}, "every value is missing"),
        ({"cell": "Totals!ZZ999"}, "every value is missing"),
        ({"cell": "Totals!D7"}, "'many' is not a number"),
        ({"cell": "Churn_Rat"}, "there is no cell 'Churn_Rat'; did you mean 'Churn_Rate'?"),
        ({"cell": "All"}, "stands for Totals!$B$7:$B$9, not for one cell"),
        ({"cell": "B7", "sheet": "Total"}, "no sheet 'Total'; did you mean 'Totals'?"),
        ({"date": "Month", "value": "Chrun"}, "no column 'Chrun'"),
        ({"date": "Month", "value": "Note"}, "'high' is not a number"),
        ({"date": "Month", "value": "Flag"}, "every value is missing"),
        ({"file": "nothing.xlsx"}, "there is no file nothing.xlsx"),
        ({"file": "../../okrsite.toml"}, "is not in content/data/"),
        ({"file": "/etc/passwd"}, "is not in content/data/"),
        ({"file": "link.csv"}, "is not in content/data/"),
        ({"file": "."}, "there is no file"),
        ({"file": "a\0b.csv"}, "file"),
        ({"file": "no.xlsx"}, "not a spreadsheet"),
        ({"file": "torn.xlsx"}, "not a spreadsheet"),
        ({"file": "empty.csv"}, "the sheet is empty"),
        ({"file": "latin.csv"}, "not text in UTF-8"),
        ({"file": "quote.csv"}, "this is not CSV"),
    ],
)
def test_what_is_no_answer_says_why(sheet, data, query, reason) -> None:
    (data / "link.csv").symlink_to("/etc/passwd")
    (data / "no.xlsx").write_bytes(b"nothing of the kind")
    (data / "torn.xlsx").write_bytes((data / "numbers.xlsx").read_bytes()[:2000])
    (data / "empty.csv").write_text("")
    (data / "latin.csv").write_bytes("date,value\n2026-10-01,ä".encode("latin-1"))
    (data / "quote.csv").write_text('date,value\n2026-10-01,"4\n')
    said = sheet({"file": "numbers.xlsx", **query})
    assert isinstance(said, str), said
    assert reason in said


def test_a_name_is_read_as_xml_writes_it(sheet, data) -> None:
    text = ODS.replace('"rate"', '"profit &amp; loss"').replace(
        '"$Churn.$B$2"', '"$&#67;hurn.$B$2"'
    )
    with zipfile.ZipFile(data / "names.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", text.replace("\n", ""))
        packed.writestr("META-INF/manifest.xml", MANIFEST)
    assert sheet({"file": "names.ods", "cell": "profit & loss"}) == {"2026-10-31": 0.045}


def test_size_is_limited_packed_and_unpacked(sheet, data) -> None:
    with zipfile.ZipFile(data / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 3_000_000)
    sheet.settings["max_megabytes"] = 0.2
    assert "unpacked, the file is larger than 2 MB" in sheet({"file": "bomb.xlsx"})
    (data / "long.csv").write_text("date,value\n" * 20_000)
    assert "long.csv is larger than 0.2 MB" in sheet({"file": "long.csv"})


def test_a_bad_file_stops_no_other(sheet) -> None:
    good = {"file": "numbers.csv", "date": "Day", "value": "Rate"}
    found = sheet.batch({"a": {"file": "none.csv"}, "b": good})
    assert found["b"] == {"2026-10-30": 4.5}


@pytest.mark.parametrize(
    ("shares", "found"),
    [(None, None), (True, {"2026-09-30": 4.5, "2026-10-31": 7}),
     (False, {"2026-09-30": 0.045, "2026-10-31": 0.07})],
)  # fmt: skip
def test_cells_formatted_as_percent_are_told_apart_from_percent(asked, data, shares, found) -> None:
    (data / "rate.csv").write_text("date,value\n2026-09-30,0.045\n2026-10-31,0.07\n")
    query = {"file": "rate.csv", "shares": shares}
    answer = asked(SOURCE)(query, unit="%")
    if found is None:
        assert "'0.045' may be a share of 1" in answer
    else:
        assert answer == found


def test_what_cannot_be_a_share_is_percent_as_it_is(asked, data) -> None:
    (data / "rate.csv").write_text("date,value\n2026-09-30,0.045\n2026-10-31,7\n")
    assert asked(SOURCE)({"file": "rate.csv"}, unit="%") == {"2026-09-30": 0.045, "2026-10-31": 7}
    (data / "hours.csv").write_text("date,value\n2026-09-30,0.045\n")
    assert asked(SOURCE)({"file": "hours.csv"}, unit="h") == {"2026-09-30": 0.045}
