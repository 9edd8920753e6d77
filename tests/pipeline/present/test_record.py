"""A page is made again whenever its bytes would be others, and needs nothing but what it noted."""

from datetime import date
from types import ModuleType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from okrsite.api import Objective, hookimpl
from okrsite.api.pages import File, Page, PageContext, PageKind
from okrsite.builtin.example import (
    BASE,
    CYCLE,
    KPI,
    OBJECTIVE,
    SERIES,
    SETTINGS,
    TEAM,
    kpi_text,
    objective_text,
    page_text,
)
from okrsite.hooks.plugin import Plugin
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings
from okrsite.pipeline.cells import ALL, Cells, Key, Memory, digest_of
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.make import made, page_maker
from okrsite.pipeline.present import present
from okrsite.pipeline.present.as_of import days_of, with_another_day
from okrsite.pipeline.present.ledger import WHOLE_MODEL, Ledger
from okrsite.pipeline.present.record import Remembered, Work, keep_pages
from okrsite.pipeline.present.shared import ENTRIES, ROWS, SHARED
from okrsite.testing.sites import site_in


class Board(Struct, frozen=True):
    """How many goals there are, and the longest title."""

    words: str


def longest(ctx: PageContext) -> str:
    return max((goal.title for goal in ctx.all(Objective)), key=len, default="")


def names(ctx: PageContext):
    yield Page("board", "board.html", "board.html", f"{len(ctx.ids(Objective))} goals")
    yield from (File(id_, f"board/{id_}.txt") for id_ in ctx.ids(Objective))


def view(ctx: PageContext, _: str) -> Board:
    return Board(f"{ctx.once(longest)} {ctx.settings.site.title}")


def content(ctx: PageContext, id_: str) -> bytes:
    return f"{ctx.objective(id_).title} {ctx.objective_score(id_).progress}".encode()


def board_plugin() -> Plugin:
    """A plugin with a page, files and something shared."""
    module = ModuleType("board")

    @hookimpl
    def okrsite_pages() -> list[PageKind]:
        templates = {"board.html": "<p>{{ page.words }}</p>"}
        kind = PageKind(
            name="board",
            title="Board",
            names=names,
            view=view,
            content=content,
            templates=templates,
        )
        return [kind]

    module.okrsite_pages = okrsite_pages  # type: ignore[attr-defined]
    return Plugin("board", module, "1", PluginSettings(span=Span(SETTINGS)))


PLUGIN = board_plugin()
PEOPLE = {f"content/people/{name}.md": f"title = '{name.title()}'" for name in ("ada", "linus")}
START = {
    **BASE,
    **{path: f"+++\n{text}\n+++\n" for path, text in PEOPLE.items()},
    "content/teams/sales.md": "+++\ntitle = 'Sales'\nparent = 'company'\nlead = 'linus'\n+++\n",
    "content/pages/about.md": page_text("About", "See [a goal](goal:keep-customers)."),
}
WORDS = st.sampled_from(["ant", "bee", "cat"])
NUMBERS = st.integers(1, 3)
EDITS = st.one_of(
    st.builds(lambda word: {OBJECTIVE: objective_text(f"Customers like the {word}")}, WORDS),
    st.builds(
        lambda number, word: {
            f"content/objectives/g{number}.md": objective_text(
                f"The {word} returns",
                f"owner = 'ada'\ntags = ['{word}']\nwatch = ['customer-churn']",
            )
        },
        NUMBERS,
        WORDS,
    ),
    st.builds(
        lambda number, word: {
            f"content/objectives/g{number}.md": objective_text(
                f"The {word} helps", "supports = ['keep-customers']", team="sales"
            )
        },
        NUMBERS,
        WORDS,
    ),
    st.builds(lambda number: {f"content/objectives/g{number}.md": None}, NUMBERS),
    st.builds(lambda word: {KPI: kpi_text(f"Churn of the {word}")}, WORDS),
    st.builds(lambda number: {SERIES: BASE[SERIES] + f"2026-11-0{number},{number}\n"}, NUMBERS),
    st.builds(lambda word: {TEAM: BASE[TEAM].replace("title", f"colour = '{word}'\ntitle")}, WORDS),
    st.builds(lambda word: {"content/teams/sales.md": f"+++\ntitle = 'The {word}'\n+++\n"}, WORDS),
    st.just({"content/teams/sales.md": None}),
    st.builds(lambda word: {"content/people/ada.md": f"+++\ntitle = '{word}'\n+++\n"}, WORDS),
    st.just({"content/people/ada.md": None}),
    st.builds(lambda word: {CYCLE: BASE[CYCLE] + f"The {word} was learnt."}, WORDS),
    st.builds(lambda word: {f"content/pages/{word}.md": page_text(word, "[x](about.md)")}, WORDS),
    st.builds(lambda word: {"content/pages/about.md": page_text(word, "Nothing.")}, WORDS),
    st.builds(lambda word: {SETTINGS: BASE[SETTINGS].replace("Example", word)}, WORDS),
    st.builds(
        lambda number: {
            OBJECTIVE: objective_text(
                checkins=f"[[checkins]]\ndate = 2026-11-1{number}\nconfidence = {number}\n"
            )
        },
        NUMBERS,
    ),
    st.builds(lambda number: date(2026, 11, 20 + number), NUMBERS),
    st.sampled_from(["public", "internal", "confidential"]),
)


class LookedAt:
    """What the answers of a build looked at; of rows and entries what all of a table did."""

    def __init__(self, cells: Cells) -> None:
        self.of_one, self.of_table = {}, {}
        for table, known in cells.memory().tables.items():
            reads = {name: set(cells.keys_of(cell)) for name, cell in known.items()}
            if table == SHARED:
                self.of_one = reads
            elif table.startswith((ROWS, ENTRIES)):
                self.of_table[table] = set().union(*reads.values())

    def __call__(self, key: Key) -> set[Key]:
        table, name = key
        return self.of_one.get(name, set()) if table == SHARED else self.of_table.get(table, set())


class Build:
    """One build in memory: what was made in it, and what is remembered of it.

    `before` is the one of which it remembers.
    """

    def __init__(self, files, day, audience, before=None) -> None:
        memory = before.memory if before else None
        rests_on = digest_of((files.get(SETTINGS), day))
        tested = site_in(Cells(memory, rests_on), files, (PLUGIN,), day, audience)
        kinds = tested.extensions.pages.values()
        self.ledger, self.site = tested.ledger, tested.ledger.site
        remembered = Remembered(self.ledger)
        presented = present(self.ledger, kinds, {}, remembered.listings(kinds))
        assert not presented.findings
        self.outputs = {output.path: output for output in presented.files}
        self.kept = {
            path: digest
            for path, output in self.outputs.items()
            if (digest := remembered.digest(output))
        }
        self.contents, works = {}, []
        self.reads = {}
        maker = page_maker(self.ledger, Extensions())
        for path, output in self.outputs.items():
            if path not in self.kept:
                dated = remembered.dated(output)
                if dated:
                    shown = before.shown[path]
                    content, holes = with_another_day(shown, dated.holes, days_of(self.site))
                    reads = remembered.reads(output)
                else:
                    page = made(maker, output)
                    content, reads, holes = page.content, page.reads, page.holes
                    self.reads[path] = reads
                self.contents[path] = content
                if output.kind:
                    digest, numbers = xxh3_128_digest(content), self.ledger.cells.numbered(reads)
                    works.append(Work(path, output.kind.name, digest, numbers, holes))
        keep_pages(self.ledger, presented.listings, tuple(self.kept), works)
        self.looked_at = LookedAt(self.ledger.cells)
        self.shown = {path: before.shown[path] for path in self.kept} | self.contents
        kept = msgspec.msgpack.encode(self.ledger.cells.memory())
        self.memory = msgspec.msgpack.decode(kept, type=Memory)


def changed(files, edit):
    files = {**files, **edit}
    return {path: text for path, text in files.items() if text is not None}


def check(edits) -> None:
    files, day, builds = dict(START), date(2026, 11, 20), {}
    audience = "confidential"
    for edit in ({}, *edits, {}):
        if isinstance(edit, date):
            day = edit
        elif isinstance(edit, str):
            audience = edit
        else:
            files = changed(files, edit)
        new = Build(files, day, audience, builds.get(audience))
        clean = Build(files, day, audience)
        assert new.outputs == clean.outputs
        for path, digest in new.kept.items():
            assert xxh3_128_digest(clean.contents[path]) == digest, (edit, path)
        assert {path: clean.contents[path] for path in new.contents} == new.contents
        builds[audience] = new


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_no_page_is_kept_whose_bytes_would_be_others(edits) -> None:
    check(edits)


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=4, max_size=12))
def test_over_many_edits_no_page_is_kept_whose_bytes_would_be_others(edits) -> None:
    check(edits)


def test_every_kind_of_edit_is_noticed_and_the_next_build_has_nothing_to_do() -> None:
    day = date(2026, 11, 20)
    before = Build(START, day, "internal")
    edits = {
        "a title": {OBJECTIVE: objective_text("Another title")},
        "a value of a KPI": {SERIES: BASE[SERIES] + "2026-11-10,9\n"},
        "a goal that goes": {"content/pages/about.md": None},
        "a team": {"content/teams/sales.md": "+++\ntitle = 'Field'\nparent = 'company'\n+++\n"},
        "a person": {"content/people/ada.md": "+++\ntitle = 'Ada L.'\n+++\n"},
        "a cycle": {CYCLE: BASE[CYCLE].replace("2026-12-31", "2026-12-24")},
        "the settings": {SETTINGS: BASE[SETTINGS].replace("Example", "Else")},
    }
    for name, edit in edits.items():
        new = Build(changed(START, edit), day, "internal", before)
        assert new.contents.keys() - {"assets"}, name
        again = Build(changed(START, edit), day, "internal", new)
        assert [path for path in again.contents if again.outputs[path].kind] == [], name


def test_an_edit_makes_only_the_pages_that_follow_it() -> None:
    many = {f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(30)}
    files = {**START, **many}
    before = Build(files, date(2026, 11, 20), "internal")
    edit = {"content/objectives/g7.md": objective_text("Goal 7", body="Another reason.")}
    new = Build(changed(files, edit), date(2026, 11, 20), "internal", before)
    goals = [path for path in new.contents if path.startswith("objectives/g")]
    assert goals == ["objectives/g7.html", "objectives/g7.md"]
    assert "vocabulary.html" in new.kept
    assert "teams/sales.html" in new.kept


class Forgetful(Ledger):
    """A ledger that knows only what was asked before."""

    def __init__(self, site, known) -> None:
        super().__init__(site)
        self.known = known

    def value(self, key):
        is_noted = key in self.known or (key[0], ALL) in self.known
        # Of the whole model what is looked at is noted, not that somebody asked for it.
        assert is_noted or key[0] == WHOLE_MODEL, f"{key} was asked and not noted"
        return super().value(key)

    def _value(self, table, name):
        # What an answer is put together from is not asked for by the page.
        known, self.known = self.known, Everything()
        try:
            return super()._value(table, name)
        finally:
            self.known = known


class Everything:
    def __contains__(self, _: object) -> bool:
        return True


def check_that_nothing_else_is_needed(whole: Build) -> None:
    """Make every page again with a context that refuses what the page did not note."""
    for path, reads in whole.reads.items():
        known, waiting = set(reads), list(reads)
        while waiting:
            inner = whole.looked_at(waiting.pop())
            waiting += [key for key in inner if key not in known]
            known.update(inner)
        maker = page_maker(Forgetful(whole.site, known), Extensions())
        assert made(maker, whole.outputs[path]).content == whole.contents[path]


@pytest.mark.parametrize("audience", ["public", "confidential"])
def test_a_page_is_the_same_when_all_that_it_did_not_note_is_taken_away(audience) -> None:
    check_that_nothing_else_is_needed(Build(START, date(2026, 11, 20), audience))


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_after_any_edits_a_page_needs_nothing_that_it_did_not_note(edits) -> None:
    files, day, audience = dict(START), date(2026, 11, 20), "confidential"
    for edit in edits:
        if isinstance(edit, date):
            day = edit
        elif isinstance(edit, str):
            audience = edit
        else:
            files = changed(files, edit)
    check_that_nothing_else_is_needed(Build(files, day, audience))


def test_a_record_of_another_site_only_makes_more_work() -> None:
    day = date(2026, 11, 20)
    other = changed(START, {OBJECTIVE: None, KPI: None, SERIES: None})
    before = Build(other, day, "internal")
    new, clean = Build(START, day, "internal", before), Build(START, day, "internal")
    assert new.contents.items() <= clean.contents.items()
    assert all(xxh3_128_digest(clean.contents[path]) == key for path, key in new.kept.items())


def test_a_volatile_kind_is_made_each_time() -> None:
    seen = []

    def tell(ctx: PageContext, _: str) -> bytes:
        seen.append(ctx.path)
        return b""

    kind = PageKind(
        name="clock",
        title="Clock",
        names=lambda _: [File("now", "now.txt")],
        content=tell,
        volatile=True,
    )
    first = site_in(Cells(), START, (), None, "internal").ledger
    keep_pages(first, present(first, [kind], {}).listings, (), [])
    again = Cells(first.cells.memory())
    remembered = Remembered(site_in(again, START, (), None, "internal").ledger)
    assert remembered.listings([kind]) == {}
    assert remembered.listings([replace(kind, volatile=False)]).keys() == {"clock"}
