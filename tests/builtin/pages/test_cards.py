"""Cards: pictures of how things stand, wherever a page's address is passed on; opt-in."""

import hashlib
import os
import re
import struct
import subprocess
import sys
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from okrsite.builtin.pages.outputs import cards
from okrsite.builtin.pages.outputs.cards.card import Card
from okrsite.builtin.pages.outputs.cards.drawing import drawn, load_font
from okrsite.builtin.pages.outputs.cards.letters import RANGES, cut, wrapped, writable
from okrsite.builtin.pages.outputs.cards.palette import Palette, palette_of
from okrsite.effects.themes import read_theme
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.present.ledger import Ledger

FONTS = Path(cards.__file__).parent / "fonts"
HOST = "https://goals.acme.example/all/"
SETTINGS = f'[site]\ntitle = "Acme"\nmission = "Build well."\nbase_url = "{HOST}"\n'
FILES = {
    "teams/company.md": "title = 'Company'",
    "teams/success.md": "title = 'Success'\nparent = 'company'",
    "objectives/retain.md": """
        title = "Retain customers"
        cycle = "q4"
        team = "success"

        [[key_results]]
        id = "a"
        title = "A"
        start = 0
        target = 10
        current = 4
    """,
    "objectives/secret.md": """
        title = "Buy the competitor"
        cycle = "q4"
        team = "success"
        visibility = "confidential"
    """,
}
CARD = Card(
    above="Acme",
    title="Success",
    site="Acme",
    share="40%",
    pace="expected 55%",
    done=0.4,
    expected=0.55,
    goals="2 goals",
    tallies=(),
    time="Day 51 of 92",
    as_of="As of November 20, 2026",
    leftward=False,
    palette=Palette(),
)
LONG = "Verantwortlichkeiten im Straßenbahnhaltestellenbau " * 10
HOSTILE = {
    "long": LONG[:500],
    "unbroken": "W" * 500,
    "markup": "<script>{{ 7 * 7 }}</script>",
    "arabic": "فريق النجاح",
    "hebrew": "צוות",
    "emoji": "\N{ROCKET} Growth \N{PARTY POPPER}",
    "only emoji": "\N{ROCKET}\N{VARIATION SELECTOR-16}",
    "override": "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "empty": "",
    "lines": "one\ntwo\tthree",
    "zalgo": "a" + "\N{COMBINING RING ABOVE}\N{COMBINING TILDE BELOW}" * 200,
}


def with_cards(site, language="en"):
    options = ThemeSettings(options={"social_cards": True})
    return replace(site, theme=read_theme(Path("no-such-folder"), options, language))


@pytest.fixture(scope="module")
def carded(sited):
    return with_cards(sited(FILES, settings=SETTINGS))


def made(site):
    """The cards of a site by their paths: what each says."""
    ledger = Ledger(site)
    names = ledger.ask("", lambda ctx: list(cards.KIND.names(ctx))).value
    return {file.path: ledger.ask("", cards.card_of, file.name).value for file in names}


def head(shown_site, path):
    html = shown_site.html(path)
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html))


def pixels(content):
    with Image.open(BytesIO(content)) as image:
        return image.convert("RGB").tobytes()


def is_same_picture(one, other):
    return pixels(drawn(one)) == pixels(drawn(other))


def test_cards_are_made_only_where_they_are_wanted(sited, carded) -> None:
    assert made(sited(FILES, settings=SETTINGS)) == {}
    assert set(made(carded)) == {
        "cards/company.png",
        "cards/cycles/q4.png",
        "cards/teams/company.png",
        "cards/teams/success.png",
    }


def test_a_card_is_a_png_of_1200_by_630_with_nothing_in_it_but_the_picture(carded, show) -> None:
    pictures = show(carded, [cards.KIND])
    for path in pictures.pages:
        content = pictures.content(path)
        with Image.open(BytesIO(content)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert chunks(content) == {b"IHDR", b"IDAT", b"IEND"}
        assert len(content) < 100_000


def chunks(content):
    found, at = set(), 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        found.add(content[at + 4 : at + 8])
        at += 12 + length
    return found


def test_a_card_says_what_the_pages_say(carded) -> None:
    card = made(carded)["cards/teams/success.png"]
    assert (card.above, card.title, card.goals) == ("Acme", "Success", "2 goals")
    assert (card.share, card.pace) == ("40%", "expected 55%")
    assert [tally.text for tally in card.tallies] == ["At risk: 1", "Not measured: 1"]
    company = made(carded)["cards/company.png"]
    assert (company.above, company.title) == ("Build well.", "Acme")
    assert company.time == "Fourth quarter: Day 51 of 92, 55% gone"
    assert company.as_of == "As of November 20, 2026"


def test_a_card_speaks_the_language_of_the_site(sited) -> None:
    site = with_cards(sited(FILES, settings=f'{SETTINGS}language = "de"\n'), "de")
    card = made(site)["cards/cycles/q4.png"]
    assert card.pace == "erwartet 55\N{NO-BREAK SPACE}%"
    assert card.as_of == "Stand: 20. November 2026"
    assert card.time == "Tag 51 von 92, 55\N{NO-BREAK SPACE}% vergangen"
    every = [card.share, card.pace, card.as_of, card.time, *(tally.text for tally in card.tallies)]
    assert [writable(text) for text in every] == every


def test_a_card_is_built_from_what_the_audience_may_see(sited) -> None:
    open_files = {path: text for path, text in FILES.items() if "secret" not in path}
    whole, open_ = (with_cards(sited(files, settings=SETTINGS)) for files in (FILES, open_files))
    assert "Buy the competitor" in whole.forest.objectives["secret"].title
    facts = [made(site) for site in (whole, open_)]
    assert facts[0]["cards/company.png"].goals == "2 goals"
    assert facts[1]["cards/company.png"].goals == "1 goal"


def test_a_page_names_its_own_card_and_another_the_companys(carded, show) -> None:
    for path, card in {
        "index.html": "cards/company.png",
        "teams/success.html": "cards/teams/success.png",
        "cycles/q4.html": "cards/cycles/q4.png",
        "objectives/retain.html": "cards/company.png",
    }.items():
        told = head(show(carded), path)
        assert told["og:image"] == f"{HOST}{card}"
        assert told["twitter:card"] == "summary_large_image"
        assert told["og:image:alt"] == told["description"]
        assert told["og:site_name"] == "Acme"
        assert card in made(carded)


def test_without_a_card_a_page_says_once_what_it_is(shown) -> None:
    told = head(shown(FILES, settings=SETTINGS), "teams/success.html")
    assert told["description"] == "Success: from the goals and figures of Acme."
    assert not [name for name in told if name.startswith(("og:", "twitter:"))]


def test_a_site_without_an_address_of_its_own_says_nothing_to_others(sited, show) -> None:
    told = head(show(with_cards(sited(FILES))), "index.html")
    assert not [name for name in told if name.startswith(("og:", "twitter:"))]


def test_a_page_that_nobody_looks_for_has_no_card(carded, show) -> None:
    assert "og:title" not in head(show(carded), "404.html")


def test_without_its_library_the_finding_says_what_to_install(carded, show, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    (finding,) = show(carded).findings
    assert finding.code == "OKR617"
    assert finding.message.endswith("Pillow, which is not installed")
    assert "pip install 'okrsite[cards]'" in finding.help


def test_its_library_is_imported_only_to_draw() -> None:
    script = "import sys, okrsite.builtin.pages as _; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_same_card_is_the_same_bytes_on_any_day_in_any_place(tmp_path) -> None:
    script = (
        "import hashlib\n"
        "from okrsite.builtin.pages.outputs.cards.card import Card, CardTally\n"
        "from okrsite.builtin.pages.outputs.cards.drawing import drawn\n"
        "from okrsite.builtin.pages.outputs.cards.palette import Palette\n"
        f"print(hashlib.sha256(drawn({CARD!r})).hexdigest())\n"
    )
    around = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **around, "SOURCE_DATE_EPOCH": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == hashlib.sha256(drawn(CARD)).hexdigest()


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("leftward", [False, True], ids=["rightward", "leftward"])
def test_whatever_a_title_holds_the_picture_keeps_its_margin(title, leftward) -> None:
    card = replace(CARD, title=title, above=title, time=title, leftward=leftward)
    with Image.open(BytesIO(drawn(card))) as image:
        for margin in (image.crop((0, 12, 60, 630)), image.crop((1140, 12, 1200, 630))):
            assert margin.getcolors() == [(60 * 618, (0xFC, 0xFC, 0xFB))]


@pytest.mark.parametrize(
    "title", ["فريق النجاح", "צוות", "Tiếng Việt", "顧客", "\N{ROCKET}", "क्ष", "≥ 90%"]
)
def test_a_title_that_cannot_be_written_gives_way_to_the_sites(title) -> None:
    assert writable(title) == ""
    assert is_same_picture(replace(CARD, title=title), replace(CARD, title="Acme"))


def test_pictures_in_a_title_are_left_out_and_its_words_stay() -> None:
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}"
    assert writable(f"\N{ROCKET} Growth {family} 2026 1\ufe0f\u20e3") == "Growth 2026 1"
    assert writable("Gru\N{COMBINING DIAERESIS}n\tund  Maß\n") == "Grün und Maß"


@pytest.mark.parametrize(
    "text",
    [
        "Größe, Straße, Übermut, ẞ",
        "Łódź, Příliš žluťoučký kůň, Ğ",
        "ș ț ő ű å ø æ ð þ ÿ",
        "Ŵ ŷ ẃ ỳ",
        "Україна, Ελλάδα",
    ],
)
def test_what_europe_writes_can_be_written(text) -> None:
    assert writable(text) == text


@pytest.mark.parametrize("face", ["sans", "serif"])
def test_the_fonts_have_every_letter_that_is_promised(face) -> None:
    font = load_font(face, 40)
    missing = font.getmask("\N{CJK UNIFIED IDEOGRAPH-9867}")
    box = (missing.size, bytes(missing))
    letters = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    masks = {letter: font.getmask(letter) for letter in letters}
    assert [each for each, mask in masks.items() if (mask.size, bytes(mask)) == box] == []


@pytest.mark.parametrize(
    "file", tomllib.loads((FONTS / "VENDORED.toml").read_text())["file"], ids=lambda it: it["path"]
)
def test_a_font_is_what_the_list_says_and_its_licence_goes_with_it(file) -> None:
    assert hashlib.sha256((FONTS / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()


def test_words_are_wrapped_at_spaces_and_the_last_line_is_cut() -> None:
    assert wrapped("one two three four", len, 9, 3) == ("one two", "three", "four")
    assert wrapped("one two three four", len, 9, 2) == (
        "one two",
        "three fo\N{HORIZONTAL ELLIPSIS}",
    )
    assert wrapped("abcdefghij kl", len, 4, 3) == ("abcd", "efgh", "ij\N{HORIZONTAL ELLIPSIS}")
    assert wrapped("", len, 4, 2) == ()
    assert cut("short", len, 5) == "short"


def test_a_bar_says_how_far_it_is_and_where_it_should_be() -> None:
    base = drawn(CARD)
    assert drawn(replace(CARD, done=0.5)) != base
    assert drawn(replace(CARD, expected=None)) != base
    assert is_same_picture(replace(CARD, done=1.0), replace(CARD, done=7.5))
    assert is_same_picture(replace(CARD, done=0.0), replace(CARD, done=-2.0))


def test_a_cards_colours_are_the_themes_and_a_sites_own_go_before() -> None:
    sheet = b":root { --paper: light-dark(#ABCDEF, #000); --ink: #123; --good-wash: #fff; }"
    assert palette_of({"style.css": sheet}) == Palette(paper="#abcdef", ink="#123")
    own = {"style.css": sheet, "brand.css": b"--paper: #fff;"}
    assert palette_of(own).paper == "#fff"
    assert palette_of({"style.css": b"--paper: oklch(1 0 0); --ink: #12345678"}) == Palette()


def test_the_palette_is_that_of_the_theme_that_ships(carded) -> None:
    assert palette_of(carded.theme.static) == Palette()
