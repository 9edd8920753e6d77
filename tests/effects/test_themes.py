"""Themes are found, laid over one another, and never read from outside their folder."""

import os
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrsite.builtin.pages.objective import objective as objective_page
from okrsite.effects.themes import ThemeError, read_theme
from okrsite.model.settings import ThemeSettings
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.present import present
from okrsite.pipeline.present.ledger import Ledger


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def theme(root, name="default", language="en", **options):
    return read_theme(root, ThemeSettings(name=name, options=options), language)


def test_the_theme_that_ships_is_found_from_anywhere(tmp_path) -> None:
    found = theme(tmp_path)
    assert {"base.html", "home.html", "partials/header.html"} <= found.templates.keys()
    assert {"style.css", "site.js"} <= found.static.keys()


def test_a_site_overrides_one_partial_of_the_shipped_theme_and_keeps_the_rest(tmp_path) -> None:
    write(tmp_path, {"themes/default/partials/footer.html": "<footer>Ours</footer>"})
    found = theme(tmp_path)
    assert found.templates["partials/footer.html"] == "<footer>Ours</footer>"
    assert "home.html" in found.templates
    assert found.digest != theme(tmp_path / "elsewhere").digest


def test_a_theme_of_ones_own_extends_the_shipped_one(tmp_path) -> None:
    write(
        tmp_path,
        {
            "themes/ours/theme.toml": "[options]\nlogo = 'plain'",
            "themes/ours/static/style.css": "p{}",
            "themes/ours/locales/en.toml": "[status]\non_track = 'Fine'",
        },
    )
    found = theme(tmp_path, "ours", logo="round")
    assert found.static["style.css"] == b"p{}"
    assert "home.html" in found.templates
    assert found.words["status.on_track"] == "Fine"
    assert found.options["logo"] == "round"


@pytest.mark.parametrize(
    ("name", "folder"), [("default", "themes/default"), ("acme", "themes/acme")]
)
def test_a_template_extends_the_shipped_one_of_the_same_name(sited, tmp_path, name, folder) -> None:
    objective = (
        '{% extends "default/objective.html" %}'
        "{% block lead %}<p>Ours</p>{{ super() }}{% endblock %}"
        "{% block main %}{{ super() }}<p>The end</p>{% endblock %}"
    )
    write(tmp_path, {f"{folder}/templates/objective.html": objective})
    site = sited({"objectives/grow.md": 'title = "Grow"\nstate = "draft"'})
    plain = shown(site, site.theme)
    ours = shown(site, theme(tmp_path, name))
    lead, end = ours.index("<p>Ours</p>"), ours.index("<p>The end</p>")
    assert lead < ours.index("<h1>Grow</h1>") < end < ours.index("</main>")
    assert ours.replace("<p>Ours</p>", "").replace("<p>The end</p>", "") == plain


def test_a_template_extends_that_of_the_theme_between(tmp_path) -> None:
    write(
        tmp_path,
        {
            "themes/group/templates/home.html": "group",
            "themes/acme/theme.toml": 'extends = "group"',
            "themes/acme/templates/home.html": '{% extends "group/home.html" %}',
        },
    )
    given = theme(tmp_path, "acme").given
    assert given["group/home.html"] == "group"
    assert given["group/base.html"] == given["default/base.html"]
    assert given["default/home.html"] != "group"


def shown(site, look) -> str:
    ledger = Ledger(replace(site, theme=look))
    output = next(
        output
        for output in present(ledger, [objective_page.KIND], {}).files
        if output.path == "objectives/grow.html"
    )
    return made(page_maker(ledger, Extensions()), output).content.decode()


def test_a_theme_can_stand_alone(tmp_path) -> None:
    write(
        tmp_path,
        {"themes/bare/theme.toml": "extends = ''", "themes/bare/templates/home.html": "x"},
    )
    assert theme(tmp_path, "bare").templates == {"home.html": "x"}


@pytest.mark.parametrize("name", ["nowhere", "../default", "..", "a/b", "a\\b"])
def test_a_theme_that_is_not_there_is_named(tmp_path, name) -> None:
    with pytest.raises(ThemeError, match="no theme"):
        theme(tmp_path, name)


def test_a_theme_that_extends_itself_is_told_the_way_round(tmp_path) -> None:
    write(
        tmp_path,
        {"themes/a/theme.toml": "extends = 'b'", "themes/b/theme.toml": "extends = 'a'"},
    )
    with pytest.raises(ThemeError, match="a -> b -> a"):
        theme(tmp_path, "a")


def test_an_unknown_option_is_named_with_those_there_are(tmp_path) -> None:
    write(tmp_path, {"themes/ours/theme.toml": "[options]\nlogo = ''"})
    with pytest.raises(ThemeError, match=r"'logi'.*it has: .*logo"):
        theme(tmp_path, "ours", logi=1)


def test_a_broken_theme_file_is_named(tmp_path) -> None:
    write(tmp_path, {"themes/ours/theme.toml": "["})
    with pytest.raises(ThemeError, match=r"theme\.toml"):
        theme(tmp_path, "ours")


def test_a_link_that_leads_out_of_the_theme_is_not_followed(tmp_path) -> None:
    secret = write(tmp_path, {"secret.txt": "key"}) / "secret.txt"
    write(tmp_path, {"themes/ours/static/a.css": "p{}"})
    (tmp_path / "themes/ours/static/leak.txt").symlink_to(secret)
    assert "leak.txt" not in theme(tmp_path, "ours").static


def test_words_of_a_regional_language_lie_over_those_of_the_language(tmp_path) -> None:
    write(
        tmp_path,
        {
            "themes/ours/locales/de.toml": "[status]\ndone = 'Fertig'\non_track = 'Im Plan'",
            "themes/ours/locales/de-CH.toml": "[status]\non_track = 'Auf Kurs'",
        },
    )
    words = theme(tmp_path, "ours", "de-CH").words
    assert (words["status.done"], words["status.on_track"]) == ("Fertig", "Auf Kurs")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An installed package that gives the theme `acme`."""
    place = write(
        tmp_path / "installed",
        {
            "acme_looks/__init__.py": "",
            "acme_looks/theme.toml": "[options]\nlogo = 'plain'",
            "acme_looks/static/brand.css": "p{}",
            "acme_looks-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: a\nVersion: 1\n",
            "acme_looks-1.0.dist-info/entry_points.txt": "[okrsite.themes]\nacme = acme_looks\n"
            "broken = acme_nowhere\n",
        },
    )
    monkeypatch.syspath_prepend(str(place))
    yield place
    sys.modules.pop("acme_looks", None)


def test_a_theme_of_an_installed_package_is_laid_over_the_shipped_one(package, tmp_path) -> None:
    found = theme(tmp_path, "acme", logo="round")
    assert found.static["brand.css"] == b"p{}"
    assert {"style.css"} <= found.static.keys()
    assert found.options["logo"] == "round"


def test_a_site_changes_an_installed_theme_too(package, tmp_path) -> None:
    write(tmp_path, {"themes/acme/static/brand.css": "h1{}"})
    assert theme(tmp_path, "acme").static["brand.css"] == b"h1{}"


def test_an_installed_theme_that_cannot_be_loaded_is_named(package, tmp_path) -> None:
    with pytest.raises(ThemeError, match="'broken' cannot be loaded: ModuleNotFoundError"):
        theme(tmp_path, "broken")


def test_the_theme_for_paper_changes_little_and_inherits_the_rest(tmp_path) -> None:
    paper, default = theme(tmp_path, "print"), theme(tmp_path)
    assert paper.templates.keys() == default.templates.keys()
    changed = {
        name for name in default.templates if paper.templates[name] != default.templates[name]
    }
    assert changed == {"partials/footer.html"}
    assert paper.static.keys() - default.static.keys() == {"brand.css"}
    assert paper.options == default.options


def test_a_site_overrides_a_partial_of_a_theme_that_extends_another(tmp_path) -> None:
    write(tmp_path, {"themes/print/partials/header.html": "<header>Ours</header>"})
    found = theme(tmp_path, "print")
    assert found.templates["partials/header.html"] == "<header>Ours</header>"
    assert "brand.css" in found.static


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        ("templates/home.html", b"\xff", r"home\.html is not UTF-8 \(at byte 0\)"),
        ("locales/en.toml", b"a = '\xff'", r"en\.toml is not UTF-8"),
        ("theme.toml", b"options = 3", r"theme\.toml: \[options\] must be a table"),
        (os.fsdecode(b"static/\xff.css"), b"", r"'\\udcff\.css' is not UTF-8"),
    ],
)
def test_a_file_of_a_theme_that_cannot_be_understood_is_named(tmp_path, path, content, why) -> None:
    (tmp_path / "themes/ours" / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "themes/ours" / path).write_bytes(content)
    with pytest.raises(ThemeError, match=why):
        theme(tmp_path, "ours")


def write_static(root, **files):
    """A site whose theme has these static files; `_` in a name stands for its dot."""
    return write(
        root, {f"themes/default/static/{name.replace('_', '.')}": t for name, t in files.items()}
    )


def test_a_sheet_finds_the_files_of_the_theme_that_it_names(tmp_path) -> None:
    sheet = "b { mask: url(own.svg) } i { mask: url('#x'), url(\"gone.svg\") }"
    found = theme(write_static(tmp_path, brand_css=sheet, own_svg="<svg/>"))
    drawing = found.assets["own.svg"].removeprefix("assets/")
    assert found.shipped["brand.css"].decode() == sheet.replace("own.svg", f'"{drawing}"')


def test_a_small_font_goes_into_its_sheet_and_a_large_one_beside_it(tmp_path) -> None:
    sheet = "@font-face { src: url(own.woff2) }"
    found = theme(write_static(tmp_path, brand_css=sheet, own_woff2="abc"))
    assert b'url("data:font/woff2;base64,YWJj")' in found.shipped["brand.css"]
    found = theme(write_static(tmp_path, own_woff2="abc" * 20_001))
    assert found.assets["own.woff2"].removeprefix("assets/").encode() in found.shipped["brand.css"]


def test_a_sheet_has_another_path_when_a_file_that_it_names_is_another(tmp_path) -> None:
    paths = []
    for letters in ("old", "new"):
        write_static(tmp_path, brand_css="b { src: url(own.woff2) }", own_woff2=letters)
        paths.append(theme(tmp_path).assets["brand.css"])
    assert paths[0] != paths[1]
