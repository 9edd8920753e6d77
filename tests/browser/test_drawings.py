"""Drawings that were made anew look as they did, and ask nobody for anything.

`drawings/` holds an export of each drawing program: those of matplotlib and Graphviz are their own,
the others are written after exports of theirs.
"""

from pathlib import Path

import pytest

from okrsite.pipeline.assets.drawing import rebuilt

DRAWINGS = Path(__file__).parent / "drawings"
LOOKS_THE_SAME = ("excalidraw", "figma", "graphviz", "inkscape", "matplotlib")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
FAR = "https://elsewhere.example/x"
ASKING = {
    "picture": f'<image width="9" height="9" href="{FAR}"/>',
    "picture of old": f'<image width="9" height="9" xlink:href="{FAR}"/>',
    "base": f'<g xml:base="{FAR}"><image width="9" height="9" xlink:href="y"/></g>',
    "import": f"<style>@import '{FAR}';</style>",
    "escaped import": rf"<style>@\69mport '{FAR}';</style>",
    "background": f'<rect width="9" height="9" style="background: url({FAR})"/>',
    "image-set": f"<style>svg {{ background: image-set('{FAR}' 1x) }}</style>",
    "mask": f"<rect width='9' height='9' mask=\"image-set('{FAR}' 1x)\"/>",
    "escaped": rf"<style>svg {{ background: \75 rl({FAR}) }}</style>",
    "variable": f"<style>svg {{ --x: url({FAR}); background: var(--x) }}</style>",
    "nested": f"<style>svg {{ rect {{ x: 1 }} &amp; {{ background: url({FAR}) }} }}</style>",
    "font": f"<style>@font-face {{ font-family: F; src: url({FAR}) }} text {{ font-family: F }}"
    '</style><text y="9">a</text>',
    "filter": f'<rect width="9" height="9" filter="url({FAR}#f)"/>',
    "filter picture": f'<filter id="f"><feImage href="{FAR}"/></filter>'
    '<rect width="9" height="9" filter="url(#f)"/>',
    "use": f'<use href="{FAR}#y"/>',
    "animation": f'<image width="9" height="9"><set attributeName="href" to="{FAR}"/></image>',
    "foreign": '<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" '
    f'src="{FAR}"/></foreignObject>',
    "xhtml": f'<h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="stylesheet" href="{FAR}"/>',
    "script": f'<script href="{FAR}"/>',
    "script within": f"<script>fetch('{FAR}')</script>",
    "handler": f"<rect onload=\"fetch('{FAR}')\"/><set onbegin=\"fetch('{FAR}')\" "
    'attributeName="x" to="1"/>',
    "cursor": f'<rect width="999" height="999" style="cursor: url({FAR}), auto"/>',
}
# Browsers no longer heed it.
FORGOTTEN = {"base"}

TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(done)))"""


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 640, "height": 400})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", LOOKS_THE_SAME)
def test_an_export_looks_as_it_did(page, tmp_path, name: str) -> None:
    source = DRAWINGS / f"{name}.svg"
    made = tmp_path / "made.svg"
    made.write_bytes(rebuilt(source.read_bytes()).content)
    pictures = []
    for path in (source, made):
        page.goto(path.as_uri())
        pictures.append(page.screenshot())
    assert pictures[0] == pictures[1]
    made.write_text(f"{HEAD}</svg>")
    page.goto(made.as_uri())
    assert page.screenshot() != pictures[0]


def test_words_that_drawio_writes_as_a_web_page_are_shown_as_text(page, tmp_path) -> None:
    made = tmp_path / "made.svg"
    made.write_bytes(rebuilt((DRAWINGS / "drawio.svg").read_bytes()).content)
    page.goto(made.as_uri())
    assert page.get_by_text("Fewer late ships").is_visible()
    assert not page.get_by_text("Text is not SVG").is_visible()


@pytest.mark.parametrize("name", ASKING)
def test_a_drawing_asks_nobody_for_anything(page, tmp_path, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    drawing = f"{HEAD}{ASKING[name]}</svg>".encode()
    file = tmp_path / "drawing.svg"
    file.write_bytes(drawing)
    page.goto(file.as_uri())
    page.mouse.move(5, 5)
    page.evaluate(TWO_FRAMES)
    assert name in FORGOTTEN or FAR in asked
    asked.clear()
    file.write_bytes(rebuilt(drawing).content)
    page.goto(file.as_uri())
    page.mouse.move(7, 7)
    page.evaluate(TWO_FRAMES)
    assert asked == [file.as_uri()]
