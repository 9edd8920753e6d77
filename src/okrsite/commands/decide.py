"""`okrsite decide`: whether something is a KPI or an OKR, and then its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.errors import CommandError
from okrsite.commands.new.kpi import KpiOptions, written_kpi
from okrsite.commands.new.objective import ObjectiveOptions, written_objective
from okrsite.commands.result import CommandResult
from okrsite.commands.terminal import Terminal
from okrsite.effects.themes import read_words
from okrsite.pipeline.words import Words


class ShortQuestion(Struct, frozen=True):
    """A question of the helper page by its name there, and the words that answer it."""

    name: str
    kpi: str
    okr: str


QUESTIONS = (
    ShortQuestion("time", "permanent", "temporary"),
    ShortQuestion("intent", "maintain", "change"),
    ShortQuestion("rhythm", "continuous", "quarterly"),
)


@click.command("decide", short_help="Tell whether it is a KPI or an OKR.")
@click.argument("title", required=False)
@click.option("--permanent/--temporary", "time", default=None, help="For good, or for 90 days?")
@click.option("--maintain/--change", "intent", default=None, help="Keep it, or change it?")
@click.option("--continuous/--quarterly", "rhythm", default=None, help="Does it end?")
@click.pass_obj
def command(terminal: Terminal, /, title: str | None, **answers: bool | None) -> CommandResult:
    """Tell whether something is a KPI or an OKR, and why, and write its file.

    It asks the questions that no option answers. Without a TITLE, in a script, nothing is written.
    """
    words = read_words("en")
    given = {
        question.name: _answer(question, answers[question.name], words, terminal)
        for question in QUESTIONS
    }
    is_kpi = sum(given.values()) >= 2
    verdict = "\n".join(_verdict(given, words, is_kpi=is_kpi))
    if terminal.can_ask and title is None:
        terminal.tell(verdict)
        title = terminal.ask("What is it called? Nothing is written without a name", "").strip()
        verdict = ""
    if not title:
        name = "kpi" if is_kpi else "objective"
        return CommandResult(f"{verdict}\n" if verdict else "", f"okrsite new {name} writes it.")
    result = _written(title, terminal, is_kpi=is_kpi)
    return replace(result, note="\n".join(filter(None, [verdict, result.note])))


def _answer(question: ShortQuestion, given: bool | None, words: Words, terminal: Terminal) -> bool:
    """Whether the answer speaks for a KPI. Raises `CommandError` where nobody can be asked."""
    if given is not None:
        return given
    if not terminal.can_ask:
        help_ = f"Answer with --{question.kpi} or --{question.okr}."
        raise CommandError(words[f"helper.{question.name}"], help_)
    terminal.tell(f"\n{words[f'helper.{question.name}']}")
    for word, side in ((question.kpi, "kpi"), (question.okr, "okr")):
        terminal.tell(f"  {word}: {words[f'helper.{question.name}_{side}']}")
    while True:
        text = terminal.ask(f"  {question.kpi} or {question.okr}", "").strip().casefold()
        if text and question.kpi.startswith(text) != question.okr.startswith(text):
            return question.kpi.startswith(text)


def _verdict(given: dict[str, bool], words: Words, *, is_kpi: bool) -> Iterator[str]:
    side = "kpi" if is_kpi else "okr"
    yield f"{words[f'helper.is_{side}']}, because it is {_answers(given, is_kpi=is_kpi)}."
    yield words[f"helper.is_{side}_text"]
    if others := _answers(given, is_kpi=not is_kpi):
        yield f"But it is {others}, too: two things may hide in one sentence."
    if given["time"] and not given["intent"]:
        yield f"{words['helper.is_both']}, perhaps. {words['helper.is_both_text']}"
        yield "With the KPI there, `okrsite promote` makes the key result."


def _answers(given: dict[str, bool], *, is_kpi: bool) -> str:
    """The answers that speak for one of the two, in words."""
    phrases = {
        "time": ("permanent", "temporary"),
        "intent": ("to be maintained", "to be changed"),
        "rhythm": ("looked at for good", "closed at the quarter's end"),
    }
    told = [phrases[name][not answer] for name, answer in given.items() if answer == is_kpi]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _written(title: str, terminal: Terminal, *, is_kpi: bool) -> CommandResult:
    if is_kpi:
        return written_kpi(Path.cwd(), title, KpiOptions(), terminal)
    return written_objective(Path.cwd(), title, ObjectiveOptions(), terminal)
