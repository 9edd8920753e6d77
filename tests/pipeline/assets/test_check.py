"""Files beside documents show and never act."""

import pytest

from okrsite.pipeline.assets import ACTIVE, TYPES, checked

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
BEGINNINGS = {
    "team.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "team.JPG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "team.jpeg": b"\xff\xd8\xff\xe1",
    "team.gif": b"GIF89a",
    "team.webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "team.avif": b"\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avif",
    "plan.pdf": b"%PDF-1.7",
    "figures.csv": b"a,b\n1,2\n",
    "figures.xlsx": b"PK\x03\x04\x14\x00",
    "figures.ods": b"PK\x03\x04\x14\x00",
    "plan.docx": b"PK\x03\x04\x14\x00",
    "plan.odt": b"PK\x03\x04\x14\x00",
    "talk.pptx": b"PK\x03\x04\x14\x00",
    "notes.txt": b"3 < 5, and <3",
    "empty.txt": b"",
    "talk.mp4": b"\x00\x00\x00\x18ftypmp42",
    "talk.webm": b"\x1aE\xdf\xa3\x01",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_file_that_begins_as_its_ending_says_is_published_as_it_is(name: str) -> None:
    asset = checked(f"content/pages/{name}", BEGINNINGS[name])
    assert (asset.content, asset.findings) == (BEGINNINGS[name], ())


def test_every_type_has_a_sample_above() -> None:
    endings = {f".{name.rpartition('.')[2].lower()}" for name in BEGINNINGS}
    assert endings == TYPES.keys() - {".svg"}


@pytest.mark.parametrize(
    "ending",
    [
        *("html", "HTM", "js", "mjs", "xhtml", "svgz", "xml", "swf", "php", "xsd", "rdf", "atom"),
        *("wsdl", "xslt", "mht", "mathml", "xspf", "owl", "docm", "zip", "exe", "bin", "md"),
    ],
)
def test_a_file_of_another_type_is_refused_at_its_place(ending: str) -> None:
    asset = checked(f"content/pages/x.{ending}", b"anything")
    assert asset.content is None
    assert [str(finding).partition(" '")[0] for finding in asset.findings] == [
        f"content/pages/x.{ending}:1:1: OKR046"
    ]


def test_a_file_without_an_ending_is_refused() -> None:
    assert checked("content/pages/LICENSE", b"MIT").content is None


def test_a_maintainer_can_allow_more_and_markup_stays_out() -> None:
    assert checked("content/pages/all.zip", b"PK\x03\x04", (".zip",)).content
    assert checked("content/pages/all.zip", b"<svg onload='x()'/>", (".zip",)).content is None


def test_what_may_be_published_and_what_no_setting_allows_have_nothing_in_common() -> None:
    assert not TYPES.keys() & ACTIVE


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\xef\xbb\xbf \n<HTML>",
        "<script>".encode("utf-16"),
        b"<svg onload=alert(1)>",
        b"<?xml version='1.0'?>",
        b"<unknown:tag>",
        b"</p>",
    ],
)
@pytest.mark.parametrize("name", ["picture.png", "notes.txt", "figures.csv", "plan.pdf"])
def test_markup_under_another_name_is_refused(name: str, data: bytes) -> None:
    assert checked(f"content/pages/{name}", data).content is None


@pytest.mark.parametrize("name", [name for name in BEGINNINGS if name[-3:] not in {"csv", "txt"}])
def test_bytes_that_are_no_such_file_are_refused(name: str) -> None:
    data = BEGINNINGS[name]
    assert checked(f"content/pages/{name}", b"x" + data).content is None
    assert checked(f"content/pages/{name}", b"").content is None


def test_a_drawing_is_made_anew_and_what_it_lost_is_told_at_its_line() -> None:
    data = SVG.format("\n<script/>\n<rect onclick='x()' width='5'/>").encode()
    asset = checked("content/pages/drawing.svg", data)
    assert asset.content == SVG.format('\n\n<rect width="5"></rect>').encode()
    assert [(finding.severity, str(finding)) for finding in asset.findings] == [
        (
            "hint",
            (
                "content/pages/drawing.svg:2:1: OKR067 the drawing is published without <script>, "
                "the handler 'onclick'"
            ),
        )
    ]


def test_what_is_no_drawing_is_refused_at_its_line() -> None:
    asset = checked("content/pages/drawing.svg", SVG.format("\n<g>").encode())
    assert asset.content is None
    assert str(asset.findings[0]).startswith("content/pages/drawing.svg:2:1: OKR046")
