"""Files beside documents show and never act."""

import pytest

from okrsite.pipeline.assets import refusal

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("content/pages/team.png", PNG),
        ("content/pages/plan.pdf", b"%PDF-1.7"),
        ("content/pages/figures.csv", b"a,b\n1,2\n"),
        ("content/pages/notes.txt", b"Anything at all"),
        ("content/pages/empty.bin", b""),
    ],
)
def test_a_passive_file_is_published(path: str, data: bytes) -> None:
    assert refusal(path, data) is None


@pytest.mark.parametrize(
    "ending", ["html", "HTM", "js", "mjs", "xhtml", "svgz", "xml", "swf", "php"]
)
def test_a_file_that_a_browser_would_run_is_refused_by_its_ending(ending: str) -> None:
    finding = refusal(f"content/pages/x.{ending}", b"")
    assert finding
    assert finding.code == "OKR046"


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\xef\xbb\xbf \n<HTML>",
        "<script>".encode("utf-16"),
        b"<svg onload=alert(1)>",
        b"<?xml version='1.0'?>",
    ],
)
def test_markup_under_another_name_is_refused(data: bytes) -> None:
    assert refusal("content/pages/picture.png", data)
    assert refusal("content/pages/notes.txt", data)


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" fill="#f00" style="stroke: url(#stripes)"/>',
        '<use href="#mark"/><g id="mark"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>.a { fill: red }</style><title>A chart</title>",
        '<animate attributeName="x" from="0" to="5"/>',
    ],
)
def test_a_plain_drawing_is_published(inside: str) -> None:
    assert refusal("content/pages/drawing.svg", SVG.format(inside).encode()) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<rect onclick="alert(1)"/>',
        '<rect ONCLICK="alert(1)"/>',
        "<foreignObject><body/></foreignObject>",
        '<a href="https://elsewhere.example"><text>x</text></a>',
        '<use href="https://elsewhere.example/x.svg#y"/>',
        '<use xlink:href="//elsewhere.example/x.svg#y"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<image href="&#104;ttps://elsewhere.example/pixel.png"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="xlink:href" to="javascript:alert(1)"/>',
        '<set attributeName="onmouseover" to="alert(1)"/>',
        "<style>@import 'https://elsewhere.example/x.css';</style>",
        "<style>@\\69mport 'https://elsewhere.example/x.css';</style>",
        "<style>* { background: URL( 'https://elsewhere.example/x') }</style>",
        '<rect style="fill: url(//elsewhere.example/x)"/>',
        '<rect fill="url(https://elsewhere.example/x#y)"/>',
        "<iframe/>",
        "<broken>",
    ],
)
def test_a_drawing_that_acts_or_reaches_out_is_refused(inside: str) -> None:
    assert refusal("content/pages/drawing.svg", SVG.format(inside).encode())


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<?xml-stylesheet href="https://elsewhere.example/x.xsl" type="text/xsl"?>',
    ],
)
def test_a_drawing_with_entities_or_instructions_is_refused(head: str) -> None:
    assert refusal("content/pages/drawing.svg", (head + SVG.format("")).encode())


def test_a_drawing_in_another_encoding_is_read_as_a_browser_reads_it() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + SVG.format("<script/>")
    assert refusal("content/pages/drawing.svg", text.encode("utf-16"))


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "utf-7"])
def test_a_drawing_in_an_encoding_that_nobody_reads_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format("")
    assert refusal("content/pages/drawing.svg", text.encode())
