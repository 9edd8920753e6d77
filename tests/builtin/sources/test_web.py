"""What servers may do to whoever asks them, by a real server that does it."""

import gzip
import json
import ssl
import threading
import zlib

import pytest

from okrsite.answers.observations import AnswerError
from okrsite.builtin.sources.http import SOURCE
from okrsite.builtin.sources.web.addresses import addresses_of, check_host, origin_of
from okrsite.builtin.sources.web.settings import WebSettings

from .conftest import Served, answer, free_port, program, run

TOKEN = "c4nary-token-of-length"


@pytest.fixture
def web(asked, served):
    return asked(SOURCE, url=served.url, allow_private=True, seconds=10)


def reason_of(web, url="x", **query):
    """Why there was no answer, and whether that may pass."""
    said = failure_of(web, url, **query)
    assert web.transient == {"churn"}
    return said


def failure_of(web, url="x", **query):
    said = web({"url": url, "format": "number", **query})
    assert isinstance(said, str), said
    return said


def raw(*parts, wait=False):
    """A route that sends bytes as they are, and then hangs up or goes on for ever."""

    def say(handler):
        handler.close_connection = True
        for part in parts:
            handler.wfile.write(part)
        if wait:
            handler.server.over.wait(30)

    return say


def endless(start, part):
    def say(handler):
        handler.close_connection = True
        handler.wfile.write(start)
        while not handler.server.over.is_set():
            handler.wfile.write(part)

    return say


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_told_apart(web, served, status) -> None:
    served.routes["/x"] = answer("4", status=status)
    assert f"answered {status}" in reason_of(web)


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 418, 501])
def test_what_will_not_pass_is_a_failure(web, served, status) -> None:
    served.routes["/x"] = answer("", status=status)
    assert isinstance(failure_of(web), str)


def test_a_server_s_own_words_for_a_status_are_not_repeated(web, served) -> None:
    served.routes["/x"] = raw(b"HTTP/1.1 499 c4nary\r\ncontent-length: 0\r\n\r\n")
    assert failure_of(web).endswith("answered 499")


@pytest.mark.parametrize(
    "hang",
    [
        raw(wait=True),
        raw(OK, wait=True),
        raw(OK + b"content-length: 9\r\n\r\n4", wait=True),
        raw(OK + b"transfer-encoding: chunked\r\n\r\n1\r\n4\r\n", wait=True),
    ],
)
def test_a_server_that_hangs_is_left(web, served, hang) -> None:
    served.routes["/x"] = hang
    web.settings["seconds"] = 0.3
    said = reason_of(web)
    assert "did not answer within 0.3 seconds" in said or "took too long" in said


def test_an_answer_that_only_trickles_is_left(web, served) -> None:
    def trickle(handler):
        handler.close_connection = True
        handler.wfile.write(OK + b"\r\n")
        while not handler.server.over.wait(0.05):
            handler.wfile.write(b"4")

    served.routes["/x"] = trickle
    web.settings["seconds"] = 0.4
    said = reason_of(web)
    assert "did not answer" in said or "took too long" in said


@pytest.mark.parametrize(
    "lie",
    [
        raw(),
        raw(b"nothing of the kind\r\n\r\n"),
        raw(OK + b"content-length: 99\r\n\r\n4"),
        raw(OK + b"content-length: -1\r\n\r\n4"),
        raw(OK + b"content-length: 1\r\ncontent-length: 2\r\n\r\n42"),
        raw(OK + b"transfer-encoding: chunked\r\n\r\nzz\r\n4\r\n"),
        raw(OK + b"transfer-encoding: chunked\r\n\r\n1\r\n4"),
        raw(OK + b"c4nary\r\n\r\n4"),
        raw(OK + b"x: " + b"y" * 300_000 + b"\r\n\r\n4"),
    ],
)
def test_a_server_that_lies_about_its_answer_is_not_believed(web, served, lie) -> None:
    served.routes["/x"] = lie
    said = reason_of(web)
    assert "broke off its answer" in said
    assert "c4nary" not in said


def test_a_stream_without_end_is_cut_off(web, served) -> None:
    served.routes["/x"] = endless(OK + b"\r\n", b"4" * 65_536)
    web.settings["max_megabytes"] = 1
    assert failure_of(web).endswith("the answer is larger than 1 MB")


def test_what_is_packed_small_does_not_become_huge(web, served) -> None:
    bomb = gzip.compress(b"4" * 50_000_000)
    assert len(bomb) < 100_000
    served.routes["/x"] = answer(bomb, content_encoding="gzip")
    web.settings["max_megabytes"] = 1
    assert failure_of(web).endswith("the answer is larger than 1 MB")


def test_packed_answers_are_unpacked(web, served) -> None:
    served.routes["/x"] = answer(gzip.compress(b"4.5"), content_encoding="gzip")
    served.routes["/y"] = answer(zlib.compress(b"4.5"), content_encoding="deflate")
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4.5}
    assert web({"url": "y", "format": "number"}) == {"2026-10-31": 4.5}


def test_packed_answers_that_are_not_whole_or_packed_otherwise_are_refused(web, served) -> None:
    served.routes["/x"] = answer(gzip.compress(b"4.5")[:-9], content_encoding="gzip")
    assert reason_of(web).endswith("the answer ends too early")
    served.routes["/x"] = answer(b"4.5", content_encoding="gzip")
    assert failure_of(web).endswith("the answer is packed wrongly")
    for packing in ("br", "gzip, gzip", "zstd"):
        served.routes["/x"] = answer(gzip.compress(b"4.5"), content_encoding=packing)
        assert failure_of(web).endswith("packed in a way that was not asked for")


def test_nobody_there_is_told(asked) -> None:
    web = asked(SOURCE, url=f"http://127.0.0.1:{free_port()}", allow_private=True)
    assert "cannot be reached" in reason_of(web)
    unknown = asked(SOURCE, url="http://nobody.invalid", allow_private=True)
    assert "the host nobody.invalid is not found" in reason_of(unknown)


def test_something_else_than_tls_is_told(asked, served) -> None:
    web = asked(SOURCE, url=served.url.replace("http:", "https:"), allow_private=True, seconds=5)
    assert isinstance(reason_of(web), str)


# Where requests may go


INSIDE = ["127.0.0.1", "127.8.8.8", "::1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "fd00::1",
          "169.254.169.254", "fec0::1", "fe80::1", "fe80::1%eth0", "100.64.0.1", "::ffff:127.0.0.1",
          "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]  # fmt: skip
NOWHERE = [
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "::ffff:0.0.0.0",
]
OUTSIDE = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]


@pytest.mark.parametrize("address", [*INSIDE, *NOWHERE])
def test_addresses_within_the_house_are_refused(names, address) -> None:
    names["kpi.example"] = [address]
    with pytest.raises(AnswerError, match="private or reserved address"):
        addresses_of(origin_of("https://kpi.example/"), allow_private=False)


@pytest.mark.parametrize("address", INSIDE)
def test_they_are_allowed_where_the_settings_say_so(names, address) -> None:
    names["kpi.example"] = [address]
    assert addresses_of(origin_of("http://kpi.example"), allow_private=True) == [address]


@pytest.mark.parametrize("address", NOWHERE)
def test_some_addresses_are_nobody_s_and_never_asked(names, address) -> None:
    names["kpi.example"] = [address]
    with pytest.raises(AnswerError, match="private or reserved address"):
        addresses_of(origin_of("http://kpi.example"), allow_private=True)


def test_of_several_addresses_those_outside_remain(names) -> None:
    names["kpi.example"] = ["127.0.0.1", *OUTSIDE, "10.0.0.1"]
    found = addresses_of(origin_of("https://kpi.example"), allow_private=False)
    assert found == OUTSIDE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]"])
def test_this_machine_is_not_asked_by_any_of_its_names(asked, served, host) -> None:
    url = f"http://{host}:{served.server_port}"
    said = asked(SOURCE, url=url)({"url": "x", "format": "number"})
    assert "private or reserved address" in said
    assert served.seen == []


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_asked(
    web, served, names
) -> None:
    answers = iter([["127.0.0.1"]])
    names["rebind.example"] = lambda: next(answers)
    served.routes["/x"] = answer("4")
    web.settings["url"] = f"http://rebind.example:{served.server_port}"
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4}
    assert served.seen[0][1]["host"] == f"rebind.example:{served.server_port}"


def test_an_address_that_does_not_answer_is_followed_by_the_next(web, served, names) -> None:
    names["two.example"] = ["127.0.0.2", "127.0.0.1"]
    served.routes["/x"] = answer("4")
    web.settings["url"] = f"http://two.example:{served.server_port}"
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4}


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://api.example/x", True),
        ("http://api.example/x", True),
        ("https://API.EXAMPLE./x", True),
        ("https://api.example:8443/x", False),
        ("https://a.b.sheets.example/x", True),
        ("https://a.sheets.example:8443/x", False),
        ("https://sheets.example/x", False),
        ("https://evil-sheets.example/x", False),
        ("https://other.example:8443/x", True),
        ("https://other.example/x", False),
        ("https://base.example/x", True),
        ("http://base.example/x", False),
        ("https://base.example:22/x", False),
        ("https://api.example.evil.example/", False),
        ("https://evil.example/api.example", False),
        ("https://api.example@evil.example/", False),
        ("https://evil.example#api.example", False),
        ("https://evil.example\\@api.example/", False),
        ("https://a\u0440i.example/", False),
    ],
)
def test_only_the_hosts_of_the_settings_are_asked(url, is_allowed) -> None:
    settings = WebSettings(
        url="https://base.example/v1",
        hosts=("api.example", "other.example:8443", "*.sheets.example"),
    )
    if is_allowed:
        check_host(origin_of(url), settings)
        return
    with pytest.raises(AnswerError):
        check_host(origin_of(url), settings)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://api.example/", "//api.example/", "api.example", "gopher://x/",
     "javascript:1", "http://", "http://[", "http://x:99999/", "http:///x", ""],
)  # fmt: skip
def test_only_whole_addresses_of_http_are_asked(url) -> None:
    with pytest.raises(AnswerError, match="address"):
        origin_of(url)


def test_without_hosts_and_url_nothing_is_asked(asked) -> None:
    said = asked(SOURCE)({"url": "https://api.example/x", "format": "number"})
    assert said == "api.example is not one of the hosts that its settings name"


# Redirects


def redirect(target, status=302):
    return answer("", status=status, location=target)


@pytest.fixture
def other():
    """A second server."""
    server = Served()
    server.routes["/x"] = answer("5")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_on_the_same_server_are_followed_with_credentials(web, served, status) -> None:
    web.settings["token"] = TOKEN
    served.routes |= {"/x": redirect("/y", status), "/y": answer("4")}
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4}
    assert [headers["authorization"] for _, headers in served.seen] == [f"Bearer {TOKEN}"] * 2


@pytest.mark.parametrize(
    "target",
    ["http://evil.example/", "//evil.example/x", "https://evil.example/", "file:///etc/passwd",
     "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/", "http://localhost/",
     "ftp://evil.example/", "http://[::1]/", "http://user:pw@evil.example/"],
)  # fmt: skip
def test_redirects_to_elsewhere_are_refused(web, served, target) -> None:
    served.routes["/x"] = redirect(target)
    said = failure_of(web)
    assert "is not one of the hosts" in said or "does not begin with https://" in said
    assert len(served.seen) == 1


def test_a_host_that_may_be_asked_may_still_not_lead_into_the_house(asked, served, names) -> None:
    """A name that is allowed, and leads to a private address once it is asked for."""
    names["inside.example"] = ["10.0.0.1"]
    names["outside.example"] = ["127.0.0.1"]
    source = asked(SOURCE, hosts=["inside.example", "outside.example"])
    said = source({"url": "https://inside.example/x", "format": "number"})
    assert "inside.example is at a private or reserved address" in said


def test_no_credential_goes_to_another_server(web, served, other) -> None:
    web.settings |= {
        "token": TOKEN,
        "headers": {"Private-Token": TOKEN},
        "hosts": [f"127.0.0.1:{other.server_port}"],
    }
    served.routes["/x"] = redirect(f"{other.url}/x")
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 5}
    assert TOKEN in served.seen[0][1]["private-token"]
    assert TOKEN not in json.dumps(other.seen)


def test_a_query_asks_no_other_server_than_that_of_its_source(web, other) -> None:
    web.settings |= {"user": "ada", "password": TOKEN, "hosts": [f"127.0.0.1:{other.server_port}"]}
    assert "it is a whole address" in web({"url": f"{other.url}/x", "format": "number"})
    assert other.seen == []


@pytest.mark.parametrize("rest", ["../admin", "%2e%2e/admin", "%252e%252e/admin", "..;/admin"])
def test_a_query_that_leads_above_its_source_is_not_sent(web, served, rest) -> None:
    web.settings |= {"token": TOKEN, "url": f"{served.url}/kpis"}
    assert "its address may not be asked" in web({"url": rest, "format": "number"})
    assert served.seen == []


@pytest.mark.parametrize("place", ["/admin", "../admin", "/kpis/%2e%2e/admin", "//HOST/admin"])
def test_nor_is_a_redirect_that_does_although_it_stays_at_the_server(web, served, place) -> None:
    web.settings |= {"token": TOKEN, "url": f"{served.url}/kpis"}
    served.routes["/kpis/x"] = redirect(place.replace("HOST", served.url.partition("//")[2]))
    said = web({"url": "x", "format": "number"})
    assert "leads to an address that is not below that of its source" in said
    assert [path for path, _ in served.seen] == ["/kpis/x"]


def test_nor_is_a_next_page_that_does(web, served) -> None:
    web.settings |= {"token": TOKEN, "url": f"{served.url}/kpis"}
    served.routes["/kpis/x"] = answer('{"rows": [], "next": "/admin"}')
    said = web({"url": "x", "rows": "rows", "value": "length(@)", "next": "next"})
    assert "leads to an address that is not below that of its source" in said
    assert [path for path, _ in served.seen] == ["/kpis/x"]


def test_credentials_come_back_with_a_redirect_to_their_own_server(web, served, other) -> None:
    web.settings |= {"token": TOKEN, "hosts": [f"127.0.0.1:{other.server_port}"]}
    other.routes["/x"] = redirect(f"{served.url}/y")
    served.routes |= {"/x": redirect(f"{other.url}/x"), "/y": answer("4")}
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4}
    assert TOKEN not in json.dumps(other.seen)


def test_redirects_without_end_are_not_followed(web, served) -> None:
    served.routes["/x"] = redirect("/x")
    assert "redirects more than 5 times" in failure_of(web)
    assert len(served.seen) == 6


def test_a_password_is_sent_as_it_is_asked_for(web, served) -> None:
    served.routes["/x"] = answer("4")
    web.settings |= {"user": "ada", "password": "p:w"}
    web({"url": "x", "format": "number"})
    assert served.seen[0][1]["authorization"] == "Basic YWRhOnA6dw=="


# Secrets


@pytest.mark.parametrize(
    "body", ["{headers}", '{{"value": "{headers}"}}', "date,value\n2026-10-01,{headers}"]
)
@pytest.mark.parametrize("how", [{"format": "number"}, {"value": "value"}, {"format": "csv"}])
def test_a_server_that_repeats_a_secret_does_not_get_it_into_a_reason(
    web, served, body, how
) -> None:
    def echo(handler):
        said = f"{handler.headers['authorization']} {handler.headers['x-key']}"
        answer(body.format(headers=said))(handler)

    served.routes["/x"] = echo
    web.settings |= {"token": TOKEN, "headers": {"X-Key": f"key {TOKEN[::-1]}"}}
    said = failure_of(web, "x", **{"format": "json", **how})
    assert TOKEN[:10] not in said
    assert TOKEN[::-1][:10] not in said


def test_no_address_is_in_a_reason_for_it_may_hold_a_secret(asked, served) -> None:
    url = f"http://ada:{TOKEN}@127.0.0.1:{served.server_port}/{TOKEN}"
    served.routes[f"/{TOKEN}/x"] = answer("", status=404)
    said = asked(SOURCE, url=url, allow_private=True)({"url": f"x?key={TOKEN}"})
    assert said == f"127.0.0.1:{served.server_port} answered 404 Not Found"


@pytest.mark.parametrize(
    "token", [f"{TOKEN}\r\nx-evil: 1", f"{TOKEN}\n", f"{TOKEN}é", f"{TOKEN}\0"]
)
def test_a_secret_that_is_no_header_is_not_shown(web, served, token) -> None:
    served.routes["/x"] = answer("4")
    web.settings["token"] = token
    said = failure_of(web)
    assert "address or headers are wrong" in said
    assert "x-evil" not in json.dumps(served.seen)


def test_nothing_of_the_session_is_used(web, served, monkeypatch, tmp_path) -> None:
    """No proxy, and no password out of the home folder."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password c4nary\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    served.routes["/x"] = answer("4")
    assert web({"url": "x", "format": "number"}) == {"2026-10-31": 4}
    assert "authorization" not in served.seen[0][1]


@pytest.fixture
def certified(served, tmp_path):
    """The server with a certificate of its own authority, which is given as PEM."""
    openssl = program("openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names)
    run(openssl, *made, "-keyout", key, "-out", certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    served.socket = context.wrap_socket(served.socket, server_side=True)
    served.routes["/x"] = answer("4.5")
    return certificate.read_text()


def test_an_authority_of_the_company_is_believed_only_where_it_is_named(
    asked, served, certified
) -> None:
    url = f"https://localhost:{served.server_port}"
    settings = {"url": url, "allow_private": True, "seconds": 10}
    query = {"url": "x", "format": "number"}
    assert "certificate verify failed" in asked(SOURCE, **settings)(query)
    assert asked(SOURCE, **settings, ca=certified)(query) == {"2026-10-31": 4.5}
    elsewhere = {**settings, "url": f"https://127.0.0.1:{served.server_port}"}
    assert "certificate verify failed" in asked(SOURCE, **elsewhere, ca=certified)(query)


def test_what_is_no_certificate_is_told(asked, served) -> None:
    web = asked(SOURCE, url=served.url, allow_private=True, ca="company.pem")
    assert failure_of(web).endswith("`ca` in its settings holds no certificate in PEM")
