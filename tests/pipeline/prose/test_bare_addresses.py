"""Addresses without brackets become links, as a forge shows them."""

import pytest


def link(address, words=None):
    return f'<a href="{address}">{words or address}</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://example.com/a_b_c", link("https://example.com/a_b_c")),
        ("www.example.com", link("http://www.example.com", "www.example.com")),
        ("HTTP://example.com", link("http://example.com", "HTTP://example.com")),
        ("http://localhost:8000/", link("http://localhost:8000/")),
        ("see https://example.com.", f"see {link('https://example.com')}."),
        ("(https://example.com/a)", f"({link('https://example.com/a')})"),
        ("https://example.com/a_(b)", link("https://example.com/a_(b)")),
        ("(https://example.com/a_(b))", f"({link('https://example.com/a_(b)')})"),
        ("https://example.com/a), b", f"{link('https://example.com/a')}), b"),
        ("**https://example.com**", f"<strong>{link('https://example.com')}</strong>"),
        ("~~https://example.com~~", f"<s>{link('https://example.com')}</s>"),
        ('"https://example.com"', f"&quot;{link('https://example.com')}&quot;"),
        ("“https://example.com”", f"“{link('https://example.com')}”"),
        ("https://example.com&nbsp;", f"{link('https://example.com')}\u00a0"),
        ("見てhttps://example.com/。", f"見て{link('https://example.com/')}。"),
        (
            "https://example.com/?a[]=1",
            link("https://example.com/?a%5B%5D=1", "https://example.com/?a[]=1"),
        ),
        ("https://example.com/a\\_b", link("https://example.com/a_b")),
        ("https://example.com/ß", link("https://example.com/%C3%9F", "https://example.com/ß")),
    ],
)
def test_an_address_is_a_link_without_the_marks_around_it(prose, text, shown) -> None:
    assert prose.html(text) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    "text",
    ["www.", "http://", "https:// x", "xhttps://a", "awww.b.c", "foo.www.x", "ftp://example.com"],
)
def test_what_is_no_address_stays_text(prose, text) -> None:
    assert prose.html(text) == f"<p>{text}</p>\n"


def test_an_address_in_code_or_in_a_link_is_no_link_of_its_own(prose) -> None:
    assert "<a" not in prose.html("`https://example.com`")
    assert prose.html("[https://a.example](https://b.example)") == (
        '<p><a href="https://b.example">https://a.example</a></p>\n'
    )
    assert prose.html("[see https://a.example](goal:b)") == (
        '<p><a href="{goal:b}">see https://a.example</a></p>\n'
    )


def test_an_address_of_a_table_or_a_heading_is_a_link(prose) -> None:
    text = "# https://a.example\n\n| a |\n|---|\n| https://b.example |\n"
    assert prose.html(text).count("<a ") == 2


def test_an_address_that_no_page_may_hold_stays_text(prose) -> None:
    assert prose.html("https://exa:mple.com:x/") == "<p>https://exa:mple.com:x/</p>\n"
    assert prose.findings("https://exa:mple.com:x/") == []


@pytest.mark.parametrize(
    "trap",
    [
        "<http://",
        "http://http://",
        "http://a ",
        "www.",
        "www.www",
        "http://a[",
        "http://a.b/(",
        "http://a.b/)",
        "http://a&b;",
        "&a;",
        "http://a.b\\_",
        "[http://a.b](",
        "xhttp://a",
    ],
)
def test_the_effort_grows_with_the_length_alone(prose, effort, trap) -> None:
    few, many = (effort(lambda n=n: prose.read(trap * n)) for n in (300, 3000))
    assert many < 13 * few + 500
