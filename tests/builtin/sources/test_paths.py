"""What a KPI adds to the address of its source stays below it, however a server reads it."""

import pytest

from okrsite.builtin.sources.web.paths import absolute_mistake, leads_out, relative_mistake

OUT = [
    *("../admin/secret", "/../x", "a/..", "a/./b", ".", "...", ".. /x", "..;/x", "a/..;b=c/d"),
    *("%2e%2e/x", "%2E./x", ".%2e/x", "/%2e%2e", "%252e%252e/x", "%25252e%25252e/x", "..%20/x"),
    *("..%3b/x", "..%23", "..%3fx", "\uff0e\uff0e/x", "\u2025/x", "%ef%bc%8e%ef%bc%8e/x"),
    *("//host/x", "///x", "a//b", ";x", ";x/y", "\\\\host\\x", "..\\x", "a\\..\\b", "a%5cb"),
    *(
        "https://x/",
        "HTTP:x",
        " https://x",
        "javascript:x",
        "mailto:a@b",
        "x#f",
        "a%2fb",
        "a%252fb",
    ),
    *("%c0%ae%c0%ae/", "%u002e", "%", "a%2", "a%00b", "a\0", "a\r\nb", "a?b=\r\nX"),
    "%252525252e%252525252e/x",
]
BELOW = [
    *("", "a", "/a", "a/b/", "?a=b", "a/b?x=../y", "projects/42/issues_statistics?labels=bug"),
    *(
        "search/issues?q=repo:acme/shop+is:issue",
        "report;v=2",
        "a%20b",
        "50%25",
        "v1.2/.well-known",
    ),
    *("Käse/{since}/{until}", "search/jql?jql=project%3DSHOP%20AND%20type%3DBug", "a/b:c"),
]


@pytest.mark.parametrize("rest", OUT)
def test_what_leads_out_of_the_address_of_a_source_is_refused(rest) -> None:
    assert relative_mistake(rest)


@pytest.mark.parametrize("rest", BELOW)
def test_what_stays_below_it_is_not(rest) -> None:
    assert relative_mistake(rest) == ""


@pytest.mark.parametrize(
    ("address", "is_refused"),
    [
        ("https://host.example/a/b?c=d/../e", False),
        ("https://host.example?c=d", False),
        ("https://host.example/a/../b", True),
        ("https://ada:key@host.example/a", True),
        ("https://host.example\\@other.example/a", True),
        ("https://host.example/a#b", True),
        ("https://[::1", True),
        ("//host.example/a", True),
        ("ftp://host.example/a", True),
        ("kpis/churn", True),
        ("", True),
    ],
)
def test_without_an_address_of_the_source_a_whole_one_is_needed(address, is_refused) -> None:
    assert bool(absolute_mistake(address)) == is_refused


@pytest.mark.parametrize(
    ("url", "is_out"),
    [
        ("https://host.example/kpis", False),
        ("https://host.example/kpis/a", False),
        ("https://host.example/kpis?a=/../b", False),
        ("https://host.example/kpis-of-others/a", True),
        ("https://host.example/", True),
        ("https://host.example/kpis/../admin", True),
        ("https://host.example/kpis/%2e%2e/admin", True),
        ("https://host.example/KPIS/a", True),
    ],
)
def test_an_address_that_a_server_gives_is_held_to_it_too(url, is_out) -> None:
    assert leads_out(url, "https://host.example/kpis/") == is_out
