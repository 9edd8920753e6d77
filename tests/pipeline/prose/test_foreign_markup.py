"""Links of wikis and links with spaces are found where readers see them as written."""

import pytest

from okrsite.pipeline.prose.foreign_markup import unread_links


def links(text: str) -> list[str]:
    return [f"{link.span} {link.target}" for link in unread_links(text, "a.md", 5, 3)]


def test_links_of_a_wiki_are_found_at_their_place() -> None:
    text = "See [[grow]].\n\nAnd [[Grow fast|that]], ![[plan.png]]."
    assert links(text) == [
        "a.md:5:7 [[grow]]",
        "a.md:7:5 [[Grow fast|that]]",
        "a.md:7:25 ![[plan.png]]",
    ]


def test_an_address_with_a_space_is_found_and_one_with_a_title_is_not() -> None:
    assert links('[a](Customers stay), [b](x.md "The plan"), [c](<my file.md>)') == [
        "a.md:5:3 Customers stay"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[[grow]]`",
        "```\n[[grow]]\n```",
        "    [[grow]]",
        "<!-- [[grow]] -->",
        "\\[[grow]]",
        "[[1]](a.md)",
    ],
)
def test_code_comments_and_real_links_are_left_alone(text) -> None:
    assert links(text) == []


def test_many_brackets_and_backticks_take_no_longer_than_their_number() -> None:
    # In time that grew with the square of the length these would not end.
    for text in ("[" * 200_000, "`" * 200_000, "[[a " * 50_000, "[a](b " * 50_000):
        assert unread_links(text, "a.md", 1, 1) == ()
