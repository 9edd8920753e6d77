"""Key pages look as they did: in light and dark, on a phone, on a desk and on paper.

A page is taken with a font whose every letter is one box (`looks/boxes.woff`), so that machines
with other fonts see the same, and reduced until a cell of 16 pixels is one dot. A few dots may
differ. After a change that is meant, look at the pages and write the pictures anew:

    pytest tests/browser/test_looks.py --snapshot-update
"""

import base64
from pathlib import Path

import pytest

KEPT = Path(__file__).parent / "looks"
PHONE, DESK, SHEET, WALL = (390, 1600), (1280, 1600), (794, 1123), (1920, 1080)
LOOKS = {
    "home-light": ("index.html", DESK, "light"),
    "home-dark": ("index.html", DESK, "dark"),
    "home-phone": ("index.html", PHONE, "light"),
    "objective-light": ("objectives/retain-libraries.html", DESK, "light"),
    "objective-phone-dark": ("objectives/retain-libraries.html", PHONE, "dark"),
    "kpi-light": ("kpis/customer-churn.html", DESK, "light"),
    "kpi-phone": ("kpis/customer-churn.html", PHONE, "light"),
    "kpis-dark": ("kpis.html", DESK, "dark"),
    "goals-light": ("objectives.html", DESK, "light"),
    "loop-light": ("loop.html", DESK, "light"),
    "wall-dark": ("wall.html", WALL, "dark"),
    "report-print": ("cycles/2026-q3.html", SHEET, "print"),
}
CELL = 16  # pixels of a page that become one dot
SLIGHT = 12  # of 255, by which a dot may differ
FEW = 0.01  # of all dots, which may differ by more
SMALLER = """async ([picture, wide, high]) => {
  const given = await fetch("data:image/png;base64," + picture);
  const made = await createImageBitmap(await given.blob());
  const canvas = new OffscreenCanvas(wide, high);
  const drawn = canvas.getContext("2d");
  drawn.imageSmoothingQuality = "high";
  drawn.drawImage(made, 0, 0, wide, high);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  const dots = Array.from(drawn.getImageData(0, 0, wide, high).data);
  return {picture: btoa(String.fromCharCode(...bytes)), dots};
}"""


@pytest.fixture(scope="module")
def smaller(chromium):
    """Reduces a picture to so many dots: its bytes, and its dots as red, green, blue, alpha."""
    page = chromium.new_page()

    def reduce(picture, wide, high):
        text = base64.b64encode(picture).decode()
        made = page.evaluate(SMALLER, [text, wide, high])
        return base64.b64decode(made["picture"]), made["dots"]

    yield reduce
    page.close()


@pytest.fixture
def look(reading, smaller):
    """How a page looks: its picture and dots; `broken` is a style that may spoil it."""
    font = base64.b64encode((KEPT / "boxes.woff").read_bytes()).decode()
    boxes = f"@font-face {{ font-family: Boxes; src: url(data:font/woff;base64,{font}); }}"
    every = "*, ::before, ::after { font-family: Boxes !important; }"

    def take(name, broken=""):
        path, (width, height), scheme = LOOKS[name]
        shown = "dark" if scheme == "dark" else "light"
        page = reading(width, height, shown, bypass_csp=True).open(path)
        page.emulate_media(media="print" if scheme == "print" else "screen")
        page.add_style_tag(content=f"{boxes} {every} {broken}")
        page.evaluate("document.fonts.load('1rem Boxes')")
        return smaller(page.screenshot(), width // CELL, height // CELL)

    return take


def differing(dots, others):
    """The share of dots that are not as the others are."""
    apart = [
        max(abs(a - b) for a, b in zip(dots[at : at + 3], others[at : at + 3], strict=True))
        for at in range(0, len(dots), 4)
    ]
    return sum(difference > SLIGHT for difference in apart) / len(apart)


def kept(name, smaller):
    _, (width, height), _ = LOOKS[name]
    return smaller((KEPT / f"{name}.png").read_bytes(), width // CELL, height // CELL)[1]


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_looks_as_it_did(look, smaller, name, request, tmp_path) -> None:
    picture, dots = look(name)
    if request.config.getoption("update_snapshots"):
        (KEPT / f"{name}.png").write_bytes(picture)
    share = differing(dots, kept(name, smaller))
    (tmp_path / f"{name}.png").write_bytes(picture)
    assert share <= FEW, f"{share:.1%} of the dots differ; it now looks as in {tmp_path}"


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("home-light", ".columns { grid-template-columns: 1fr; }"),
        ("home-phone", "main { padding-inline: 3rem; }"),
        ("kpi-light", ".chart { display: none; }"),
        ("kpis-dark", ":root { --paper: #fff; }"),
        ("report-print", ".masthead { padding-block-end: 4rem; }"),
    ],
)
def test_a_page_that_is_spoiled_is_seen(look, smaller, name, broken) -> None:
    assert differing(look(name, broken)[1], kept(name, smaller)) > 3 * FEW
