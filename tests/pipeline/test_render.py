"""A template sees its frame, its page and the words; all else is escaped, missing, or an error."""

import pytest
from jinja2 import TemplateError, TemplateNotFound, UndefinedError
from msgspec import Struct
from msgspec.structs import replace

from okrsite.pipeline.plugin_errors import describe
from okrsite.pipeline.present.frame import framer
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.page_kind import Page
from okrsite.pipeline.render import renderer


class View(Struct, frozen=True):
    """Words to be placed."""

    text: str
    body: Html = Html()


@pytest.fixture
def rendered(sited):
    def render(template, view):
        site = sited({})
        theme = replace(site.theme, templates={"page.html": template})
        around = framer(site)(Page("a", "a.html", "page.html", "A"))
        return renderer(theme)("page.html", around, page=view)

    return render


@pytest.mark.parametrize(
    "hostile",
    ["{{7*7}}", "{% include 'base.html' %}", "{{ frame.__class__ }}", "{# gone #}", "${7*7}"],
)
def test_text_that_looks_like_a_template_comes_out_as_it_was_written(rendered, hostile) -> None:
    text = rendered("<p>{{ page.text }}</p>", View(hostile))
    assert text.replace("&#39;", "'") == f"<p>{hostile}</p>"


def test_text_is_escaped_in_and_between_tags(rendered) -> None:
    text = rendered('<p title="{{ page.text }}">{{ page.text }}</p>', View("\"'<script>&"))
    assert text.count("&#34;&#39;&lt;script&gt;&amp;") == 2


def test_html_is_placed_as_it_is(rendered) -> None:
    assert rendered("{{ page.body }}", View("", Html("<b>bold</b>"))) == "<b>bold</b>"


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
def test_a_template_has_no_globals(rendered, name) -> None:
    with pytest.raises(UndefinedError):
        rendered(f"{{{{ {name}.x }}}}", View(""))


@pytest.mark.parametrize("template", ["{{ page.nothing }}", "{{ words['no.key'] }}", "{{ site }}"])
def test_what_does_not_exist_is_an_error(rendered, template) -> None:
    with pytest.raises((UndefinedError, KeyError)):
        rendered(template, View(""))


def test_a_template_that_does_not_exist_is_an_error(sited) -> None:
    site = sited({})
    around = framer(site)(Page("a", "a.html", "none.html", "A"))
    with pytest.raises(TemplateNotFound):
        renderer(site.theme)("none.html", around, page=View(""))


def test_indentation_of_a_template_is_not_sent_to_readers(rendered) -> None:
    assert (
        rendered("<ul>\n    <li>\n        a</li>\n</ul>", View("")) == "<ul>\n<li>\na</li>\n</ul>"
    )


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<p>\n{% if %}", "page.html, line 2"),
        ("<p>\n\n{{ page.nothing.at.all }}", "page.html, line 3"),
        ("{% extends 'base' %}", "page.html, line 1"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(rendered, template, place) -> None:
    with pytest.raises(TemplateError) as raised:
        rendered(template, View("x"))
    assert describe(raised.value).endswith(f"(in {place})")
