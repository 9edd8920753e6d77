"""A secret reaches its source and nothing else: no file, no word, no error, no page."""

import json
from base64 import b64encode
from urllib.parse import quote, quote_plus

import pytest

SECRET = 'hunter2-€/+ "käse"\'\\&=x'
LEAKS = ("leaks", "leaks_as_error", "leaks_as_bug", "leaks_as_crash")


def forms(secret):
    """The secret as anybody might come upon it."""
    texts = {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        secret.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;"),
        b64encode(secret.encode()).decode().rstrip("="),
        b64encode(b"ada:" + secret.encode()).decode().rstrip("="),
        # Whatever else was done to it, this much of it would be told.
        "hunter2",
    }
    return {text.encode() for text in texts}


def assert_silent(where, data):
    found = [form for form in forms(SECRET) if form in data]
    assert not found, (where, found)


@pytest.fixture(scope="module")
def leaky(offices):
    office = offices()
    for act in LEAKS:
        office.source(act.replace("_", "-"), 'key = "${CANARY_KEY}"')
        office.kpi(f"kpi-{act.replace('_', '-')}", act.replace("_", "-"), f'do = "{act}"')
    return office


@pytest.mark.parametrize(
    ("command", "ends"),
    [
        (("fetch", "-v"), 3),
        (("fetch", "--dry-run"), 3),
        (("plugins", "doctor"), 3),
        (("check", "--format", "json"), 0),
        (("build",), 0),
        (("build", "--audience", "confidential", "--output", "open"), 0),
        (("export", "--format", "json"), 0),
        (("status",), 0),
    ],
    ids=lambda value: value if isinstance(value, int) else " ".join(value),
)
def test_no_command_and_no_file_tells_a_secret(leaky, command, ends) -> None:
    done = leaky.run(*command, CANARY_KEY=SECRET, OKRSITE_DEBUG="1")
    assert done.returncode == ends, done.stdout + done.stderr
    assert_silent(command, done.stdout.encode() + done.stderr.encode())
    for path in leaky.root.rglob("*"):
        assert_silent(path, path.read_bytes() if path.is_file() else b"")
        assert_silent(path, str(path).encode())


def test_the_source_itself_was_told_the_secret_and_not_by_its_arguments(leaky) -> None:
    leaky.run("fetch", "--only", "leaks", CANARY_KEY=SECRET)
    assert (leaky.notes / "heard").read_text() == str(len(SECRET))
    arguments = (leaky.notes / "argv").read_bytes()
    assert b"source_process" in arguments
    assert_silent("argv", arguments)


def test_reasons_are_still_of_use(leaky) -> None:
    done = leaky.run("fetch", CANARY_KEY=SECRET)
    assert "leaks-as-error: failed: cannot reach https://ada:[secret]@db.example/" in done.stdout
    assert "kpi-leaks: failed: told '[secret]'" in done.stdout


def test_without_the_scrubbing_the_canary_would_sing(leaky, monkeypatch) -> None:
    monkeypatch.setenv("CANARY_KEY", SECRET)
    monkeypatch.setattr("okrsite.effects.fetch.reply.scrubber", lambda _: str)
    reasons = [each.trouble for each in leaky.fetch(dry_run=True).visits]
    assert any("hunter2" in reason for reason in reasons)
