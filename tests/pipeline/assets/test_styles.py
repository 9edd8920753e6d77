"""Styles are made anew of what loads nothing."""

import pytest

from okrsite.pipeline.assets.styles import clean_declarations, clean_sheet

FONT = (
    '@font-face{font-family: Virgil;\nsrc: url(data:font/woff2;base64,d09GMg==) format("woff2");}'
)


@pytest.mark.parametrize(
    "text",
    [
        ".a{fill: red;}",
        '.a, #b:not(.c) > d[e="f"]{fill: url(#g);\nstroke: url("#h");}',
        "@media (prefers-color-scheme: dark){.a{fill: white;}}",
        "@keyframes flow{from{stroke-dashoffset: 8;}\n50%{opacity: 0;}}",
        FONT,
        ":root{--ink: light-dark(#000, #fff);\ncolor: var(--ink);}",
        '.a{font: 12px "Ä B", serif;\ntransform: rotate(5deg) scale(1.5);}',
    ],
)
def test_a_sheet_that_loads_nothing_is_whole(text: str) -> None:
    assert clean_sheet(text) == (text, True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@import 'https://e/x.css'; .a{fill:red}", ".a{fill:red;}"),
        (r"@\69mport 'https://e/x.css';", ""),
        ("@namespace 'x'; @charset 'y'; @page{margin: 0}", ""),
        (".a{background: URL( 'https://e/x') ; fill:red}", ".a{fill:red;}"),
        (r".a{background: \75\72 l(https://e/x)}", ".a{}"),
        (".a{background: u\\\nrl(https://e/x)}", ".a{}"),
        (".a{background: image-set('https://e/x' 1x)}", ".a{}"),
        (".a{background: -webkit-image-set(url(https://e/x) 1x)}", ".a{}"),
        (".a{background: cross-fade('https://e/x', red)}", ".a{}"),
        (".a{background: src('https://e/x')}", ".a{}"),
        (".a{background: image('https://e/x')}", ".a{}"),
        (".a{cursor: url(#c), url(//e/x), auto}", ".a{}"),
        (".a{--x: url(https://e/x); fill: var(--x)}", ".a{fill: var(--x);}"),
        (".a{--x: { background: url(https://e/x) }}", ".a{}"),
        (".a{fill: url(data:image/svg+xml,x)}", ".a{}"),
        (".a{fill: url('#b' 'https://e/x')}", ".a{}"),
        (".a{fill: url(  https://e/x  )", ".a{}"),
        (".a{width: expression(alert(1))}", ".a{}"),
        (".a{background: url(ht\\\ntps://e/x)}", ".a{}"),
        ("@media print{@import 'https://e/x'; .a{fill:url(//e)}}", "@media print{.a{}}"),
        ("@font-face{src: url(https://e/x.woff2)}", "@font-face{}"),
        (".a{.b{background: url(//e)}}", ".a{.b{}}"),
        (".a{fill:red", ".a{fill:red;}"),
        (".a{fill: " + "calc(" * 5000 + "}", ".a{}"),
        (".a{" * 5000, None),
        ("@media x{" * 5000, None),
        (":not(" * 5000 + "{}", ""),
    ],
)
def test_what_loads_something_is_gone(text: str, left: str | None) -> None:
    cleaned, is_whole = clean_sheet(text)
    assert "//e" not in cleaned
    assert left is None or cleaned == left
    assert is_whole is (text == ".a{fill:red")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("fill: red; stroke: url(//e/x)", "fill: red"),
        ("fill: red; @import 'x'", "fill: red"),
        ("fill:red;stroke:BLUE !important;;", "fill:red;stroke:BLUE !important"),
        ("a{b:c}", ""),
        ("fill: '</style>'", 'fill: "</style>"'),
    ],
)
def test_declarations_stay_that_load_nothing(text: str, left: str) -> None:
    assert clean_declarations(text)[0] == left
