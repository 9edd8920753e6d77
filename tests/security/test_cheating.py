"""A page plugin that gets round the record is stopped, or what it asks is noted all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from okrsite.builtin.example import BASE, KPI, SETTINGS, kpi_text

if TYPE_CHECKING:
    from conftest import Company

PLUGIN = """
from msgspec import Struct
from okrsite.api import Kpi, hookimpl
from okrsite.api.pages import Page, PageKind

KEPT = []

class Words(Struct, frozen=True):
    words: str

def names(ctx):
    KEPT.append(ctx)
    yield Page("one", "cheat/one.html", "cheat.html", "Cheat")
    yield Page("two", "cheat/two.html", "cheat.html", "Cheat")

def view(ctx, name):
    {body}

@hookimpl
def okrsite_pages():
    templates = {{"cheat.html": "<p>{{{{ page.words }}}}</p>"}}
    return [PageKind(name="cheat", title="Cheat", names=names, view=view, templates=templates)]
"""


def add(company: Company, body: str) -> None:
    company.write(
        {
            SETTINGS: f"{BASE[SETTINGS]}\n[plugins.cheat]\n",
            "plugins/cheat.py": PLUGIN.format(body=body),
        }
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("return Words(str(KEPT[0].all(Kpi)))", "a page that is made already"),
        ("KEPT.append(ctx); return Words(KEPT[-2].kpi('customer-churn').title)", "made already"),
        ("return Words((t.title for t in ctx.all(Kpi)) and ctx.site.title)", "no attribute 'site'"),
        ("ctx.kept = 1; return Words('')", "no attribute 'kept'"),
        ("ctx.scored.forest.kpis.clear(); return Words('')", "no attribute 'clear'"),
        (
            "ctx.kpi('customer-churn').places['title'] = (1, 1); return Words('')",
            "does not support item assignment",
        ),
    ],
)
def test_what_a_page_must_not_do_is_an_error_that_says_so(
    company: Company, body: str, reason: str
) -> None:
    add(company, body)
    result = company.build(jobs=1)
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert {finding.code for finding in errors} == {"OKR615"}
    assert reason in errors[-1].message
    assert "plugin 'cheat'" in errors[-1].message


@pytest.mark.parametrize(
    "body",
    [
        "return Words(' '.join(kpi.title for kpi in ctx.all(Kpi)))",
        "return Words(getattr(ctx, '_ask')('kpi', 'customer-churn').title)",
        "return Words(ctx.scored.forest.kpis['customer-churn'].title)",
        "return Words(ctx.once(lambda inner: inner.kpi('customer-churn').title))",
        "return Words(ctx.seen_from('../').link(ctx.kpi('customer-churn')).text)",
        "return Words(str([t for t in ctx.once(lambda inner: inner.scored).forest.kpis.values()]))",
    ],
)
def test_by_whatever_way_a_page_reads_it_follows_what_it_read(company: Company, body: str) -> None:
    add(company, body)
    company.build()
    company.write({KPI: kpi_text("The bees leave")})
    company.build()
    for name in ("one", "two"):
        assert "The bees leave" in (company.site / f"cheat/{name}.html").read_text()
