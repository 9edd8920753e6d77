"""Answers that pages share are worked out only where something that they looked at is another."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from okrsite.api import Objective
from okrsite.api.pages import PageContext
from okrsite.builtin.example import BASE, SETTINGS, objective_text
from okrsite.hooks.loading import load_file
from okrsite.pipeline.cells import Cell, Cells, Memory, digest_of
from okrsite.pipeline.present.return_type import decoder_of, decoder_of_entries
from okrsite.testing.sites import site_in

DAY = date(2026, 11, 20)
GOALS = {f"content/objectives/g{n}.md": objective_text(f"Goal {n}") for n in range(3)}
FILES = {**BASE, **GOALS}
called: list[str] = []


class Line(Struct, frozen=True):
    title: str
    share: float


def line(ctx: PageContext, id_: str) -> Line:
    called.append(id_)
    return Line(ctx.objective(id_).title, 1)


def by_letter(ctx: PageContext) -> Mapping[str, tuple[str, ...]]:
    called.append("by letter")
    found: dict[str, tuple[str, ...]] = {}
    for row in ctx.rows(Objective, line):
        letter = row.title[0]
        found[letter] = (*found.get(letter, ()), row.title)
    return found


def longest(ctx: PageContext) -> Any:
    called.append("longest")
    return {"title": max((row.title for row in ctx.rows(Objective, line)), key=len)}


def opaque(_: PageContext, id_: str) -> object:
    return {id_: object()}


def opaque_entries(_: PageContext) -> Mapping[str, object]:
    return {"a": object()}


def shown(_: PageContext, given: object) -> str:
    return repr(given)


def by_title(ctx: PageContext) -> Mapping[str, str]:
    called.append("by title")
    titles = [goal.title for goal in ctx.all(Objective)]
    if "Broken" in titles:
        raise ValueError("a title is broken")
    return {"A": titles[0], "B": titles[1]}


def no_entry(_: PageContext) -> Mapping[str, int]:
    raise ValueError("there is nothing")


class Site:
    """A site in one build, and what the next one is to remember of it."""

    def __init__(self, files, memory=None, day=DAY) -> None:
        self.cells = Cells(memory, digest_of(files[SETTINGS]))
        self.ledger = site_in(self.cells, files, (), day, "internal").ledger
        called.clear()

    def ask(self, function):
        return self.ledger.ask("a.html", function)

    def memory(self):
        self.ledger.keep()
        return msgspec.msgpack.decode(msgspec.msgpack.encode(self.cells.memory()), type=Memory)


def edited(title: str, number: int = 1) -> dict[str, str]:
    return {**FILES, f"content/objectives/g{number}.md": objective_text(title)}


def test_an_edit_makes_its_own_row_anew() -> None:
    first = Site(FILES)
    assert len(first.ask(lambda ctx: ctx.rows(Objective, line)).value) == len(called) == 4
    second = Site(edited("Another goal"), first.memory())
    rows = second.ask(lambda ctx: ctx.rows(Objective, line)).value
    assert called == ["g1"]
    assert [row.title for row in rows][:3] == ["Goal 0", "Another goal", "Goal 2"]


def test_a_goal_that_comes_or_goes_changes_the_rows() -> None:
    first = Site(FILES)
    asked = first.ask(lambda ctx: ctx.rows(Objective, line)).reads
    numbers = first.cells.numbered(asked)
    left = {path: text for path, text in FILES.items() if "g2" not in path}
    second = Site(left, first.memory())
    assert not second.cells.stands(Cell(b"", numbers))
    assert called == []


def test_a_page_follows_its_own_entry_alone() -> None:
    first = Site(FILES)
    asked = {
        letter: first.ask(lambda ctx, letter=letter: ctx.entry(by_letter, letter)).reads
        for letter in ("G", "A", "*")
    }
    numbers = {letter: first.cells.numbered(reads) for letter, reads in asked.items()}
    second = Site(edited("Apples"), first.memory())
    stands = {letter: second.cells.stands(Cell(b"", known)) for letter, known in numbers.items()}
    assert stands == {"G": False, "A": False, "*": True}
    assert called.count("by letter") == 1
    third = Site(edited("Good"), first.memory())
    assert third.cells.stands(Cell(b"", numbers["A"]))
    assert not third.cells.stands(Cell(b"", numbers["G"]))


def test_an_entry_is_there_again_without_a_call_and_may_be_missing() -> None:
    first = Site(FILES)
    told = first.ask(lambda ctx: ctx.entry(by_letter, "G")).value
    second = Site(FILES, first.memory())
    assert second.ask(lambda ctx: ctx.entry(by_letter, "G")).value == told
    assert second.ask(lambda ctx: ctx.entry(by_letter, "Z")).value is None
    assert called == []


def test_nothing_is_worked_out_before_somebody_asks() -> None:
    first = Site(FILES)
    first.ask(lambda ctx: ctx.once(longest))
    second = Site(
        edited("By far the longest goal that anybody of this company ever had"), first.memory()
    )
    assert called == []
    assert (
        second.ask(lambda ctx: ctx.once(longest)).value["title"]
        == "By far the longest goal that anybody of this company ever had"
    )
    assert called == ["g1", "longest"]


def test_an_answer_that_nobody_asked_for_is_kept_for_the_next_build_while_it_stands() -> None:
    first = Site(FILES)
    first.ask(lambda ctx: ctx.rows(Objective, line))
    third = Site(FILES, Site(FILES, first.memory()).memory())
    assert len(third.ask(lambda ctx: ctx.rows(Objective, line)).value) == 4
    assert called == []


def test_what_another_process_worked_out_is_kept_for_the_next_build() -> None:
    memory = Site(FILES).memory()
    files = edited("Apples")
    here, there = Site(files, memory), Site(files, memory)
    for letter in ("A", "Z"):
        there.ask(lambda ctx, letter=letter: ctx.entry(by_letter, letter))
        here.ledger.answers.learn(there.ledger.answers.take_new())
    third = Site(files, here.memory())
    assert third.ask(lambda ctx: ctx.entry(by_letter, "A")).value == ("Apples",)
    assert third.ask(lambda ctx: ctx.entry(by_letter, "Z")).value is None
    assert len(third.ask(lambda ctx: ctx.rows(Objective, line)).value) == 4
    assert called == []


def test_everybody_gets_the_value_as_it_will_be_remembered() -> None:
    first = Site(FILES)
    (made, *_) = first.ask(lambda ctx: ctx.rows(Objective, line)).value
    (known, *_) = Site(FILES, first.memory()).ask(lambda ctx: ctx.rows(Objective, line)).value
    assert repr(made) == repr(known) == "Line(title='Goal 0', share=1.0)"


def test_a_call_that_fails_fails_for_each_who_asks() -> None:
    site = Site(FILES)
    for _ in range(2):
        with pytest.raises(ValueError, match="there is nothing"):
            site.ask(lambda ctx: ctx.entry(no_entry, "a"))
    with pytest.raises(TypeError, match="a function of a module"):
        site.ask(lambda ctx: ctx.rows(Objective, lambda _, id_: id_))


def test_rows_and_entries_that_cannot_be_compared_are_refused_by_their_type() -> None:
    site = Site(FILES)
    with pytest.raises(TypeError, match=r"the type 'mappingproxy' has no digest"):
        site.ask(lambda ctx: ctx.rows(Objective, opaque))
    with pytest.raises(TypeError, match=r"the type 'object' has no digest"):
        site.ask(lambda ctx: ctx.entry(opaque_entries, "a"))
    assert site.ask(lambda ctx: ctx.once(opaque, "a")).value.keys() == {"a"}


def test_arguments_that_are_equal_but_of_other_types_are_other_calls() -> None:
    asked = Site(FILES).ask(lambda ctx: [ctx.once(shown, given) for given in (1, True, 1.0)])
    assert asked.value == ["1", "True", "1.0"]


def test_a_plugin_that_is_loaded_again_answers_by_its_new_functions(tmp_path: Path) -> None:
    path = tmp_path / "lamp.py"
    told = []
    for word in ("dark", "light"):
        path.write_text(f"def lamp(ctx):\n    return '{word}'\n")
        lamp = load_file(path, "lamp").lamp
        told.append(Site(FILES).ask(lambda ctx, lamp=lamp: ctx.once(lamp)).value)
    assert told == ["dark", "light"]


def test_entries_that_fail_are_asked_for_once_by_all_that_follow_them() -> None:
    first = Site(FILES)
    asked = [
        first.ask(lambda ctx, name=name: ctx.entry(by_title, name)).reads for name in ("A", "B")
    ]
    numbers = [first.cells.numbered(reads) for reads in asked]
    second = Site(edited("Broken"), first.memory())
    assert [second.cells.stands(Cell(b"", known)) for known in numbers] == [False, False]
    assert called == ["by title"]


def test_whether_a_day_has_come_changes_only_on_that_day() -> None:
    first = Site(FILES)
    days = {day: date(2026, 11, day) for day in (10, 21, 30)}
    numbers = {
        day: first.cells.numbered(first.ask(lambda ctx, at=at: ctx.has_come(at)).reads)
        for day, at in days.items()
    }
    later = Site(FILES, first.memory(), date(2026, 11, 22))
    assert later.ask(lambda ctx: [ctx.has_come(at) for at in days.values()]).value == [
        True,
        True,
        False,
    ]
    assert [later.cells.stands(Cell(b"", numbers[day])) for day in days] == [True, False, True]


class Tree(Struct, frozen=True):
    name: str
    inside: tuple["Tree", ...] = ()


class Loose(Struct, frozen=True):
    facts: dict[str, Any]


def test_only_types_that_tell_everything_are_decoded() -> None:
    def tree() -> Tree: ...
    def lines() -> dict[str, list[Line | None]]: ...
    def loose() -> tuple[Loose, ...]: ...
    def bare() -> list: ...
    def either() -> Line | Tree: ...
    def untold(): ...
    def unknown() -> "Nowhere": ...  # noqa: F821

    assert decoder_of(lines) is not None
    assert decoder_of_entries(lines) is not None
    assert decoder_of(tree)(msgspec.msgpack.encode(Tree("a", (Tree("b"),)))).inside[0].name == "b"
    for function in (loose, bare, either, untold, unknown):
        assert decoder_of(function) is None, function
