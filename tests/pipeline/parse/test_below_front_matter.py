"""Settings that stand below the front matter are found, and examples of them are left alone."""

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

GOAL = 'title = "Grow"\ncycle = "2026-q4"\n'
CHECKIN = "[[checkins]]\ndate = 2026-11-20\nconfidence = 7\n"
BLOCK = f"+++\n{GOAL}+++\n"


def told(text: str, path: str = "content/objectives/grow.md") -> list[str]:
    findings = parse(path, text.encode(), Markdown()).findings
    return [f"{f.span.line} {f.message} | {f.help}" for f in findings if f.code == "OKR132"]


@pytest.mark.parametrize(
    "below",
    [
        CHECKIN,
        "[[checkin]]\n",
        "  [[ key_results ]]\n",
        'owner = "ada"\n',
        "tags = ['a']\n",
        "+++\n",
    ],
)
def test_what_stands_below_the_text_is_to_be_moved_up(below) -> None:
    (finding,) = told(f"{BLOCK}Why.\n\n{below}")
    assert finding.startswith("7 '")
    assert finding.endswith("| Move it up, above the +++ in line 4 that ends the settings.")


def test_a_block_cut_in_two_is_to_be_made_one() -> None:
    (finding,) = told(f"{BLOCK}{CHECKIN}+++\nWhy.\n")
    assert finding.endswith("| Take out the +++ in line 4; the settings end at the one below.")


def test_a_second_checkin_in_a_file_of_one_needs_its_own() -> None:
    text = '+++\nobjective = "grow"\ndate = 2026-11-20\n+++\nWell.\n\n+++\nobjective = "cut"\n+++\n'
    (finding,) = told(text, "content/checkins/a.md")
    assert "put the other one into a file of its own" in finding


@pytest.mark.parametrize(
    "below",
    [
        f"```toml\n{CHECKIN}```\n",
        f"~~~\n{CHECKIN}~~~\n",
        "Write `[[checkins]]` above it.\n",
        f"<!--\n{CHECKIN}-->\n",
        "    owner = 'ada'\n",
        "rate = lost / all\n",
        "owner = whoever answers\n",
        "[[customers-stay]]\n",
    ],
)
def test_code_comments_and_prose_are_left_alone(below) -> None:
    assert told(f"{BLOCK}Why.\n\n{below}") == []


def test_a_page_may_speak_of_settings() -> None:
    assert told(f"+++\ntitle = 'Format'\n+++\n{CHECKIN}", "content/pages/format.md") == []


@pytest.mark.parametrize(
    ("path", "fields", "place"),
    [
        ("objectives/a.md", "title = 'K'\nunit = '%'\ncadence = 'monthly'", "kpis/a.md"),
        ("objectives/a.md", "objective = 'grow'\ndate = 2026-11-20", "checkins/a.md"),
        ("checkins/a.md", GOAL + "owner = 'ada'", "objectives/a.md"),
        ("pages/q4.md", "title = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31", "cycles/q4.md"),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_finding(path, fields, place) -> None:
    document = parse(f"content/{path}", f"+++\n{fields}\n+++\n".encode(), Markdown())
    (finding,) = document.findings
    assert (finding.code, finding.help) == ("OKR131", f"Move it to content/{place}")
    assert document.kind == place.partition("/")[0].rstrip("s")


def test_one_unknown_key_is_no_other_kind() -> None:
    text = f"+++\n{GOAL}unit = '%'\n+++\n"
    codes = [f.code for f in parse("content/objectives/a.md", text.encode(), Markdown()).findings]
    assert codes == ["OKR010"]
