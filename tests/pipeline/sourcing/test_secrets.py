"""Secrets are filled in where they belong, and never come out again."""

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrsite.pipeline.sourcing.interpolation import interpolate
from okrsite.pipeline.sourcing.secrets import MissingVariablesError, scrubber, variables_in


def test_variables_are_filled_in_anywhere_in_a_text() -> None:
    written = {"url": "https://${HOST}/x", "headers": {"A": ["Bearer ${KEY}", 3]}, "plain": "$KEY"}
    assert variables_in(written) == ("HOST", "KEY")
    assert interpolate(written, {"HOST": "a.example", "KEY": "s"}) == {
        "url": "https://a.example/x",
        "headers": {"A": ["Bearer s", 3]},
        "plain": "$KEY",
    }


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert interpolate("${A}", {"A": "${B}", "B": "x"}) == "${B}"


@pytest.mark.parametrize("environment", [{}, {"KEY": ""}])
def test_a_missing_or_empty_variable_is_named(environment) -> None:
    with pytest.raises(MissingVariablesError, match="the environment variable KEY must be set"):
        interpolate(["${KEY}"], environment)


SECRETS = st.text(st.characters(codec="utf-8"), min_size=8, max_size=40)


@given(SECRETS, st.text(max_size=9), st.text(max_size=9))
def test_no_form_of_a_secret_is_left(secret, before, after) -> None:
    assume(secret.strip() == secret)
    scrub = scrubber([secret])
    for form in (secret, quote(secret), quote_plus(secret), json.dumps(secret)[1:-1]):
        assume(form not in "[secret]")
        assert form not in scrub(f"{before}{form}{after}").replace("[secret]", "")


@given(st.binary(max_size=6), st.text(min_size=12, max_size=30), st.binary(max_size=6))
def test_base64_around_a_secret_gives_nothing_away(before, secret, after) -> None:
    data = secret.encode(errors="ignore")
    assume(len(data) >= 12)
    text = data.decode()
    for encode in (b64encode, urlsafe_b64encode):
        encoded = encode(before + data + after).decode()
        # What is left was decided by what stands around the secret, or is shared with it.
        assert len(scrubber([text])(encoded).replace("[secret]", "")) <= len(before + after) * 2 + 8


def test_without_secrets_a_text_stays() -> None:
    assert scrubber([])("as it is") == "as it is"
    assert scrubber([""])("as it is") == "as it is"


def test_the_longer_of_two_secrets_goes_first() -> None:
    assert scrubber(["abc", "abcdef"])("xabcdefx") == "x[secret]x"


@pytest.mark.parametrize("mark", "@/:?#%&=")
def test_each_part_of_a_secret_is_taken_out_in_any_case(mark) -> None:
    scrub = scrubber([f"pre{mark}TAILCANARY{mark}x"])
    for told in ("TAILCANARY", "tailcanary"):
        assert scrub(f"no host {told} here") == "no host [secret] here"
    encoded = b64encode(b"TAILCANARY").decode()
    assert encoded[:-3] not in scrub(encoded)


def test_a_secret_that_was_encoded_by_hand_is_taken_out_as_it_is_meant() -> None:
    assert scrubber(["abc%40host%2Fx"])("not abc@host/x, nor %40HOST") == (
        "not [secret], nor %[secret]"
    )


def test_of_a_whole_address_the_password_is_a_secret_and_the_host_is_told() -> None:
    scrub = scrubber(["postgresql://reader:pre@TAIL/canary@db.example:5432/shop?key=abcdef"])
    assert scrub("reader at db.example, shop: tail, canary, abcdef") == (
        "reader at db.example, shop: [secret], [secret], [secret]"
    )


@given(st.text(alphabet="abc+/= %'\\é", min_size=4, max_size=60), st.text(), st.text())
def test_no_secret_is_in_a_text_even_cut_off(secret, before, after) -> None:
    said = scrubber([secret], mask="***", may_be_cut=True)(before + secret + after)
    assert secret not in said.replace("***", "")
    if len(secret) >= 16:
        cut = scrubber([secret], mask="***", may_be_cut=True)(f"'{before}{secret[:12]}...")
        assert secret[:12] not in cut


def test_a_short_word_is_no_secret() -> None:
    assert scrubber(["is", ""], may_be_cut=True)("the answer is 42") == "the answer is 42"


def test_parts_of_a_setting_are_ordinary_words_where_it_is_hidden_even_cut() -> None:
    scrub = scrubber(["application/json"], mask="***", may_be_cut=True)
    assert scrub("not JSON, but application/json") == "not JSON, but ***"
