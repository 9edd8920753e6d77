"""TOML: places that are right, mistakes that are all found, and texts made to end the process."""

import subprocess
import sys
import unicodedata

import pytest
import tomli
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from okrsite.pipeline.control_characters import without_controls
from okrsite.pipeline.toml.nesting import DEEPEST, too_deep
from okrsite.pipeline.toml.read import read_toml
from okrsite.pipeline.toml.table import UNREADABLE, Table

PATH = "content/objectives/grow.md"


def found(text: str, first_line: int = 1) -> list[str]:
    """The findings of a text, without the path."""
    return [
        str(finding).removeprefix(f"{PATH}:")
        for finding in read_toml(text, PATH, first_line).findings
    ]


def place(table: Table, *steps: str | int) -> tuple[int, int]:
    """Line and column of a value."""
    span = table.at(*steps)
    return span.line, span.column


def test_a_value_is_found_at_its_line_and_column_in_the_file() -> None:
    table = read_toml('title = "Grow"\ncycle = "2026-q4"\n', PATH, first_line=2)
    assert place(table, "title") == (2, 9)
    assert place(table, "cycle") == (3, 9)


def test_columns_count_characters_although_umlauts_and_emoji_take_several_bytes() -> None:
    table = read_toml('ziel = { "größer 😀" = "ü", due = 2026-01-01 }', PATH)
    assert place(table, "ziel", "due") == (1, 34)
    assert place(table, "ziel", "größer 😀") == (1, 23)


def test_a_decomposed_umlaut_before_a_value_counts_as_it_stands_in_the_file() -> None:
    text = unicodedata.normalize("NFD", 'a = [ "größe", "höhe" ]')
    table = read_toml(text, PATH)
    assert table.value == {"a": ["größe", "höhe"]}
    assert place(table, "a", 1) == (1, text.index('"ho') + 1)


def test_decomposed_keys_and_escapes_become_composed_ones() -> None:
    text = unicodedata.normalize("NFD", '"größe" = 1') + '\nb = "o\\u0308"'
    assert read_toml(text, PATH).value == {"größe": 1, "b": "ö"}


def test_tables_with_a_header_are_found_at_it() -> None:
    table = read_toml("[source]\nuse = 1\n[[key_results]]\nid = 2\n[[key_results]]\n", PATH)
    assert place(table, "source") == (1, 1)
    assert place(table, "key_results", 1) == (5, 1)


def test_the_header_of_a_table_within_a_list_is_that_of_its_own_item() -> None:
    text = "[[k]]\nkeep.min = 1\n[[k]]\n[k.keep]\nmin = 2\n[[k]]\n[k.keep]\n"
    table = read_toml(text, PATH)
    assert [place(table, "k", i, "keep")[0] for i in range(3)] == [2, 4, 7]


def test_keys_named_like_the_words_of_the_reader_confuse_nobody() -> None:
    text = "[key_raw]\nkey = 1\nvalue_line = 2\nvalue = 3\n[value_raw]\nkey_raw = 4\n"
    table = read_toml(text, PATH)
    assert table.value == tomli.loads(text)
    assert dict(table.places().items()) == {
        "key_raw": (1, 1),
        "key_raw.key": (2, 7),
        "key_raw.value_line": (3, 14),
        "key_raw.value": (4, 9),
        "value_raw": (5, 1),
        "value_raw.key_raw": (6, 11),
    }


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("title = Grow", "1:9: OKR006 text must stand in quotes"),
        ('title = "Größe" x', "1:17: OKR006 something stands behind the value"),
        ('title = "Grow', "1:9: OKR006 the closing quote is missing"),
        ("due = 2026-13-01", "1:7: OKR006 '2026-13-01' is not a date"),
        ("a = 1\na = 2", "2:1: OKR006 this is written twice"),
        ("a = nan", "1:5: OKR016 'nan' is not a number to reckon with"),
        ("a = { b = [ -inf ] }", "1:13: OKR016 '-inf' is not a number to reckon with"),
        ("a = 1e999", "1:5: OKR016 'inf' is not a number to reckon with"),
        (f"a = {'9' * 4301}", "1:5: OKR0"),
        ('a = "é\ufdd0"', "1:7: OKR002 U+FDD0 is not a character of any text"),
        ('a = "\\uFDD0"', "1:6: OKR002 U+FDD0 is not a character of any text"),
        ("a = 9007199254740993", "1:5: OKR016 this whole number is too large"),
        ("a = 0xffffffffffffffffff", "1:5: OKR016 this whole number is too large"),
    ],
)
def test_a_mistake_is_reported_at_its_place(text: str, finding: str) -> None:
    (only,) = found(text)
    assert only.startswith(finding)


def test_a_place_after_lines_with_umlauts_is_that_of_the_line_itself() -> None:
    assert found('a = "äöü😀"\nb = "é"\nc = x\n') == ["3:5: OKR006 text must stand in quotes"]


def test_every_broken_line_is_reported_and_the_rest_is_read() -> None:
    table = read_toml('title = Grow\ndue = 2026-02-30\nowner = "ada"\nowner = "bob"\n', PATH)
    assert [finding.span.line for finding in table.findings] == [1, 2, 4]
    assert table.value == {"title": UNREADABLE, "due": UNREADABLE, "owner": "ada"}
    assert table.is_complete


def test_after_a_broken_header_other_lines_are_still_looked_at_and_nothing_is_concluded() -> None:
    table = read_toml("a = x\n[[key_results]\na = 1\n[b]\nc = y\n", PATH)
    assert sorted(finding.span.line for finding in table.findings) == [1, 2, 5]
    assert not table.is_complete


def test_a_mistake_within_a_value_of_several_lines_is_reported_once() -> None:
    assert len(found("values = [\n  1,\n  { a = 1,\n    b = 2 },\n]\n")) == 1


def test_over_64_kb_of_toml_is_not_read() -> None:
    assert found(f'a = "{"x" * 65536}"') == ["1:1: OKR003 64 KB of TOML are too much to read"]


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * DEEPEST + "]" * DEEPEST,
        "note = '" + "[" * 5000 + "'",
        'note = "' + "[{.=" * 5000 + '"',
        'note = """\n' + "[\n" * 5000 + '"""',
        'note = """ "" \\""" ' + "{" * 5000 + '"""""',
        "# " + "[" * 5000 + "\na = 1",
        "".join(f"k{i} = 1.5\n" for i in range(5000)),
        "".join("[[k]]\n" for _ in range(5000)),
        "a = [" + "[], " * 5000 + "]",
    ],
)
def test_brackets_and_dots_that_do_not_nest_are_no_mistake(text: str) -> None:
    assert found(text) == []


NESTED = [
    "[" * 65000,
    "{" * 65000,
    "a = " + "[" * 65000,
    "a = " + "[" * 101 + "]" * 101,
    "a = " + "{ a = " * 10000,
    "a = " + "[{ a = " * 9000,
    "a." * 30000 + "a = 1",
    "[" + "a." * 30000 + "a]\n",
    '"a".' * 15000 + "a = 1",
    "a = { " + "b." * 20000 + "b = 1 }",
    "a = { " + ("b." * 60 + "b = { ") * 500,
    "[[" + "a." * 30000 + "a]]\n",
    "a = \n" + "[\n" * 30000,
    "a = [ # [\n" + "[" * 60000,
    'a = "\n' + "[" * 60000,
    "a = '''' ''''" + "[" * 60000,
    'a = "\\"" ' + "[" * 60000,
    'a = "\\\\" ' + "[" * 60000,
    'a = """ """" ' + "[" * 60000,
    "\r" + "[" * 60000,
]
BROKEN = [
    "=" * 65000,
    "a=" * 30000,
    "a = [" + "=" * 60000,
    "=[" * 30000,
    '"' * 65000,
    "a\n=" * 20000,
]


@pytest.mark.parametrize("text", NESTED, ids=range(len(NESTED)))
def test_deep_nesting_is_refused_and_located(text: str) -> None:
    first, *_ = read_toml(text, PATH).findings
    assert first.code == "OKR007"
    assert too_deep(text) is not None


def test_no_text_ends_the_process() -> None:
    program = (
        "import sys, json\n"
        "from okrsite.pipeline.toml.read import read_toml\n"
        "for text in json.load(sys.stdin):\n"
        "    assert read_toml(text, 'x').findings\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        input=_json([*NESTED, *BROKEN]),
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_heap_of_brackets_quotes_and_dots_ends_the_process(seed: int) -> None:
    program = (
        "import random, sys\n"
        "from okrsite.pipeline.toml.read import read_toml\n"
        "draw = random.Random(int(sys.argv[1]))\n"
        "parts = ['[', '{', ']', '}', '.', 'a.', '\"', '\"\"\"', \"'\", \"'''\", '\\\\', '#',\n"
        "         '\\n', ',', '=', 'a', '[a.', '{a=', '[[a]]\\n', ' ', '1', 'é', '\\r']\n"
        "often = [1, 99, 30000]\n"
        "for _ in range(3000):\n"
        "    pool = draw.choices(parts, k=draw.randint(1, 6))\n"
        "    text = ''.join(\n"
        "        ''.join(draw.choices(pool, k=draw.randint(1, 4))) * draw.choice(often)\n"
        "        for _ in range(draw.randint(1, 8))\n"
        "    )\n"
        "    read_toml(text[:65536], 'x')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(seed)], capture_output=True, check=False, timeout=300
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def _json(value: object) -> str:
    import json

    return json.dumps(value)


# Without control characters: a space stands in place of each, so that two keys could become one.
_KEYS = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufdd0", exclude_categories=["Cc", "Cs"]),
    max_size=8,
)
_VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
    | st.dates()
    | st.text(st.characters(codec="utf-8", exclude_characters="\ufdd0"), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
@example({"key_raw": {"value": 1}, "a": [{"value_line": 2}]})
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_what_is_read_with_a_place_for_everything(written: dict) -> None:
    text = without_controls(tomli_w.dumps(written))
    table = read_toml(text, PATH)
    assert table.value == _shown(tomli.loads(text))
    lines = text.split("\n")
    places = table.places()
    for line, column in map(places.get, places):
        assert column <= len(lines[line - 1]) + 1


def _shown(value: object) -> object:
    match value:
        case str():
            return without_controls(unicodedata.normalize("NFC", value))
        case dict():
            return {
                unicodedata.normalize("NFC", key): _shown(below) for key, below in value.items()
            }
        case list():
            return [_shown(item) for item in value]
        case _:
            return value


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_reading_never_raises(text: str) -> None:
    assert isinstance(read_toml(text, PATH), Table)


def test_before_a_value_that_cannot_be_mended_other_lines_are_still_looked_at() -> None:
    text = "owner = ada\nkeep = { min = 95\n}\ntitle = x\n"
    assert found(text) == [
        "2:8: OKR006 { ... } must stand on one line",
        "1:9: OKR006 text must stand in quotes",
        "4:9: OKR006 text must stand in quotes",
    ]


def test_what_is_open_at_the_end_of_a_text_is_told_where_it_was_opened() -> None:
    assert found('a = [\n  { b = 1 },\n  { c = [1,\n  d = """x\n]\n') == [
        "3:9: OKR006 the list that is opened here is never closed",
        '4:7: OKR006 the text that """ opens here is never closed',
    ]


def test_a_colon_is_taken_for_an_equals_sign_so_that_its_key_is_not_missing() -> None:
    table = read_toml("title: Grow\n", PATH)
    assert table.value == {"title": UNREADABLE}
    assert [str(finding) for finding in table.findings] == [
        f"{PATH}:1:8: OKR006 text must stand in quotes"
    ]
