"""`llms.txt`: where an assistant begins, as llmstxt.org asks, and a twin of each page it leads to.

What an audience may not see is in none of them, since they are made of the same goals as the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.api import Kpi, Objective
from okrsite.api.pages import Anchor, File, PageContext, PageKind, in_pages, path_of
from okrsite.builtin.pages.brief.digest import digest
from okrsite.builtin.pages.brief.digest_text import escaped, link, linked, markdown
from okrsite.builtin.pages.brief.lead import lead
from okrsite.builtin.pages.markdown.kpi import kpi_item, kpi_markdown
from okrsite.builtin.pages.markdown.objective import objective_item, objective_markdown
from okrsite.builtin.pages.scopes import COMPANY
from okrsite.builtin.pages.sorting import company_objectives, worst_first
from okrsite.builtin.pages.twins import has_twins, twin_path
from okrsite.pipeline.present.goal_list import running_goals
from okrsite.pipeline.present.paths import HOME, KPIS, OBJECTIVES, numbered

LLMS = "llms.txt"
# Of a list's page: with a line of 150 letters each, 75 kB.
PAGE_SIZE = 500
# What `llms.txt` names itself; the rest stands in the lists.
SHOWN = 25


def names(ctx: PageContext) -> Iterator[File]:
    """The index, the brief, the lists, and a twin of each goal and KPI."""
    yield File("llms", LLMS)
    yield File("brief", twin_path(HOME))
    for kind, path, parts in (
        ("objectives", OBJECTIVES, _parts(ctx, "objectives")),
        ("kpis", KPIS, _parts(ctx, "kpis")),
    ):
        for number in range(1, parts + 1):
            yield File(f"{kind}/{number}", twin_path(numbered(path, number)))
    if has_twins(ctx):
        for id_ in ctx.ids(Objective):
            yield File(f"objective/{id_}", twin_path(path_of("objective", id_)))
        for id_ in ctx.ids(Kpi):
            yield File(f"kpi/{id_}", twin_path(path_of("kpi", id_)))


def content(ctx: PageContext, name: str) -> bytes:
    """One of these files."""
    kind, _, which = name.partition("/")
    match kind:
        case "llms":
            text = _index(ctx)
        case "brief":
            text = markdown(digest(ctx, COMPANY))
        case "objective":
            text = objective_markdown(ctx, which)
        case "kpi":
            text = kpi_markdown(ctx, which)
        case _:
            text = _list(ctx, kind, int(which))
    return f"{text.rstrip()}\n".encode()


def _listed(ctx: PageContext, kind: str) -> tuple[str, ...]:
    """The running goals, or all KPIs, the worst first."""
    if kind == "kpis":
        return worst_first(ctx)
    return tuple(goal.id for goal in running_goals(ctx))


def _parts(ctx: PageContext, kind: str) -> int:
    return ctx.once(_count_parts, kind)


def _count_parts(ctx: PageContext, kind: str) -> int:
    return len(in_pages(_listed(ctx, kind), PAGE_SIZE))


def _part(ctx: PageContext, kind: str, number: int) -> tuple[str, ...]:
    return tuple(in_pages(_listed(ctx, kind), PAGE_SIZE)[number - 1])


def _list(ctx: PageContext, kind: str, number: int) -> str:
    """A page of all running goals, or of all KPIs."""
    item = kpi_item if kind == "kpis" else objective_item
    title = ctx.words[f"{kind}.title"]
    lines = [item(ctx, id_) for id_ in ctx.once(_part, kind, number)]
    return "\n".join([f"# {escaped(title)}", "", *lines])


def _index(ctx: PageContext) -> str:
    site, words = ctx.settings.site, ctx.words
    goals, kpis = company_objectives(ctx)[:SHOWN], worst_first(ctx)[:SHOWN]
    shown = has_twins(ctx)
    return "\n".join(
        [
            f"# {escaped(site.title)}",
            "",
            *([f"> {escaped(site.mission)}", ""] if site.mission else []),
            words.say("frame.as_of", day=ctx.numbers.day(ctx.today)),
            "",
            linked(lead(ctx, COMPANY)),
            "",
            *_section(words["home.company"], _twins(ctx, "objective", goals) if shown else ()),
            *_section(words["home.kpis"], _twins(ctx, "kpi", kpis) if shown else ()),
            *_section(words["search.lists"], _lists(ctx)),
        ]
    )


def _section(title: str, lines: Iterable[str]) -> list[str]:
    known = list(lines)
    return [f"## {escaped(title)}", "", *known, ""] if known else []


def _twins(ctx: PageContext, kind: str, ids: Iterable[str]) -> Iterator[str]:
    for id_ in ids:
        thing = ctx.objective(id_) if kind == "objective" else ctx.kpi(id_)
        address = ctx.href(twin_path(path_of("objective" if kind == "objective" else "kpi", id_)))
        yield f"- {link(Anchor(thing.title, address))}"


def _lists(ctx: PageContext) -> Iterator[str]:
    words = ctx.words
    yield f"- {link(Anchor(words['feed.brief_page'], ctx.href(twin_path(HOME))))}"
    for kind, path in (("objectives", OBJECTIVES), ("kpis", KPIS)):
        for number in range(1, _parts(ctx, kind) + 1):
            address = ctx.href(twin_path(numbered(path, number)))
            text = words[f"{kind}.title"] + (f" {number}" if number > 1 else "")
            yield f"- {link(Anchor(text, address))}"
    yield f"- {link(Anchor('JSON', ctx.href('api/v1/objectives.json')))}"


KIND = PageKind(name="llms", title="Markdown", names=names, content=content, order=1000)
