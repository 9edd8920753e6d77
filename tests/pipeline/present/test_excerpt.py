"""An opening is whole sentences as long as they fit."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.prose import Heading, Prose
from okrsite.pipeline.present.excerpt import opening


def prose(text, *headings):
    return Prose(text=text, headings=tuple(Heading(2, heading, heading) for heading in headings))


def test_only_the_first_paragraph_speaks_and_a_heading_is_none() -> None:
    assert opening(prose("Why\nWe grow. Slowly.\nMore.", "Why")) == "We grow. Slowly."


def test_a_sentence_that_does_not_fit_is_left_out() -> None:
    assert opening(prose("One two. Three four five."), 12) == "One two."


def test_a_sentence_that_is_too_long_alone_ends_at_a_word() -> None:
    assert opening(prose("One two three four"), 10) == "One two…"


@given(st.text(), st.integers(1, 50))
def test_an_opening_is_never_longer_than_asked_for_and_its_sign(text, longest) -> None:
    assert len(opening(prose(text), longest)) <= longest + 1
