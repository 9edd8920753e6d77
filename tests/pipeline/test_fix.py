"""Fix: edits change what they are about, and nothing else in the file."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Edit, Move, Replacement, delete_line, insert_line, replace_line
from okrsite.model.position import Span
from okrsite.pipeline.fix import fixed

PATH = "content/objectives/grow.md"


def finding(*edits: Edit) -> Diagnostic:
    return error("OKR006", Span(PATH), "wrong", "Write it", edits)


def after(data: bytes, *findings: Diagnostic) -> bytes:
    return fixed({PATH: data}, findings).contents.get(PATH, data)


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbftitle = x\r\nowner = y\r\n"
    edits = (replace_line(PATH, 1, "title = x", 'title = "x"'), insert_line(PATH, 2, "b = 1"))
    assert after(data, finding(*edits)) == (b'\xef\xbb\xbftitle = "x"\r\nb = 1\r\nowner = y\r\n')


def test_a_line_is_taken_out_with_its_line_end_even_at_the_end_of_the_file() -> None:
    assert after(b"a\nb\nc", finding(delete_line(PATH, 2))) == b"a\nc"
    assert after(b"a\nb", finding(delete_line(PATH, 2))) == b"a\n"


def test_of_two_findings_that_change_one_place_the_second_waits() -> None:
    first, second = replace_line(PATH, 1, "a", "b"), replace_line(PATH, 1, "a", "c")
    assert after(b"a\n", finding(first), finding(second)) == b"b\n"


def test_a_finding_is_mended_whole_or_not_at_all() -> None:
    elsewhere = Replacement(Span("content/objectives/gone.md"), (1, 2), "x")
    assert after(b"a\n", finding(replace_line(PATH, 1, "a", "b"), elsewhere)) == b"a\n"


def test_the_same_edit_of_two_findings_is_made_once() -> None:
    edit = insert_line(PATH, 1, 'unit = "%"')
    assert after(b"a\n", finding(edit), finding(edit)) == b'unit = "%"\na\n'


def test_no_file_is_moved_over_another() -> None:
    move = Move(Span(PATH), "content/objectives/taken.md")
    assert fixed({PATH: b""}, [finding(move)], {"content/objectives/taken.md"}).moves == {}
    assert fixed({PATH: b""}, [finding(move)]).moves == {PATH: "content/objectives/taken.md"}


LINES = st.lists(st.text("aü\t ", max_size=5), min_size=1, max_size=6)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_all_lines_but_the_one_that_is_edited_stay_byte_for_byte(
    lines: list[str], newline: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(lines)))
    written = newline.join(lines).encode()
    edited = after(written, finding(replace_line(PATH, number, lines[number - 1], "new")))
    assert edited.decode().split(newline) == [
        "new" if place == number else line for place, line in enumerate(lines, 1)
    ]
