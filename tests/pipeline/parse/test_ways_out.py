"""The way out that a mistake is told with fits what was written, and stands where it is."""

import pytest

from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.settings import read_settings

MARKDOWN = Markdown(())


def told(path: str, data: bytes | str) -> list[tuple[str, str]]:
    raw = data if isinstance(data, bytes) else data.encode()
    found = parse(f"content/{path}", raw, MARKDOWN).findings
    return [
        (f"{finding.span.line}:{finding.span.column} {finding.message}", finding.help)
        for finding in found
    ]


@pytest.mark.parametrize(
    ("path", "line", "help_"),
    [
        ("kpis/a.md", 'cadence = "montly"', 'Write cadence = "monthly"'),
        ("kpis/a.md", 'visibility = "publik"', 'Write visibility = "public"'),
        ("teams/a.md", 'rhythm = "biwekly"', 'Write rhythm = "biweekly"'),
        ("objectives/a.md", 'cycle = "q4"\ntype = "comitted"', 'Write type = "committed"'),
    ],
)
def test_the_example_is_the_word_that_was_meant(path: str, line: str, help_: str) -> None:
    ((_, said),) = told(path, f'+++\ntitle = "A"\n{line}\n+++\n')
    assert said == help_


def test_a_moment_becomes_its_day() -> None:
    text = '+++\nobjective = "grow"\ndate = 2026-11-17T10:30:00Z\n+++\n'
    ((_, said),) = told("checkins/a.md", text)
    assert said.startswith("Write date = 2026-11-17;")


@pytest.mark.parametrize(
    ("change", "help_"),
    [("0.25", '"+25%"'), ("-0.1", '"-10%"'), ("25", '"+25%"'), ("1.0", '"+100%"')],
)
def test_a_change_becomes_percent(change: str, help_: str) -> None:
    row = f'id = "a"\ntitle = "B"\nstart = 4\nchange = {change}'
    text = f'+++\ntitle = "A"\ncycle = "q4"\n[[key_results]]\n{row}\n+++\n'
    ((_, said),) = told("objectives/a.md", text)
    assert said == f"Write change = {help_}"


def test_a_misspelt_shape_is_told_once() -> None:
    row = 'id = "a"\ntitle = "B"\nstart = 4\ntargt = 45'
    text = f'+++\ntitle = "A"\ncycle = "q4"\n[[key_results]]\n{row}\n+++\n'
    ((message, _),) = told("objectives/a.md", text)
    assert message.endswith("unknown key 'targt'; did you mean 'target'?")


@pytest.mark.parametrize("colour", ["greenish", "#12345", "rgb(1,2,3)"])
def test_a_colour_is_one_that_a_browser_knows(colour: str) -> None:
    ((message, _),) = told("teams/a.md", f'+++\ntitle = "A"\ncolour = "{colour}"\n+++\n')
    assert message.startswith(f"3:10 '{colour}' is not a colour")


@pytest.mark.parametrize("colour", ["SeaGreen", "#abc", "#2f6f4f"])
def test_a_colour_of_css_is_taken(colour: str) -> None:
    assert told("teams/a.md", f'+++\ntitle = "A"\ncolour = "{colour}"\n+++\n') == []


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('2026-10-31,"5,2"', "2:12 '5,2' is not a number"),
        ('"2026-10-31",x,"a, b"', "2:14 'x' is not a number"),
        ('2026-10-31,5,"a ""b"", c",d', "2:27 the row has 4 columns"),
    ],
)
def test_a_quoted_cell_has_its_own_column(row: str, place: str) -> None:
    ((message, _),) = told("kpis/a.csv", f"date,value,note\n{row}\n")
    assert message.startswith(place)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_moves_no_place(mark: bytes) -> None:
    ((message, _),) = told("kpis/a.csv", mark + b"date,value,note\n2026-10-31,5,caf\xe9\n")
    assert message == "2:17 byte 0xe9 is not UTF-8"


@pytest.mark.parametrize("output", ["content", "content/site", "./themes", "Plugins/x", ".git"])
def test_the_output_is_no_folder_that_the_site_is_made_of(output: str) -> None:
    settings, (found,) = read_settings(f'[build]\noutput = "{output}"\n'.encode())
    assert (found.code, str(found.span)) == ("OKR053", "okrsite.toml:2:10")
    assert "which holds what the site is made of" in found.message
    assert settings.build.output == "site"
