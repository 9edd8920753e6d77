"""Workbooks that are small on the disk and ask for all memory there is once they are opened."""

import struct
import zipfile

import pytest
from openpyxl import Workbook

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.sheet import SOURCE
from okrsite.builtin.sources.sheet.extent import check_extent

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
GOOD = {"file": "good.csv"}


@pytest.fixture
def sheet(asked, data):
    (data / "good.csv").write_text("date,value\n2026-10-30,4\n")
    return asked(SOURCE)


def workbook(path, **cells):
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def changed(path, part, text, **more):
    """A workbook with another text in one of its parts."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = text if isinstance(text, bytes) else text(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **more}.items():
            packed.writestr(name, content)


def opendocument(path, rows):
    text = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", text)
        packed.writestr("META-INF/manifest.xml", MANIFEST)


def fails_alone(sheet, file, reason):
    """A KPI of a file fails with a reason, and another of the same source has its value."""
    found = sheet.batch({"bad": {"file": file}, "good": GOOD})
    assert found["good"] == {"2026-10-30": 4}
    assert reason in found["bad"], found["bad"]


def test_one_cell_at_the_far_corner_costs_its_own_kpi_only(sheet, data) -> None:
    workbook(data / "far.xlsx", A1="date", B1="value", ZZ1048576=1)
    fails_alone(sheet, "far.xlsx", "its cells reach to row 1,048,576 and column 702")


def test_a_file_that_is_refused_is_looked_at_once(sheet, data, monkeypatch) -> None:
    workbook(data / "far.xlsx", A1="date", ZZ1048576=1)
    opened = []
    module = "okrsite.builtin.sources.sheet.fetch.open_workbook"

    def refuse(_, file, __):
        opened.append(file)
        raise AnswerError("too large")

    monkeypatch.setattr(module, refuse)
    assert sheet.batch({"a": {"file": "far.xlsx"}, "b": {"file": "far.xlsx"}}) == {
        "a": "too large",
        "b": "too large",
    }
    assert opened == ["far.xlsx"]


def test_formats_without_values_far_out_are_no_cells(sheet, data) -> None:
    path = workbook(data / "wide.xlsx", A1="date", B1="value", A2="2026-10-30", B2=5)
    changed(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        ),
    )
    assert sheet({"file": "wide.xlsx"}) == {"2026-10-30": 5}


def test_the_empty_rest_of_an_opendocument_sheet_is_no_cells(sheet, data) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2026-10-30"/>'
    number = '<table:table-cell office:value-type="float" office:value="6"/>'
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    opendocument(
        data / "rest.ods",
        f"<table:table-row>{text.format('date')}{text.format('value')}{rest}</table:table-row>"
        f"<table:table-row>{day}{number}{rest}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    assert sheet({"file": "rest.ods"}) == {"2026-10-30": 6}


def row(cells, times="1"):
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


SPACE = '<table:table-cell table:number-columns-repeated="{}"/>'
NUMBER = SPACE.replace("/>", ' office:value-type="float" office:value="1"/>')


@pytest.mark.parametrize(
    "rows",
    [
        row(NUMBER.format("2000000000")),
        row(f"{SPACE.format('1000')}{NUMBER.format('1')}", "1000000"),
        row(SPACE.format("1"), "1000000000") + row(NUMBER.format("1")),
        row(SPACE.format("900000000").replace("/>", "><text:p>a</text:p></table:table-cell>")),
    ],
    ids=["a value", "a row", "empty rows before a value", "a text"],
)
def test_what_is_repeated_without_end_is_refused(sheet, data, rows) -> None:
    opendocument(data / "repeated.ods", rows)
    fails_alone(sheet, "repeated.ods", "its cells reach to row")


def test_spaces_without_end_are_refused(sheet, data) -> None:
    opendocument(
        data / "spaces.ods",
        '<table:table-row><table:table-cell office:value-type="string"><text:p>a'
        '<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>',
    )
    fails_alone(sheet, "spaces.ods", "its texts are longer than 500 MB")


def test_one_long_text_in_a_million_cells_is_refused(sheet, data) -> None:
    path = workbook(data / "texts.xlsx", A1="x")
    rows = '<row><c t="s"><v>0</v></c></row>' * 20_000
    changed(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"),
        **{"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 30_000}</t></si></sst>"},
    )
    assert path.stat().st_size < 20_000
    fails_alone(sheet, "texts.xlsx", "its texts are longer than 500 MB")


def test_cells_in_what_is_no_xml_are_refused(sheet, data) -> None:
    path = workbook(data / "torn.xlsx", A1="x")
    changed(
        path,
        "xl/worksheets/sheet1.xml",
        lambda text: "</x>" + " " * 70_000 + text.replace('r="A1"', 'r="ZZ1048576"'),
    )
    fails_alone(sheet, "torn.xlsx", "a sheet of it is not well-formed XML")


def test_a_part_that_says_it_is_small_is_not_believed(sheet, data) -> None:
    path = workbook(data / "lie.xlsx", A1="x")
    changed(path, "xl/worksheets/sheet1.xml", b"<a>" + b" " * 30_000_000)
    packed = path.read_bytes()
    path.write_bytes(packed.replace(struct.pack("<I", 30_000_003), struct.pack("<I", 400)))
    fails_alone(sheet, "lie.xlsx", "not a spreadsheet that can be read")


def test_two_parts_of_one_name_are_refused(sheet, data) -> None:
    path = workbook(data / "twice.xlsx", A1="x")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("XL/worksheets/sheet1.xml", "<worksheet/>")
    fails_alone(sheet, "twice.xlsx", "two parts of the workbook have one name")


def record(kind, content):
    return bytes([kind, len(content)]) + content


def test_cells_of_the_binary_form_are_counted_as_well(tmp_path) -> None:
    row = record(0, struct.pack("<I", 1_048_575) + b"\0" * 20)
    cell = record(5, struct.pack("<IId", 701, 0, 1.0))
    with zipfile.ZipFile(tmp_path / "far.xlsb", "w") as packed:
        packed.writestr("xl/workbook.bin", b"")
        packed.writestr("xl/worksheets/sheet1.bin", record(1, b"") + row + cell)
    with (
        zipfile.ZipFile(tmp_path / "far.xlsb") as packed,
        pytest.raises(AnswerError, match="row 1,048,576 and column 702"),
    ):
        check_extent(packed, 10**6)


def test_a_table_of_commas_is_bounded(sheet, data) -> None:
    (data / "commas.csv").write_text("," * 6_000_000)
    fails_alone(sheet, "commas.csv", "it has more than 5,000,000 cells")
