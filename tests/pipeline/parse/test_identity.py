"""Identity: which names can be addresses and files everywhere."""

import pytest

from okrsite.pipeline.parse.identity import fault_of_id, id_of, kind_of


@pytest.mark.parametrize("id_", ["a", "2026-q4", "a_b.c-d", "größe", "गोल", "目標", "x" * 100])
def test_letters_and_digits_of_every_script_can_be_an_id(id_: str) -> None:
    assert fault_of_id(id_, "objective") is None


@pytest.mark.parametrize(
    "id_",
    [
        "",
        ".",
        "..",
        "../a",
        "a/b",
        "a\\b",
        ".git",
        "a b",
        "a#b",
        "a?b",
        "a%2fb",
        "NUL",
        "com1.x",
        "a.",
        "a\n",
        "a\u202eb",
        "😀",
        "x" * 101,
        "目" * 100,
    ],
)
def test_what_could_lead_elsewhere_is_no_id(id_: str) -> None:
    assert fault_of_id(id_, "objective") is not None


def test_only_pages_and_check_ins_keep_their_folders() -> None:
    assert fault_of_id("method/six-steps", "page") is None
    assert fault_of_id("method/../six-steps", "page") is not None
    assert fault_of_id("method//six-steps", "page") is not None
    assert id_of("content/pages/method/six-steps.md", "page") == "method/six-steps"
    assert id_of("content/checkins/2026-q4/a.md", "checkin") == "2026-q4/a"
    assert id_of("content/objectives/2026-q4/a.v2.md", "objective") == "a.v2"


def test_the_first_folder_is_the_kind() -> None:
    assert kind_of("content/people/ada.md") == "person"
    assert kind_of("content/index.md") == "page"
    assert kind_of("content/objectives.md") is None
    assert kind_of("content/data/x.md") is None
