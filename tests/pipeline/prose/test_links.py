"""Links lead where an allowlist lets them, and every other one is told at its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

HREF = re.compile(r'(?:href|src)="([^"]*)"')


def test_a_goal_link_stays_open_for_the_whole_site(prose) -> None:
    read, findings = prose.read("See [why](goal:grow-arr#nrr).")
    assert read.parts == ('<p>See <a href="', '">why</a>.</p>\n')
    assert [(link.target, str(link.span)) for link in read.links] == [
        ("goal:grow-arr#nrr", "content/pages/a.md:1:5")
    ]
    assert findings == ()


@pytest.mark.parametrize(
    "target", ["goal:größe", "kpi:churn", "../kpis/churn.md#x", "plan.pdf", "#why", "a%20b.md", "?"]
)
def test_an_inner_target_is_kept_as_it_was_written(prose, target) -> None:
    assert [link.target for link in prose.read(f"[x]({target})")[0].links] == [target]


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&amp;d#e"),
        ("HTTP://example.org", "http://example.org"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_the_web_and_mail_may_be_linked(prose, written, href) -> None:
    assert prose.html(f"[x]({written})") == f'<p><a href="{href}">x</a></p>\n'
    assert prose.findings(f"[x]({written})") == []


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&#32;javascript:alert(1)",
        "javascript&colon;alert(1)",
        "feed:javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ms-msdt:/id",
        "smb://host/share",
        "file:///etc/passwd",
        "ftp://host",
        "//host/path",
        "&sol;/host",
        "/\\\\host",
        "\\\\\\\\host",
        "/absolute",
        "https:/host",
        "https:host",
        "https:///path",
        "https://",
        "https://host:99999/",
        "http://[::1",
        "goal:",
        "mailto:",
        "<>",
        "&#x202f;javascript:x",
    ],
)
def test_no_other_address_reaches_a_page(prose, written) -> None:
    read, findings = prose.read(f"[words]({written})")
    assert read.parts == ("<p>words</p>\n",)
    assert read.links == ()
    assert [(finding.code, finding.span.column) for finding in findings] == [("OKR160", 1)]


@pytest.mark.parametrize("written", ["java%73cript:x", "&#1;javascript:x"])
def test_what_only_looks_like_a_scheme_is_an_odd_file_name(prose, written) -> None:
    assert [link.target for link in prose.read(f"[x]({written})")[0].links] == [written]


def test_a_refused_link_says_what_is_wrong_and_how_to_mend_it(prose) -> None:
    (finding,) = prose.read("Line one\nand [here](ftp://x/y).", line=12)[1]
    assert str(finding) == (
        "content/pages/a.md:13:5: OKR160 the link 'ftp://x/y' uses 'ftp:', which no page may hold"
    )
    assert finding.help.startswith("Write a full https:// address")


def test_autolinks_obey_the_same_list(prose) -> None:
    assert prose.html("<https://x.example/ä> <javascript:x> <a@b.example>") == (
        '<p><a href="https://x.example/%C3%A4">https://x.example/ä</a> javascript:x '
        '<a href="mailto:a@b.example">a@b.example</a></p>\n'
    )


def test_reference_links_obey_the_same_list(prose) -> None:
    text = "[good] and [bad]\n\n[good]: kpi:churn\n[bad]: javascript:x\n"
    assert prose.html(text) == '<p><a href="{kpi:churn}">good</a> and bad</p>\n'


def test_a_picture_beside_the_document_is_shown(prose) -> None:
    assert prose.html('![A *nice* chart](chart.png "Now")') == (
        '<p><img src="{chart.png}" alt="A nice chart" title="Now"></p>\n'
    )
    assert prose.read("![x](a.png)")[0].links[0].is_image


@pytest.mark.parametrize(
    "written", ["https://host/a.png", "//host/a.png", "data:image/png;base64,x", "goal:x", "#x", ""]
)
def test_a_picture_from_elsewhere_gives_way_to_its_words(prose, written) -> None:
    read, findings = prose.read(f"![a *chart*]({written})")
    assert read.parts == ("<p>a chart</p>\n",)
    assert [finding.code for finding in findings] == ["OKR161"]


def test_a_picture_inside_a_link_keeps_both_open(prose) -> None:
    assert prose.html("[![in](p.png)](goal:x)") == (
        '<p><a href="{goal:x}"><img src="{p.png}" alt="in"></a></p>\n'
    )


def test_html_is_shown_as_it_was_written(prose) -> None:
    assert prose.html('<a href="javascript:x">y</a>') == (
        "<p>&lt;a href=&quot;javascript:x&quot;&gt;y&lt;/a&gt;</p>\n"
    )


PLACES = """\
# A [one](goal:x) heading

> - in a [two](goal:x) quote
>   and [three](goal:x) [four](goal:x)
lazy [five](goal:x)

| a | b |
|---|---|
| \\| [six](goal:x) | [six](goal:x) |

1. item

   äöü 🦆 [eight](goal:x) ![nine](x.png)
\t* deep [ten](goal:x)

Under [eleven](goal:x)
===
"""


def test_every_link_is_found_at_its_line_and_column(prose) -> None:
    lines = PLACES.split("\n")
    links = prose.read(PLACES, line=1)[0].links
    starts = [lines[link.span.line - 1][link.span.column - 1 :] for link in links]
    assert [start.split("]")[0].lstrip("![") for start in starts] == [
        "one", "two", "three", "four", "five", "six", "six", "eight", "nine", "ten", "eleven",
    ]  # fmt: skip
    assert links[5].span.column < links[6].span.column


def test_a_text_that_begins_inside_a_line_counts_from_there(prose) -> None:
    links = prose.read("[a](goal:x)\n[b](goal:x)", line=7, first_column=9)[0].links
    assert [(link.span.line, link.span.column) for link in links] == [(7, 9), (8, 1)]


PIECES = st.sampled_from(
    ["[", "](", ")", "![", "<", ">", "`", "*", "\n", "> ", "- ", "# ", "|", "&#10;", "\\", '"', "'",
     "javascript:x", "//h", "https://h", "goal:x", "a.png", "&lt;", " ", "x", "[x]", "]: ", "\0"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_written_only_allowed_addresses_are_left(prose, text) -> None:
    read, _ = prose.read(text)
    marked = "\N{WHITE SQUARE}".join(read.parts)
    assert len(read.parts) == len(read.links) + 1 or not read.parts
    for address in HREF.findall(marked):
        assert address == "\N{WHITE SQUARE}" or re.match(r"https?://|mailto:", address), address
    assert "<script" not in marked
    for link in read.links:
        assert not re.match(r"(?!goal:|kpi:)[a-z][a-z0-9+.-]*:|/", link.target, re.IGNORECASE)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_place_always_shows_where_a_link_begins(prose, text) -> None:
    lines = text.split("\n")
    for link in prose.read(text)[0].links:
        assert lines[link.span.line - 1][link.span.column - 1] in "[!<"


def test_a_place_behind_an_escaped_bar_in_a_table_is_exact(prose) -> None:
    line = "| a \\| b \\| [x](goal:x) |"
    (link,) = prose.read(f"| h |\n|---|\n{line}\n")[0].links
    assert line[link.span.column - 1 :].startswith("[x]")


def test_links_never_stand_inside_links(prose) -> None:
    assert prose.html("[ <goal:x> ](goal:y)") == '<p><a href="{goal:y}"> goal:x </a></p>\n'
