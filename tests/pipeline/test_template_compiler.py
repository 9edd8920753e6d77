"""Templates compiled to less work give the very text that Jinja's own code gives."""

from pathlib import Path
from unittest.mock import patch

import jinja2
import pytest
from jinja2 import pass_context
from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from okrsite.builtin.pages import KINDS
from okrsite.pipeline.make import view_of
from okrsite.pipeline.present import navigation_of, present
from okrsite.pipeline.present.frame import framer
from okrsite.pipeline.present.html import Html
from okrsite.pipeline.present.ledger import Ledger
from okrsite.pipeline.present.page_kind import Page
from okrsite.pipeline.present.panel import NO_PANELS
from okrsite.pipeline.render import renderer

CONTENT = Path(__file__).parents[2] / "content"
ROW = {"name": "<a>", "items": "an item", "from": "here", 0: "zero"}
HOSTILE = "\"'><script>alert(1)</script>&amp;"


class View(Struct, frozen=True):
    """All that a template may be given."""

    text: str = HOSTILE
    body: Html = Html("<b>bold</b>")
    markup: Markup = Markup("<i>fine</i>")
    nothing: None = None
    number: float = 1.5
    row: dict[str | int, str] = field(default_factory=ROW.copy)
    rows: tuple[str, ...] = ("a", "<b>", "a")

    def shout(self, text, mark="!"):
        return f"{text.upper()}{mark}<"

    @staticmethod
    @pass_context
    def seen(context, name):
        return context.get(name, "unseen")


class Stock(jinja2.Environment):
    """Jinja as it comes, for both ways."""


class Unused(jinja2.Environment):
    """In the place of Jinja's own code where it must not be needed."""

    def get_template(self, name, *_):
        raise AssertionError(f"{name} was left to Jinja's own code")


def stock():
    return patch("okrsite.pipeline.template_compiler.FastEnvironment", Stock)


def placed(site, templates, view, *, name="page.html"):
    """What a template gives: its text, or the kind and words of its error."""
    theme = replace(site.theme, templates={**site.theme.templates, **templates})
    around = framer(site)(Page("a", "a.html", name, "A"))
    try:
        return renderer(theme)(name, around, page=view)
    except Exception as problem:  # noqa: BLE001 - whichever it is, both must give it
        return type(problem), str(problem)


MACROS = """
{% macro cell(text, more='-', *rest) %}<td title="{{ text }}">{{ more }}</td>{% endmacro %}
{% macro pair(a, b='&') %}{{ a }}{{ b }}{% endmacro %}
{% macro outer(a) %}{{ pair(a) }}{{ pair(a, b=a) }}{% endmacro %}
{% macro box() %}<div>{{ caller() }}{{ pair(caller()) }}</div>{% endmacro %}
"""

TEMPLATES = """
{{ page.text }}
<p title="{{ page.text }}">{{ page.body }}{{ page.markup }}{{ page.nothing }}</p>
{{ page.number }}{{ page.rows }}{{ page.rows[1] }}{{ page.rows[1:] }}{{ page.row }}
{{ page.missing }}
{{ missing }}
{{ page.missing.more }}
{{ page.rows[9] }}
{{ page.missing is defined }}{{ page.text is defined }}{{ missing is defined }}
{% if page.row.other is defined %}yes{% else %}no{% endif %}{{ page.row.name is defined }}
{{ page.missing | default('none') }}
{{ page.row.other or 'x' if page.row.other is defined }}
{{ page.row.name }}{{ page.row['name'] }}{{ page['text'] }}
{{ page.row[page.missing] }}
{{ page.row.items() | list }}{{ page.row['items'] }}
{{ page.row.from }}{{ page.row.0 }}{{ page.rows.0 }}
{{ page.from }}
{{ {'a': '<'}.a }}{{ ('<' ~ page.text).upper() }}
{{ 1.real }}{{ (-1).real }}{{ '<'.upper() }}{{ [page.text][0] }}
{{ page.rows | join(', ') }}{{ page.text | upper | e }}{{ page.text | safe }}
{{ page.text | replace('<', '>') }}{{ page.rows | map('upper') | list }}{{ page.text ~ 1 }}
{{ page.shout(page.text) }}{{ page.shout(page.text, mark='?') }}
{{ page.shout(*page.rows[:2]) }}{{ page.shout(**{'text': '<'}) }}
{{ page.shout() }}
{% set name = 'x' %}{{ page.seen('name') }}{% for name in 'ab' %}{{ page.seen('name') }}{% endfor %}
{% block part %}{% set inner = '<' %}{{ page.seen('inner') }}{% endblock %}
{% for row in page.rows %}{{ loop.index }}{{ loop.changed(row) }}{{ loop.cycle('<') }}{% endfor %}
{% for row in page.rows %}{{ loop.nextitem is defined }}{{ loop.nextitem }}{% endfor %}
{% for row in [[1], []] recursive %}{{ row }}{{ loop(row) if row is sequence }}{% endfor %}
{{ cell(page.text) }}{{ cell(page.text, page.body, 1) }}{{ pair('<') }}
{{ outer(page.text) }}{{ pair(pair('<'), pair('>') ~ '<') }}
{% call box() %}{{ page.text }}{% endcall %}{{ pair.name }}
{{ box() }}
{{ pair(1, 2, 3) }}
{{ pair() }}
{{ pair(page.missing) }}
{% set kept = pair('<') %}{{ kept }}{{ kept ~ '<' }}{{ kept | length }}
{% autoescape false %}{{ page.text }}{{ outer('<') }}{% endautoescape %}{{ outer('<') }}
{% autoescape page.nothing %}{{ page.text }}{{ outer('<') }}{% endautoescape %}{{ outer('<') }}
{% autoescape false %}{% macro raw(a) %}{{ a }}{% endmacro %}{% endautoescape %}{{ raw('<') }}
{% set place = '<' %}{% set escaped = '>' %}{{ place }}{{ escaped }}
{{ escaped('<') }}
{% import 'other.html' as other %}{{ other.twice(page.text) }}{{ other['twice']('<') }}
{% import 'other.html' as other %}{{ other.missing }}
{% from 'other.html' import twice %}{{ twice(page.text) }}{% include 'other.html' %}
{% extends 'under.html' %}{% block part %}{{ super() }}{{ page.text }}{% endblock %}
{% block part %}{{ page.text }}{% endblock %}{{ self.part() }}
{% filter upper %}{{ page.text }}{% endfilter %}{% with a = page.text %}{{ a }}{% endwith %}
{{ page.__class__.__name__ }}
{{ words['no.key'] }}
{{ words['status.on_track'] }}{{ numbers.percent(0.5) }}
""".strip().splitlines()
OTHERS = {
    "other.html": "{% macro twice(a) %}{{ a }}{{ a }}{% endmacro %}{{ page.text is defined }}",
    "under.html": "<{% block part %}{{ page.text }}{% endblock %}>",
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_gives_what_jinja_gives(sited, template) -> None:
    site = sited({})
    templates = {**OTHERS, "page.html": MACROS + template}
    ours = placed(site, templates, View())
    with stock():
        assert placed(site, templates, View()) == ours


@pytest.mark.parametrize("value", [HOSTILE, "", "plain", 3, None, True, Markup("<b>"), Html("<b>")])
@pytest.mark.parametrize(
    "template", ["{{ page.text }}", MACROS + "{{ pair(page.text) }}", "{{ page['text'] }}"]
)
def test_whatever_is_written_is_escaped_as_jinja_does(sited, template, value) -> None:
    site = sited({})
    view = View(text=value)
    ours = placed(site, {"page.html": template}, view)
    with stock():
        assert placed(site, {"page.html": template}, view) == ours
    assert "<script>" not in ours


def test_a_template_that_failed_once_goes_on_as_jinja_does_it(sited) -> None:
    site = sited({})
    theme = replace(site.theme, templates={"mine.html": "{{ page.row.name }}"})
    render = renderer(theme)
    around = framer(site)(Page("a", "a.html", "mine.html", "A"))
    texts = [render("mine.html", around, page=View(row={"name": name})) for name in ("<a>", "b")]
    assert texts == ["&lt;a&gt;", "b"]


def test_every_page_of_the_shipped_theme_is_the_same_and_none_is_left_to_jinja(sited) -> None:
    paths = CONTENT.rglob("*.md")
    site = sited({path.relative_to(CONTENT).as_posix(): path.read_text() for path in paths})
    ledger = Ledger(replace(site, navigation=navigation_of(KINDS)))
    outputs = present(ledger, KINDS, {}).files
    pages = [output for output in outputs if isinstance(output.entry, Page)]
    framed = framer(ledger.site)

    def every():
        render = renderer(site.theme)
        return [
            render(
                page.entry.template,
                framed(page.entry),
                page=view_of(ledger, page),
                panels=NO_PANELS,
            )
            for page in pages
        ]

    with patch("jinja2.Environment", Unused):
        ours = every()
    with stock():
        assert every() == ours
