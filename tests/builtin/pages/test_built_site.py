"""The built example: every way leads somewhere, and every page keeps the rules of the house."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from okrsite.commands.serve.preview import build_snapshot

ROOT = Path(__file__).parents[3]
OWN_HOST = "https://goals.lanternleaf.example/"


class Seen(HTMLParser):
    """What a page says of itself."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.ids, self.headings, self.loaded = [], [], [], []
        self.inline, self.landmarks, self.unscoped = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if "id" in held:
            self.ids.append(held["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in {"main", "nav", "header", "footer"}:
            self.landmarks.append(tag)
        if tag == "th" and "scope" not in held:
            self.unscoped += 1
        if tag == "style" or (tag == "script" and "src" not in held):
            self.inline.append(tag)
        self.inline += [name for name in held if name == "style" or name.startswith("on")]
        for name in ("href", "src"):
            if name in held and held.get("rel") != "canonical":
                self.addresses.append(held[name])
                if tag != "a":
                    self.loaded.append(held[name])


@pytest.fixture(scope="module")
def example():
    """Every file of the built example site, by its path."""
    return built(ROOT)


def built(root):
    made = build_snapshot(root, None, None, whole=True)
    assert [finding for finding in made.findings if finding.severity == "error"] == []
    return {path: content() for path, content in made.files.items()}


@pytest.fixture(scope="module")
def pages(example):
    found = seen(example)
    assert len(found) > 100
    return found


def seen(files):
    return {path: Seen(data.decode()) for path, data in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def whole(pages):
    """The pages that readers stay on."""
    return {path: page for path, page in pages.items() if page.landmarks.count("nav")}


def place(path, address):
    """The file and id that an address means, from the page at a path."""
    parts = urlsplit(address)
    if parts.path.startswith("/"):
        file = unquote(parts.path[1:])
    else:
        file = normpath(f"{dirname(path)}/{unquote(parts.path)}").lstrip("/")
    return (file if parts.path else path), unquote(parts.fragment)


def is_inner(address):
    return not urlsplit(address).scheme


def test_every_inner_address_leads_to_a_file_and_every_anchor_to_an_id(pages, example) -> None:
    assert lost(pages, example) == []


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_address_leads_somewhere_in_other_languages_too(tmp_path, language) -> None:
    for name in ("content", "plugins"):
        shutil.copytree(ROOT / name, tmp_path / name)
    settings = (ROOT / "okrsite.toml").read_text("utf-8")
    spoken = settings.replace('language = "en"', f'language = "{language}"')
    assert spoken != settings
    (tmp_path / "okrsite.toml").write_text(spoken, "utf-8")
    words = tmp_path / f"themes/default/locales/{language}.toml"
    words.parent.mkdir(parents=True)
    words.write_text("")
    made = built(tmp_path)
    read = seen(made)
    assert f'lang="{language}"' in made["index.html"].decode()
    assert lost(read, made) == []


def lost(pages, files):
    """The addresses that lead to no file, or to no place in it."""
    return [
        (path, address)
        for path, page in pages.items()
        for address in filter(is_inner, page.addresses)
        for file, anchor in [place(path, address)]
        if file not in files or (anchor and anchor not in pages[file].ids)
    ]


def test_no_page_begins_at_the_host_but_the_one_that_is_shown_at_any_depth(pages) -> None:
    from_host = {p for p, page in pages.items() if any(a.startswith("/") for a in page.addresses)}
    assert from_host == {"404.html"}
    assert all(a.startswith(("/", "#")) for a in pages["404.html"].addresses)


def test_an_id_is_given_once_on_a_page(pages) -> None:
    twice = {p: page.ids for p, page in pages.items() if len(page.ids) != len(set(page.ids))}
    assert twice == {}


def test_a_page_has_one_title_and_skips_no_heading(pages) -> None:
    skipped = {}
    for path, page in pages.items():
        steps = zip(page.headings, page.headings[1:], strict=False)
        if page.headings.count(1) != 1 or any(b > a + 1 for a, b in steps):
            skipped[path] = page.headings
    assert skipped == {}


def test_nothing_is_written_into_a_page_that_a_policy_would_forbid(pages) -> None:
    assert {p: page.inline for p, page in pages.items() if page.inline} == {}


def test_nothing_is_loaded_from_another_host(pages) -> None:
    assert [a for page in pages.values() for a in page.loaded if not is_inner(a)] == []


def test_every_page_has_its_landmarks_and_tells_what_its_table_heads_are(whole) -> None:
    for path, page in whole.items():
        assert page.landmarks.count("main") == 1, path
        assert {"header", "nav", "footer"} <= set(page.landmarks), path
        assert page.unscoped == 0, path


def test_no_page_is_heavy(example) -> None:
    assert {p: len(d) for p, d in example.items() if p.endswith(".html") and len(d) > 300_000} == {}


def test_no_word_is_missing_and_no_place_in_a_sentence_left_open(example) -> None:
    for path, data in example.items():
        if path.endswith(".html"):
            text = re.sub(r"<code>.*?</code>", "", data.decode(), flags=re.DOTALL)
            assert not re.search(r"\{\w+\}", re.sub(r"<[^>]*>", "", text)), path


def test_the_sitemap_names_every_page_that_readers_look_for(example) -> None:
    named = re.findall(r"<loc>(.*?)</loc>", example["sitemap.xml"].decode())
    assert all(name.startswith(OWN_HOST) for name in named)
    paths = {unquote(name.removeprefix(OWN_HOST)) for name in named}
    assert "404.html" not in paths
    assert "kpis/churn.html" not in paths
    assert {"index.html", "loop.html", "teams/product.html", "people/ada.html"} <= paths
    assert paths <= set(example)


def test_little_stands_around_what_a_page_says(example) -> None:
    pages = [page for path, page in example.items() if re.match("(kpis|objectives|teams)/", path)]
    mains = [re.search(rb"<main.*</main>", page, re.DOTALL) for page in pages]
    around = [len(page) - len(main[0]) for page, main in zip(pages, mains, strict=True) if main]
    assert len(around) > 20
    assert max(around) < 4000


def test_an_old_id_leads_on_to_the_one_in_use(example) -> None:
    page = example["kpis/churn.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../kpis/customer-churn.html">' in page
    assert f'<link rel="canonical" href="{OWN_HOST}kpis/customer-churn.html">' in page
    assert '<a href="../kpis/customer-churn.html">Customer churn</a>' in page


def test_other_programs_read_what_the_schema_says(example) -> None:
    import jsonschema

    schema = msgspec.json.decode(example["api/v1/schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lists = ("objectives", "kpis", "teams", "cycles", "people", "checkins")
    for name in lists:
        part = msgspec.json.decode(example[f"api/v1/{name}.json"])
        validator.validate(part)
        assert part["total"] == len(part[name]) > 0
        assert part["next"] is None
        assert part["today"] == "2026-11-20"
    assert list(validator.iter_errors({"today": "2026-11-20", "total": 1, "next": None}))
