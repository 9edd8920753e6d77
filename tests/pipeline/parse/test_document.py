"""Documents: whatever the bytes are, a file is read to its end or says why not."""

import string
import unicodedata
from datetime import date

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite.model.document import Document
from okrsite.model.goals import Objective
from okrsite.model.pages import FreePage
from okrsite.pipeline.parse import parse
from okrsite.pipeline.schema import ROWS

OBJECTIVE = """\
+++
title = "Größe"
cycle = "2026-q4"
supports = ["grow-arr#nrr"]

[[key_results]]
id = "response"
title = "Support answers faster"
start = 24
target = 4

[[checkins]]
date = 2026-10-12
values = { response = 14 }
note = \"\"\"
First line.

Second line.\"\"\"
+++
Why this matters.

* one
* two
"""

MISTAKES = """\
+++
titel = "Größe 😀"
cycle = 4
type = "comitted"
supports = ["ümläut", "#x", { goal = "a", wieght = 2 }]
state = "dropped"
due = 2026-13-01
visibility = secret

[[key_results]]
id = "größe"
title = "😀"
start = 4
target = 4
weight = 0

[[key_results]]
id = "größe"
title = ""
target = 4
keep = { min = 5, max = 4 }

[[checkins]]
date = 12.10.2026
confidence = 11
values = { grösse = 3 }
+++
"""


def test_ten_mistakes_in_one_file_are_reported_each_at_its_place(read, snapshot) -> None:
    findings = read("content/objectives/grow.md", MISTAKES).findings
    lines = MISTAKES.split("\n")
    told = [
        (
            str(finding),
            finding.help,
            lines[finding.span.line - 1],
            " " * (finding.span.column - 1) + "^",
        )
        for finding in findings
    ]
    assert told == snapshot


def test_line_ends_and_a_byte_order_mark_make_no_difference(read) -> None:
    plain = read("content/objectives/grow.md", OBJECTIVE)
    assert plain.findings == ()
    for ends in ("\r\n", "\r"):
        other = OBJECTIVE.replace("\n", ends)
        assert read("content/objectives/grow.md", other) == plain
        assert read("content/objectives/grow.md", "\ufeff" + other) == plain
    other = MISTAKES.replace("\n", "\r\n")
    assert read("content/objectives/grow.md", "\ufeff" + other) == read(
        "content/objectives/grow.md", MISTAKES
    )


def test_all_text_is_composed(read) -> None:
    text = unicodedata.normalize("NFD", "+++\ntitle = 'Größe'\n+++\nÜber uns\n")
    document = read(unicodedata.normalize("NFD", "content/pages/über.md"), text)
    assert isinstance(document.entity, FreePage)
    assert document.id == "über"
    assert document.entity.title == "Größe"
    assert document.entity.body.text == "Über uns"


def test_the_line_of_a_body_and_of_a_note_is_that_of_the_file(read) -> None:
    text = OBJECTIVE.replace("* two", "[x](javascript:a)").replace("Second", "[y](javascript:b)")
    document = read("content/objectives/grow.md", text)
    assert [finding.span.line for finding in document.findings] == [18, 23]


def test_an_id_in_the_file_wins_over_its_name(read) -> None:
    assert read("content/pages/a/b.md", '+++\ntitle = "A"\n+++\n').id == "a/b"
    assert read("content/pages/a/b.md", '+++\ntitle = "A"\nid = "c"\n+++\n').id == "c"
    assert read("content/objectives/a/b.md", '+++\ntitle = "A"\n+++\n').id == "b"
    assert read("content/index.md", '+++\ntitle = "A"\n+++\n').id == "index"


def test_the_id_is_known_where_the_rest_is_not(read) -> None:
    for broken in (b"\xff", b"", b"+++\n", b"+++\ntitle = [\n+++\n", b"<<<<<<< a\n>>>>>>> b\n"):
        document = read("content/teams/sales.md", broken)
        assert (document.kind, document.id, document.entity) == ("team", "sales", None)
        assert len(document.findings) == 1


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (b'+++\ntitle = "\xc3\xbc\xff"\n+++\n', "2:11 OKR001 byte 0xff is not UTF-8"),
        (b"+++\r\na\r\n\xff", "3:1 OKR001 byte 0xff is not UTF-8"),
        (b'+++\ntitle = "\xc3\xbc\0"\n+++\n', "2:11 OKR002 a NUL character is not text"),
        (b"x" * (2**20 + 1), "1:1 OKR003 the file has 1.0 MB; 1 MB is the most that is read"),
        ("", "1:1 OKR005 the file has no front matter"),
        ("# Goals\n", "1:1 OKR005 the file has no front matter"),
        ("---\ntitle: x\n---\n", "1:1 OKR005 the front matter is YAML"),
        ('{ "title": "x" }\n', "1:1 OKR005 the front matter is JSON"),
        ("\n+++\n+++\n", "1:1 OKR005 something stands before the front matter"),
        ("+++\ntitle = 1\n", "1:1 OKR005 the front matter is never closed"),
        ("+++ \n+++\t", "1:1 OKR012 'title' is missing"),
        ('+++\ntitle = " "\n+++', "2:9 OKR013 'title' is empty"),
        ('+++\ntitle = ""\n+++', "2:9 OKR013 'title' is empty"),
        (
            f'+++\ntitle = "a"\ntags = "{"x" * 65536}"\n+++\n',
            "2:1 OKR003 64 KB of TOML are too much to read",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_so_once(found, text, finding) -> None:
    assert found("content/pages/about.md", text) == [finding]


def test_control_characters_are_told_at_the_first_of_them_and_shown_as_spaces(read) -> None:
    text = '+++\ntitle = "A\x1b[1m goal"\n+++\nWe \x08mean\x1f it.\n'
    page = read("content/pages/about.md", text)
    (finding,) = page.findings
    assert (finding.span.line, finding.span.column, finding.code) == (2, 11, "OKR009")
    assert finding.message.startswith("U+001B is a control character")
    assert finding.message.endswith("and 2 more follow")
    assert (page.entity.title, page.entity.body.text) == ("A [1m goal", "We  mean  it.")


def test_a_control_character_that_is_written_as_an_escape_is_one_too(read) -> None:
    page = read("content/pages/about.md", '+++\ntitle = "A\\u0008 goal"\n+++\n')
    assert [str(finding) for finding in page.findings] == [
        "content/pages/about.md:2:9: OKR009 U+0008 is a control character that no page may hold"
    ]
    assert page.entity.title == "A  goal"


def test_a_tab_is_no_control_character(found) -> None:
    assert found("content/pages/about.md", '+++\ntitle = "A\tB"\n+++\nC\tD\n') == []


def test_a_conflict_is_one_finding_and_the_only_one(found) -> None:
    text = (
        "+++\ntitel = 3\n<<<<<<< HEAD\nowner = 1\n||||||| base\n=======\nx = [\n"
        ">>>>>>> main\n<<<<<<< HEAD\n=======\n>>>>>>> main\n+++\n"
    )
    assert found("content/objectives/a.md", text) == [
        "3:1 OKR004 a merge conflict is left in this file"
    ]
    assert found("series", "date,value\n<<<<<<< HEAD\n2026-01-01,1\n=======\n>>>>>>> b\n") == [
        "2:1 OKR004 a merge conflict is left in this file"
    ]


def test_a_conflict_after_many_of_its_beginnings_is_told_at_the_first(found) -> None:
    text = '+++\ntitle = "A"\n+++\n' + "<<<<<<<\n" * 100_000
    assert found("content/pages/a.md", text) == []
    assert found("content/pages/a.md", f"{text}=======\n") == [
        "4:1 OKR004 a merge conflict is left in this file"
    ]


def test_more_accents_than_any_letter_has_are_a_finding(found) -> None:
    accents = "\N{COMBINING GRAVE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}"
    text = '+++\ntitle = "A"\n+++\nWe mean\nit{}!\n'
    assert found("content/pages/a.md", text.format(accents * 50)) == []
    for count in (51, 200_000):
        assert found("content/pages/a.md", text.format(accents * count)) == [
            "5:3 OKR037 more than 100 accents stand on one letter"
        ]
    assert found("series", f"date,value\n2026-01-01,1{accents * 51}\n") == [
        "2:13 OKR037 more than 100 accents stand on one letter"
    ]


def test_many_letters_with_few_accents_are_a_text_as_any_other(found) -> None:
    zalgo = ("\N{ZERO WIDTH JOINER}" + "\N{COMBINING ACUTE ACCENT}" * 90) * 2000
    assert found("content/pages/a.md", f'+++\ntitle = "A"\n+++\n{zalgo}\n') == []


def test_arrows_and_underlines_of_markdown_are_no_conflict(found) -> None:
    text = '+++\ntitle = "A"\n+++\nHeading\n=======\n\n>>>>>>> deeply quoted\n'
    assert found("content/pages/a.md", text) == []


def test_a_file_in_no_known_folder_is_a_finding(found) -> None:
    assert found("content/goals/a.md", "") == ["1:1 OKR008 this folder holds no documents"]


@given(st.binary(max_size=300), st.sampled_from(["objectives", "kpis", "checkins", "pages"]))
@settings(deadline=None)
def test_reading_never_raises_on_any_bytes(markdown, data: bytes, folder: str) -> None:
    for path in (f"content/{folder}/a.md", f"content/{folder}/a.csv"):
        assert isinstance(parse(path, data, markdown), Document)


@given(st.text(max_size=200), st.sampled_from(["objectives", "kpis", "cycles", "teams"]))
@settings(deadline=None)
def test_reading_never_raises_on_any_front_matter(markdown, text: str, folder: str) -> None:
    data = f"+++\n{text}\n+++\n{text}".encode(errors="replace")
    assert isinstance(parse(f"content/{folder}/a.md", data, markdown), Document)


_WORDS = sorted(
    {name for _, _, row in ROWS for name in row.__struct_fields__}
    | {"goal", "weight", "min", "max", "value", "by", "since", "from", "use", "rule", "reason"}
    | {"commit", "stretch", "keep", "change", "zones", "milestones", "score", "kpi", "current"}
)
_SCALARS = (
    st.booleans()
    | st.integers(-3, 12)
    | st.sampled_from(["", "a", "a#b", "#", "+25%", "public", "active", "{a} / 2", "2026-10-12"])
    | st.dates(date(2026, 1, 1), date(2026, 12, 31))
    | st.floats()
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_WORDS), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(
    st.sampled_from(["objectives", "kpis", "cycles", "teams", "people", "checkins", "pages"]),
    st.dictionaries(st.sampled_from(_WORDS), _VALUES, max_size=8),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_known_words_with_any_values_are_read_or_reported(markdown, folder: str, fields) -> None:
    text = f"+++\n{tomli_w.dumps(fields)}\n+++\n"
    document = parse(f"content/{folder}/a.md", text.encode(), markdown)
    assert document.entity is not None or document.findings
    last = text.count("\n") + 1
    assert all(1 <= finding.span.line <= last for finding in document.findings)
    assert all(finding.span.path == document.path for finding in document.findings)


@given(st.text(string.ascii_letters + "äöü\n =[]{}\"'#+", max_size=120))
@settings(deadline=None)
def test_line_ends_never_make_a_difference(markdown, text: str) -> None:
    plain = f'+++\ntitle = "a"\n{text}\n+++\n{text}'
    windows = "\ufeff" + plain.replace("\n", "\r\n")
    path = "content/pages/a.md"
    assert parse(path, windows.encode(), markdown) == parse(path, plain.encode(), markdown)


def test_the_places_of_an_objective_are_those_of_its_file(read) -> None:
    document = read("content/objectives/grow.md", OBJECTIVE)
    objective = document.entity
    assert isinstance(objective, Objective)
    assert str(objective.at("supports.0")) == "content/objectives/grow.md:4:13"
    assert str(objective.supports[0].span) == "content/objectives/grow.md:4:13"
    assert str(objective.key_results[0].at("target")) == "content/objectives/grow.md:10:10"
    assert str(document.checkins[0].at("values.response")) == "content/objectives/grow.md:14:23"


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("objective", 'title = "A"\ncycle = "q4"'),
        ("kpi", 'title = "A"'),
        ("team", 'title = "A"'),
        ("person", 'title = "A"'),
        ("cycle", 'title = "A"\nstart = 2026-10-01\nend = 2026-12-31'),
        ("page", 'title = "A"'),
        ("checkin", 'objective = "a"\ndate = 2026-10-12'),
    ],
)
def test_a_table_extra_holds_anything_in_any_front_matter(read, kind, needed) -> None:
    document = read(kind, f'{needed}\n[extra]\nimported = "OKR-7"\nsince = 2026-01-02\nlist = [1]')
    assert document.findings == ()
    assert document.entity.extra == b'{"imported":"OKR-7","since":"2026-01-02","list":[1]}'


def test_only_a_draft_needs_no_cycle(read) -> None:
    draft = read("objective", 'title = "Grow"\nstate = "draft"')
    assert (draft.findings, draft.entity.cycle) == ((), None)
    active = read("objective", 'title = "Grow"')
    assert active.entity is None
    assert [(str(finding), finding.help) for finding in active.findings] == [
        (
            "content/objectives/grow.md:1:1: OKR012 'cycle' is missing",
            'Add cycle = "..."; without one, in the backlog, it must say state = "draft".',
        )
    ]


@pytest.mark.parametrize("fields", ['state = "drft"', "cycle = 4", 'cylce = "q4"'])
def test_a_mistake_in_cycle_or_state_is_not_a_missing_cycle_as_well(read, fields) -> None:
    document = read("objective", f'title = "Grow"\n{fields}')
    assert document.entity is None
    assert [finding.code for finding in document.findings] in (["OKR010"], ["OKR011"])
