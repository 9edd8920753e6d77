"""Prose without a hidden link has its words and no trace of where it led."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrsite.pipeline.prose import without_links


def without(prose, text, *targets):
    return without_links(prose.read(text)[0], lambda link: link.target in targets)


def test_a_hidden_link_leaves_its_words(prose) -> None:
    kept = without(prose, 'a [*b* c](goal:x "t") d [e](goal:y) [f](https://g.h)', "goal:x")
    assert kept.parts == (
        '<p>a <em>b</em> c d <a href="',
        '">e</a> <a href="https://g.h">f</a></p>\n',
    )
    assert [link.target for link in kept.links] == ["goal:y"]


def test_a_hidden_link_around_a_picture_leaves_the_picture(prose) -> None:
    kept = without(prose, "[a ![b](c.png) d](goal:x) [e](goal:y)", "goal:x")
    assert kept.parts == ('<p>a <img src="', '" alt="b"> d <a href="', '">e</a></p>\n')


def test_a_hidden_picture_leaves_its_words(prose) -> None:
    kept = without(prose, '[x ![b "q" <](c.png "t") y](goal:x)', "c.png")
    assert kept.parts == ('<p><a href="', '">x b &quot;q&quot; &lt; y</a></p>\n')


def test_prose_without_hidden_links_is_itself(prose) -> None:
    whole = prose.read("[a](goal:x)")[0]
    assert without_links(whole, lambda _: False) is whole


PIECES = st.lists(
    st.sampled_from(["[a](goal:x)", "[b *c*](goal:y)", "![d](e.png)", "[![f](g.png)](goal:x)", " ",
                     "[![f](g.png) h](kpi:z)", "text", "\n\n", "- ", "<i>", "[w](https://w.example)"])
)  # fmt: skip


@given(
    PIECES.map("".join), st.sets(st.sampled_from(["goal:x", "goal:y", "e.png", "g.png", "kpi:z"]))
)
def test_hiding_some_links_is_as_if_their_words_alone_were_written(prose, text, targets) -> None:
    # Four spaces at the begin of a line or an item make code. It links nothing, but here the
    # words that it holds would be replaced like those of links.
    assume(not re.search(r"^(?:- ?)* {4}", text, re.MULTILINE))
    kept = without(prose, text, *targets)
    bare = text
    for image in ("e.png", "g.png"):
        if image in targets:
            bare = bare.replace(f"![d]({image})", "d").replace(f"![f]({image})", "f")
    for target in ("goal:x", "goal:y", "kpi:z"):
        if target in targets:
            bare = _unlinked_text(bare, target)
    assert kept.parts == prose.read(bare)[0].parts


def _unlinked_text(text, target):
    for label in ("a", "b *c*", "![f](g.png)", "f", "![f](g.png) h", "f h"):
        text = text.replace(f"[{label}]({target})", label)
    return text


@pytest.mark.parametrize("text", ["[a](goal:x)", "> [a](goal:x)\n\n# [b](goal:x)"])
def test_the_plain_text_does_not_change(prose, text) -> None:
    assert without(prose, text, "goal:x").text == prose.read(text)[0].text
