"""Whatever an author writes is shown as text: it never becomes markup, template or script."""

import re
from html.parser import HTMLParser

import pytest

TEMPLATES = ["{{7*7}}", "{% include 'base.html' %}"]
HOSTILE = [
    *TEMPLATES,
    "</title></script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg onload=alert(1)>",
    "{count} {title} {0.__class__}",
]


class Reader(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def toml(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def site_with(shown, text):
    said = toml(text)
    files = {
        "teams/t.md": f"title = {said}",
        "people/p.md": f"title = {said}\nrole = {said}\nteam = 't'",
        "cycles/q4.md": f"title = {said}\nstart = 2026-10-01\nend = 2026-12-31",
        "objectives/up.md": f"title = {said}\ncycle = 'q4'\nteam = 't'",
        "objectives/o.md": f"""
            title = {said}
            cycle = "q4"
            team = "t"
            owner = "p"
            tags = [{said}]
            state = "paused"
            reason = {said}
            supports = ["up"]
            watch = ["k"]

            [[key_results]]
            id = "a"
            title = {said}
            start = 1
            target = 5
            unit = {said}
            population = {said}

            [[key_results]]
            id = "m"
            title = {said}
            milestones = [ {{ id = "x", title = {said} }}, {{ id = "y", title = {said} }} ]

            [[key_results]]
            id = "z"
            title = {said}
            zones = {{ commit = {said}, target = {said}, stretch = {said} }}

            [[checkins]]
            date = 2026-10-12
            author = "p"
            values = {{ a = 2 }}
            note = {said}
            kudos = [ {{ to = "p", for = {said} }} ]

            [[checkins]]
            date = 2026-10-19
            values = {{ a = 3 }}
        """,
        "kpis/k.md": f"title = {said}\nteam = 't'\nunit = {said}\nrange = {{ max = 5 }}",
        "kpis/k.csv": "date,value\n2026-08-31,7.0\n2026-09-30,8.0\n2026-10-31,6.1\n",
    }
    return shown(files, settings=f"[site]\ntitle = {said}\nmission = {said}\n", shown=("OKR165",))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_ever_text(shown, text) -> None:
    for path, html in site_with(shown, text).everything().items():
        if not path.endswith(".html"):
            continue
        page = Reader()
        page.feed(html)
        sources = [value for name, value in page.attributes if name == "src"]
        assert page.tags.count("script") == len(
            [source for source in sources if ".js" in source]
        ), path
        assert not [name for name, _ in page.attributes if name.startswith("on")], path
        assert "x" not in sources, path


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_template_is_shown_wherever_ordinary_words_are(shown, text) -> None:
    ordinary = count_on_pages(site_with(shown, "Ordinary text"), "Ordinary text")
    hostile = count_on_pages(site_with(shown, text), text)
    both = ordinary.keys() & hostile.keys()
    assert ordinary["objectives/o.html"] > 20
    assert {path: hostile[path] for path in both} == {path: ordinary[path] for path in both}


def count_on_pages(site, text):
    """How often each page shows a text."""
    return {
        path: shown_text(html).count(text)
        for path, html in site.everything().items()
        if path.endswith(".html")
    }


def shown_text(html):
    page = Reader()
    page.feed(html)
    return "".join(page.text)


def test_hostile_titles_are_read_as_they_were_written(shown) -> None:
    for text in HOSTILE:
        html = site_with(shown, text).html("objectives/o.html")
        assert text in shown_text(html)


def test_pages_have_no_inline_style_and_no_inline_script(company) -> None:
    for path, html in company.everything().items():
        if not path.endswith(".html"):
            continue
        page = Reader()
        page.feed(html)
        names = {name for name, _ in page.attributes}
        assert "style" not in names, path
        assert "style" not in page.tags, path
        assert not re.search(r"<script(?![^>]* src=)", html), path


def test_pages_ask_no_other_host_for_anything(company) -> None:
    for path, html in company.everything().items():
        if path.endswith(".html"):
            page = Reader()
            page.feed(html)
            loads = [
                value for name, value in page.attributes if name in {"src", "srcset", "poster"}
            ]
            assert not [load for load in loads if "//" in load], path


def test_templates_place_nothing_unescaped(company) -> None:
    for name, text in company.site.theme.templates.items():
        assert "|safe" not in text.replace(" ", ""), name
        assert "autoescape" not in text, name
