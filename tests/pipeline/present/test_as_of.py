"""The day is put into a finished page, and another one in its place."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.present.as_of import ISO, WORDS, with_another_day, with_day

TODAY = (b"As of 27 November 2026", b"2026-11-27")
TOMORROW = ("Stand: 28. M\u00e4rz 2027".encode(), b"2027-03-28")
PIECES = st.lists(st.sampled_from([WORDS, ISO, "a", "2026-11-27", "\u00e9", "<time>"])).map("".join)


def test_the_day_stands_in_words_and_for_machines() -> None:
    page, holes = with_day(f'<time datetime="{ISO}">{WORDS}</time>'.encode(), TODAY)
    assert page == b'<time datetime="2026-11-27">As of 27 November 2026</time>'
    assert [page[first:last] for first, last, _ in holes] == [b"2026-11-27", TODAY[0]]


@given(PIECES)
def test_a_page_of_another_day_is_the_page_that_would_be_made_on_it(text) -> None:
    page, holes = with_day(text.encode(), TODAY)
    assert with_another_day(page, holes, TOMORROW) == with_day(text.encode(), TOMORROW)


def test_a_day_that_an_author_wrote_is_left_alone() -> None:
    page, holes = with_day(f"Checked in on 2026-11-27. {ISO}".encode(), TODAY)
    later, _ = with_another_day(page, holes, TOMORROW)
    assert later == b"Checked in on 2026-11-27. 2027-03-28"
