"""Reading any file takes time that grows with its length alone, measured at 60 and 240 KB."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

pytestmark = pytest.mark.slow

FRONT = '+++\ntitle = "T"\n'
# Four times the text may take ten times as long, on a machine that is busy with other things.
MOST_GROWTH = 10
# What takes less than this is quick, whatever it grows by.
QUICK = 0.5

REPEATED = [
    *("[", "<", "*", "_", "`", "![", "> ", "~", "|", "#", "&", "\\", '"', "'", ";", ",", "="),
    *("<<<<<<<\n", "<<<<<<< a\n", "=======\n", ">>>>>>> a\n", "+++\n", "---\n", "```\n"),
    *("\u0301", "\u0316\u0300", "a\u0316\u0300", "\u200d", "\u202e", "\u1100", "\ufeff", "\u2028"),
    *("www.a.b ", "https://a.b ", "a@b.c ", "[a](b ", "[^a]", "[^a]: x\n", "[a]: /x\n", "*a_ "),
    *("| a ", "|a|\n|-|\n|b|\n\n", "# a\n", "- a\n  - b\n", "> - ", "&amp;", "<!--", "<a ", "a"),
    *("a = 1\n", "[[a]]\n", "a.b = 1\n", "{a=", "#\n", "1,", "2026-01-01,1\n", "a b\n", "\n", " "),
]


def page(text: str) -> tuple[str, str]:
    return "content/pages/a.md", f"{FRONT}+++\n{text}"


def bare(text: str) -> tuple[str, str]:
    return "content/pages/a.md", text


def unclosed(text: str) -> tuple[str, str]:
    return "content/objectives/a.md", FRONT + text


def settings(text: str) -> tuple[str, str]:
    # Front matter may have 64 KB.
    return "content/objectives/a.md", f"{FRONT}{text[: len(text) // 3]}\n+++\n"


def table(text: str) -> tuple[str, str]:
    return "content/kpis/a.csv", f"date,value,note\n2026-01-01,1,{text}"


def seconds(path: str, text: str) -> float:
    markdown = Markdown()
    started = process_time()
    parse(path, text.encode(), markdown)
    return process_time() - started


@pytest.mark.parametrize("file", [page, bare, unclosed, settings, table])
@pytest.mark.parametrize("unit", REPEATED, ids=ascii)
def test_a_file_of_one_thing_over_and_over_is_read_in_linear_time(
    file: Callable[[str], tuple[str, str]], unit: str
) -> None:
    length = len(unit.encode())
    # Beyond 50 KB a text is not read by the short way any more.
    small, large = (seconds(*file(unit * (size // length))) for size in (60_000, 240_000))
    assert large < max(QUICK, MOST_GROWTH * small)
