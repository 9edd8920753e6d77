"""`okrsite decide`: whether something is a KPI or an OKR, and then its file."""

from pathlib import Path

import pytest

from okrsite.commands.decide import command
from okrsite.commands.terminal import Terminal

ALL_KPI = ("--permanent", "--maintain", "--continuous")
ALL_OKR = ("--temporary", "--change", "--quarterly")


@pytest.fixture
def dialogue(site):
    """Runs `okrsite decide` where somebody answers. Gives what was said."""

    def run(answers: list[str], *arguments: str) -> str:
        said: list[str] = []
        left = iter(answers)

        def ask(question: str, _: str) -> str:
            said.append(question)
            return next(left)

        terminal = Terminal(can_ask=True, ask=ask, tell=said.append)
        result = command.main([*arguments], standalone_mode=False, obj=terminal)
        assert next(left, "all asked") == "all asked"
        return "\n".join([*said, result.out, result.note])

    return run


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (ALL_KPI, "It is a KPI, because it is permanent, to be maintained and looked at for good."),
        (ALL_OKR, "It is an OKR, because it is temporary, to be changed and closed at the quarter"),
        (("--temporary", "--maintain", "--continuous"), "But it is temporary, too"),
        (("--permanent", "--change", "--quarterly"), "It is both, perhaps."),
    ],
)
def test_two_answers_of_three_decide_and_the_rest_is_said(okrsite, site, answers, verdict) -> None:
    said = okrsite("decide", *answers)
    assert said.exit == 0
    assert verdict in said.out


def test_without_a_title_nothing_is_written(okrsite, site) -> None:
    before = sorted(site.rglob("*.md"))
    assert okrsite("decide", *ALL_KPI).err == "okrsite new kpi writes it.\n"
    assert sorted(site.rglob("*.md")) == before


def test_a_title_makes_the_file(okrsite, site) -> None:
    assert (
        okrsite("decide", *ALL_KPI, "Uptime of the shop").out
        == "content/kpis/uptime-of-the-shop.md\n"
    )
    assert okrsite("decide", *ALL_OKR, "Customers come back").exit == 0
    assert (
        'cycle = "2026-q4"' in Path("content/objectives/2026-q4/customers-come-back.md").read_text()
    )


def test_what_no_option_answers_is_asked(dialogue) -> None:
    said = dialogue(["temp", "what?", "change", "Help is quick"], "--quarterly")
    assert "Temporary: about 90 days, and then it is done" in said
    assert said.count("maintain or change") == 2
    assert "How often do we look at it" not in said
    assert Path("content/objectives/2026-q4/help-is-quick.md").exists()


def test_a_script_has_to_answer_everything(okrsite, site) -> None:
    said = okrsite("decide", "--permanent")
    assert said.exit == 2
    assert "Answer with --maintain or --change." in said.err
