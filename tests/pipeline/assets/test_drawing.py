"""A drawing is made anew of what only draws."""

from xml.etree import ElementTree as ET

import pytest

from okrsite.pipeline.assets.drawing import NoDrawingError, rebuilt

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">'
)
NEW_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def inside_of(inside: str) -> str:
    """What is left of the insides of a drawing."""
    content = rebuilt(f"{HEAD}{inside}</svg>".encode()).content.decode()
    ET.fromstring(content)  # noqa: S314 - that it can be read is the assertion
    return content.removeprefix(NEW_HEAD).removesuffix("</svg>")


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" fill="#f00" style="stroke: url(#stripes)"></rect>',
        '<use href="#mark"></use><g id="größe 1"></g>',
        '<image href="data:image/png;base64,iVBORw0KGgo="></image>',
        "<style>.a &gt; .b{fill: red;}</style><title>A &lt;chart&gt; &amp; more</title>",
        '<animate attributeName="x" from="0" to="5"></animate>',
        '<linearGradient id="a" gradientUnits="userSpaceOnUse"></linearGradient>',
        '<text xml:space="preserve" font-family="&quot;Ä&quot;, serif"></text>',
        "<text><tspan>a</tspan><tspan> b</tspan></text>",
        '<g transform="translate(4 4) rotate(-30)" filter="url(#blur)" clip-path="url(#c)"></g>',
        '<path marker-end="url(#m)" d="M0,0 L5 5" style="fill:rgb(1 2 3 / 50%)"></path>',
        '<textPath href="#line">along</textPath><switch><g></g><text>else</text></switch>',
        '<rect style="transform:translate(1px, calc(2px * 3))" role="img" aria-label="R"></rect>',
    ],
)
def test_what_draws_stays_as_it_is(inside: str) -> None:
    assert inside_of(inside) == inside


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ("<SCRIPT>alert(1)</SCRIPT>", ""),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', ""),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', ""),
        ('<rect onclick="alert(1)"/>', "<rect></rect>"),
        ('<rect ONCLICK="alert(1)"/>', "<rect></rect>"),
        ("<foreignObject><body/></foreignObject>", ""),
        ('<a href="https://elsewhere.example"><text>x</text></a>', "<a><text>x</text></a>"),
        ('<a xlink:href="javascript:alert(1)"/>', "<a></a>"),
        ('<a href="#part" target="_top"/>', '<a href="#part"></a>'),
        ('<use href="https://elsewhere.example/x.svg#y"/>', "<use></use>"),
        ('<use xlink:href="//elsewhere.example/x.svg#y"/>', "<use></use>"),
        ('<use href="x" xlink:href="#b"/>', '<use href="#b"></use>'),
        ('<use href="&#10;https://elsewhere.example"/>', "<use></use>"),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', "<image></image>"),
        ('<image href="data:image/png;base64,x&quot;, https://e"/>', "<image></image>"),
        ('<use href="data:image/png;base64,iVBORw0KGgo="/>', "<use></use>"),
        ('<image href="&#104;ttps://elsewhere.example/pixel.png"/>', "<image></image>"),
        ('<filter><feImage href="https://e/x"/></filter>', "<filter><feImage></feImage></filter>"),
        ('<mpath href="https://e/x"/><script href="https://e/x"/>', "<mpath></mpath>"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', ""),
        ('<set attributeName="xlink:href" to="javascript:alert(1)"/>', ""),
        ('<set attributeName=" href" to="javascript:alert(1)"/>', ""),
        ('<set attributeName="onmouseover" to="alert(1)"/>', ""),
        ('<set attributeName="style" to="fill:url(//e)"/>', ""),
        (
            '<animate attributeName="fill" to="url(//e)"/>',
            '<animate attributeName="fill"></animate>',
        ),
        ('<g xml:base="https://elsewhere.example/"/>', "<g></g>"),
        ('<rect fill="url(https://elsewhere.example/x#y)"/>', "<rect></rect>"),
        ('<rect fill="URL(https://elsewhere.example/x#y)"/>', "<rect></rect>"),
        (r'<rect fill="\75rl(https://elsewhere.example/x)"/>', "<rect></rect>"),
        ("<rect mask=\"image-set('https://e/x' 1x)\"/>", "<rect></rect>"),
        ('<rect filter="url(\'//e\')" cursor="url(//e), auto"/>', "<rect></rect>"),
        ("<metadata><x/></metadata><inkscape:grid/><!-- c --><?php x ?>", ""),
        ('<g inkscape:label="Layer 1" data-secret="x" content="y"/>', "<g></g>"),
        ("<audio/><video/><iframe/><embed/><object/><canvas/><discard/>", ""),
        ("<style><g/>a{fill:red}</style>", "<style>a{fill:red;}</style>"),
    ],
)
def test_what_acts_or_reaches_out_is_gone(inside: str, left: str) -> None:
    assert inside_of(inside) == left


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
        "<!-- made with ♥ -->",
        '<?xml-stylesheet href="https://elsewhere.example/x.xsl" type="text/xsl"?>',
    ],
)
def test_what_stands_before_a_drawing_is_gone(head: str) -> None:
    assert rebuilt(f"{head}{HEAD}</svg>".encode()).content.decode() == f"{NEW_HEAD}</svg>"


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]>{HEAD}<text>&a;</text></svg>',
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{HEAD}</svg>',
        f'<!DOCTYPE svg [<!ENTITY % a "x"> %a;]>{HEAD}</svg>',
        f'<!DOCTYPE svg SYSTEM "x.dtd">{HEAD}&unknown;</svg>',
        f"{HEAD}<broken></svg>",
        f"{HEAD}</svg>{HEAD}</svg>",
        "<svg/>",
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
        '<x:svg xmlns:x="http://www.w3.org/1999/xhtml"/>',
        f"{HEAD}{'<g>' * 201}{'</g>' * 201}</svg>",
        f'<?xml version="1.0" encoding="nonsense"?>{HEAD}</svg>',
        f'<?xml version="1.0" encoding="rot13"?>{HEAD}</svg>',
        f'<?xml version="1.0" encoding="utf-7"?>{HEAD}</svg>',
        "",
    ],
)
def test_what_is_no_plain_drawing_is_refused(text: str) -> None:
    with pytest.raises(NoDrawingError):
        rebuilt(text.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_another_encoding_is_read_and_written_as_utf_8(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<text>Größe</text><script/></svg>'
    assert rebuilt(text.encode(encoding)).content.decode() == f"{NEW_HEAD}<text>Größe</text></svg>"


def test_a_drawing_that_was_made_anew_stays_as_it_is() -> None:
    text = f"{HEAD}<style>@media print{{a{{fill:red}}}}</style><text x='1'>a &amp; b</text></svg>"
    once = rebuilt(text.encode())
    assert rebuilt(once.content) == once


def copying(levels: int, times: int) -> bytes:
    """A drawing whose every level holds the one below it so many times."""
    inside = "".join(
        f'<g id="a{level}">{f"""<use href="#a{level - 1}"/>""" * times}</g>'
        for level in range(1, levels + 1)
    )
    return f'{HEAD}<rect id="a0"/>{inside}</svg>'.encode()


def test_copies_of_copies_are_bounded_and_many_copies_of_one_thing_are_not() -> None:
    assert rebuilt(copying(levels=3, times=10)).content
    assert rebuilt(copying(levels=1, times=20_000)).content
    for levels in (6, 5_000):
        with pytest.raises(NoDrawingError, match="copies of copies"):
            rebuilt(copying(levels, times=10))


def naming(definition: str, said: str, levels: int = 7) -> bytes:
    """A drawing whose every mask, clip or marker is drawn with the one below it, many times."""
    shapes = 12 * '<polyline points="0,0 1,1 2,2 3,3" {said}/>'
    inside = "".join(
        f'<{definition} id="a{level}">{shapes.format(said=said.format(below=level - 1))}'
        f"</{definition}>"
        for level in range(1, levels)
    )
    return f'{HEAD}<{definition} id="a0"><rect/></{definition}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ("mask", 'mask="url(#a{below})"'),
        ("mask", "mask='url( \"#a{below}\" )'"),
        ("mask", 'mask="url(#%61{below})"'),
        ("mask", 'style="mask:url(#a{below})"'),
        ("clipPath", 'clip-path="url(#a{below})"'),
        ("marker", 'marker-mid="url(#a{below})"'),
        ("marker", 'style="marker:url(#a{below})"'),
        ("g", 'mask="url(#a{below})"'),
    ],
)
def test_masks_of_masks_and_markers_of_markers_are_bounded_too(definition: str, said: str) -> None:
    assert rebuilt(naming(definition, said, levels=2)).dropped == ()
    with pytest.raises(NoDrawingError, match="copies of copies"):
        rebuilt(naming(definition, said))


@pytest.mark.parametrize(
    "selector", [".c{level}", ".x, .c{level}", "polyline", "polyline,\n.x", "*"]
)
def test_masks_that_a_style_sheet_names_are_bounded_too(selector: str) -> None:
    rules = "".join(f"{selector.format(level=level)}{{mask:url(#a{level})}}" for level in range(6))
    drawing = naming("mask", 'class="c{below}"').decode()
    with pytest.raises(NoDrawingError, match=r"copies of copies|copies itself"):
        rebuilt(drawing.replace("</svg>", f"<style>{rules}</style></svg>").encode())


def test_classes_with_a_clip_of_their_own_are_drawn_as_often_as_they_stand() -> None:
    clips = "".join(f'<clipPath id="c{n}"><rect/></clipPath>' for n in range(50))
    rules = "".join(f".k{n}{{clip-path:url(#c{n})}}" for n in range(50))
    shapes = "".join(f'<path class="k{n % 50}"/>' for n in range(5_000))
    assert rebuilt(f"{HEAD}<style>{rules}</style>{clips}{shapes}</svg>".encode()).dropped == ()


def test_a_name_in_a_use_is_read_as_browsers_decode_it() -> None:
    drawing = copying(levels=6, times=10).replace(b'"#a', b'"#%61')
    with pytest.raises(NoDrawingError, match="copies of copies"):
        rebuilt(drawing)


@pytest.mark.parametrize(
    "inside",
    [
        '<g marker-mid="url(#a)"/>',
        '<g style="marker:url(#a)"/>',
        "<style>.a{marker-mid:url(#a)}</style>",
        '<g style="--a:url(#a)"/>',
        '<path mask="u\\72l(#a)"/>',
    ],
)
def test_what_names_a_marker_or_mask_for_others_unseen_is_dropped(inside: str) -> None:
    assert "#a" not in inside_of(inside)


@pytest.mark.parametrize(
    "around",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<mask id="a"><rect mask="url(#a)"/></mask>',
        '<style>*{mask:url(#a)}</style><mask id="a"><rect/></mask>',
    ],
)
def test_what_copies_itself_is_refused_since_browsers_take_every_way_around(around: str) -> None:
    with pytest.raises(NoDrawingError, match="copies itself"):
        inside_of(around)


@pytest.mark.parametrize(
    "around",
    [
        '<use href="#"/><use href="#nowhere"/>',
        '<style>rect{fill:url(#a);stroke:url("#a") red}</style><pattern id="a"><rect/></pattern>',
        '<linearGradient id="a"><stop style="fill:url(#a)"/></linearGradient>',
    ],
)
def test_what_is_filled_with_a_pattern_copies_nothing(around: str) -> None:
    assert "#" in inside_of(around)
