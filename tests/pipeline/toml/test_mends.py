"""Mends: the finding about a broken line says what the editor meant, in the editor's own words."""

import pytest

from okrsite.pipeline.fix import fixed
from okrsite.pipeline.toml.read import read_toml

PATH = "content/objectives/grow.md"
ITS_LAST = "write a day of it, such as its last, "


def mended(text: str) -> str:
    """The text after all its mends, until none is left."""
    for _ in range(9):
        step = fixed({PATH: text.encode()}, read_toml(text, PATH).findings)
        if not step.contents:
            break
        text = step.contents[PATH].decode()
    return text


def only(text: str) -> tuple[str, str]:
    """The message and the help of the one finding."""
    (finding,) = read_toml(text, PATH).findings
    return finding.message, finding.help


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("target = 4,5", "target = 4.5"),
        ('title\u00a0= "No\u00a0break"', 'title = "No\u00a0break"'),
        ("\u200btarget\u202f=\u30004,5", "target = 4.5"),
        ("\u00a0\ntarget = 4", " \ntarget = 4"),
        ("cycle = 2026-q4", 'cycle = "2026-q4"'),
        ("title = 5 % more", 'title = "5 % more"'),
        ("target = 4,5 # by summer", "target = 4.5 # by summer"),
        ("target = .5", "target = 0.5"),
        ("target = 5.", "target = 5"),
        ("target = 020", "target = 20"),
        ("target = \u22125", "target = -5"),
        ("target = 1 234,5", "target = 1234.5"),
        ("target = 1.234,5", "target = 1234.5"),
        ("target = 1,234,567", "target = 1234567"),
        ("values = { hours = 26,5, crane = 'a' }", "values = { hours = 26.5, crane = 'a' }"),
        ("due = 27.11.2026", "due = 2026-11-27"),
        ("due = 11/27/2026", "due = 2026-11-27"),
        ("due = 2026-11-7", "due = 2026-11-07"),
        ("due = 27. November 2026", "due = 2026-11-27"),
        ("range = >= 99.5", "range = { min = 99.5 }"),
        ("keep = under 5 %", "keep = { max = 5 }"),
        ("owner = bo-lind", 'owner = "bo-lind"'),
        ("owner: bo-lind", 'owner = "bo-lind"'),
        ('owner: "bo-lind"', 'owner = "bo-lind"'),
        ("title = “Boats turn faster”", 'title = "Boats turn faster"'),
        ("title = „Boote wenden“", 'title = "Boote wenden"'),
        ('title = "Boats turn faster\'', 'title = "Boats turn faster"'),
        ('title = "Boats turn faster', 'title = "Boats turn faster"'),
        ('title = Boats turn faster"', 'title = "Boats turn faster"'),
        ('title = "Boats "round" here"', "title = 'Boats \"round\" here'"),
        ('reason = "C:\\Users\\new"', "reason = 'C:\\Users\\new'"),
        ('owner = "bo-lind" // the boss', 'owner = "bo-lind" # the boss'),
        ('owner = "bo-lind",', 'owner = "bo-lind"'),
        ("critical = True", "critical = true"),
        ("tags = [retention, churn]", 'tags = ["retention", "churn"]'),
        ('watch = ["uptime"', 'watch = ["uptime"]'),
        ("range = { min = 99.5, }", "range = { min = 99.5 }"),
        ("range = {\n  min = 99.5,\n  max = 100\n}", "range = { min = 99.5, max = 100 }"),
        ("m = [\n  { a = 1 }\n  { a = 2 }\n]", "m = [\n  { a = 1 },\n  { a = 2 }\n]"),
        ('note = "one\ntwo"', 'note = """one\ntwo"""'),
        ("[[key_results]\nid = 'a'", "[[key_results]]\nid = 'a'"),
        ("[kudos]\na = 1\n[kudos]\na = 2", "[[kudos]]\na = 1\n[[kudos]]\na = 2"),
        ("confidence = 7/10", "confidence = 7"),
        ("confidence = 4 out of 5", "confidence = 8"),
        ("score = 7/10", "score = 0.7"),
        ("values = [ hours = 26 ]", "values = { hours = 26 }"),
        ("values = [\n  a = 12,\n  b = 31\n]", "values = { a = 12, b = 31 }"),
        ("keep = ( min = 3 ) # at least", "keep = { min = 3 } # at least"),
        ('reviews = [ note = "ok" ]', 'reviews = [{ note = "ok" }]'),
        ('watch = { "uptime", "nps" }', 'watch = ["uptime", "nps"]'),
        ("tags = {churn, retention}", 'tags = ["churn", "retention"]'),
        ('watch = ("uptime")', 'watch = ["uptime"]'),
        ("title = (draft)", 'title = "(draft)"'),
        ("target = 45%", 'target = 45\nunit = "%"'),
        ('unit = "%"\ntarget = 45 %', 'unit = "%"\ntarget = 45'),
    ],
)  # fmt: skip
def test_what_has_one_meaning_is_mended(written: str, meant: str) -> None:
    before = read_toml(written, PATH).findings
    assert all("okrsite check --fix" in finding.help for finding in before)
    assert mended(f"{written}\n") == f"{meant}\n"


@pytest.mark.parametrize(
    ("written", "help_"),
    [
        (
            "target = 1,200",
            "Write target = 1200, or target = 1.200 where the comma begins decimals",
        ),
        ("confidence = 12/10", "A number is 4.5, a date 2026-10-12, and text stands in quotes."),
        ("target = 7/10", "A number is 4.5, a date 2026-10-12, and text stands in quotes."),
        ("due = 10/11/2026", "Write due = 2026-10-11 or due = 2026-11-10"),
        ("target = ", "Write what target is, or take the line out."),
        ("due = 2026-11", f"It is a month: {ITS_LAST}due = 2026-11-30."),
        (
            "due = 2026-Q4",
            "It is a quarter: write a day of it, such as its last, due = 2026-12-31.",
        ),
        (
            "due = KW 45/2026",
            "It is a week: write a day of it, such as its last, due = 2026-11-08.",
        ),
        ("due = 2026-11-31", "2026-11 has 30 days, and 31 is none of them."),
        (
            "target = >= 99.5",
            (
                "To stay in a range, write keep = { min = 99.5 };"
                " to get somewhere, target = and one number."
            ),
        ),
        (
            'unit = "h"\ntarget = 45%',
            'Write target = 45 and, in a line of its own, unit = "%"',
        ),
    ],
)
def test_what_has_two_meanings_is_told_and_left(written: str, help_: str) -> None:
    assert only(written)[1] == help_
    assert mended(written) == written


MERGED = """\
[[checkins]]
date = 2026-11-09
author = "Ana"
values = { calls = 70 }
author = "Ben"
values = { mails = 50 }
"""


def test_two_checkins_that_a_merge_ran_together_are_parted_and_both_keep_their_words() -> None:
    message, help_ = only(MERGED)
    assert message == "a second check-in begins here, as after a merge that kept both sides"
    assert help_.startswith("Put [[checkins]] and date = 2026-11-09 above this line;")
    assert mended(MERGED).endswith(
        '[[checkins]]\ndate = 2026-11-09\nauthor = "Ben"\nvalues = { mails = 50 }\n'
    )
    assert 'author = "Ana"\nvalues = { calls = 70 }\n' in mended(MERGED)


def test_what_the_two_may_have_shared_is_not_given_to_one_of_them() -> None:
    text = f"{MERGED}confidence = 7\n"
    assert "a second check-in begins here" in only(text)[0]
    assert mended(text) == text


def test_a_key_that_is_simply_written_twice_is_a_choice() -> None:
    assert only('owner = "ada"\nowner = "bob"') == ("this is written twice", "Keep one of the two.")


def test_a_bracket_is_told_where_it_was_opened_ten_lines_before() -> None:
    text = "watch = [\n" + '  "uptime",\n' * 10 + '\n[[key_results]]\nid = "a"\n'
    (finding,) = read_toml(text, PATH).findings
    assert (finding.span.line, finding.span.column) == (1, 9)
    assert finding.message == "the list that is opened here is never closed"


def test_a_line_that_is_left_of_a_conflict_is_one() -> None:
    text = 'owner = "ada"\n=======\ntitle = "x"\n>>>>>>> other\n'
    (finding,) = read_toml(text, PATH).findings
    assert (finding.code, finding.span.line) == ("OKR004", 2)


def test_a_space_that_is_none_to_toml_is_named_and_its_key_is_not_missing() -> None:
    table = read_toml('title\u00a0= "Grow"', PATH)
    (finding,) = table.findings
    assert finding.message == "a no-break space (U+00A0) stands here, which is no space to TOML"
    assert finding.span.column == 6
    assert "title" in table.value


def test_such_a_space_in_a_list_of_several_lines_is_no_missing_comma() -> None:
    text = 'watch = [\n  "a",\n\u00a0 "b",\u2009"c\u00a0d",\n]\n'
    assert only(text)[0] == "a no-break space (U+00A0) stands here, which is no space to TOML"
    assert mended(text) == 'watch = [\n  "a",\n  "b", "c\u00a0d",\n]\n'
