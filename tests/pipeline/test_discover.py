"""Which files of the content are documents, assets, data and mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.discover import discover
from okrsite.pipeline.file_names import collisions


def codes(*paths: str) -> list[str]:
    return [finding.code for finding in discover(paths).findings]


def test_the_first_folder_decides_what_a_file_is() -> None:
    found = discover(
        [
            "content/pages/plan.pdf",
            "content/objectives/2026-q4/retain-customers.md",
            "content/kpis/churn.md",
            "content/kpis/churn.csv",
            "content/index.md",
            "content/logo.png",
            "content/images/team.jpg",
            "content/data/churn.parquet",
            "content/data/notes.md",
            "content/objectives/2026-q4/figures.csv",
        ]
    )
    assert found.documents == (
        "content/index.md",
        "content/kpis/churn.csv",
        "content/kpis/churn.md",
        "content/objectives/2026-q4/retain-customers.md",
    )
    assert found.assets == (
        "content/images/team.jpg",
        "content/logo.png",
        "content/objectives/2026-q4/figures.csv",
        "content/pages/plan.pdf",
    )
    assert found.data == ("content/data/churn.parquet", "content/data/notes.md")
    assert found.findings == ()


def test_a_misspelt_folder_is_one_finding_however_many_files_it_holds() -> None:
    found = discover(["content/objectivs/a.md", "content/objectivs/deep/b.md"])
    (finding,) = found.findings
    assert str(finding) == (
        "content/objectivs:1:1: OKR040 'content/objectivs/' is not a folder of the content; "
        "did you mean 'content/objectives/'?"
    )
    assert found.documents == found.assets == ()


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("content/objectives/grow.markdown", "grow.md"),
        ("content/objectives/grow.MD", "grow.md"),
        ("content/kpis/churn.CSV", "churn.csv"),
    ],
)
def test_a_wrong_ending_is_found_with_the_right_one(path: str, meant: str) -> None:
    (finding,) = discover([path]).findings
    assert finding.code == "OKR041"
    assert f"did you mean '{meant}'?" in finding.message


def test_a_text_beside_the_home_page_is_told_where_it_belongs() -> None:
    (finding,) = discover(["content/glossary.md"]).findings
    assert finding.code == "OKR041"
    assert "content/pages/glossary.md" in finding.help


def test_what_editors_and_systems_leave_behind_is_nothing() -> None:
    found = discover(
        [
            "content/objectives/grow.md~",
            "content/objectives/.#grow.md",
            "content/objectives/#grow.md#",
            "content/.git/config.md",
            "content/pages/.DS_Store",
            "content/Thumbs.db",
        ]
    )
    assert found == type(found)()


def test_two_names_that_differ_in_case_or_accents_alone_name_each_other() -> None:
    for first, second in (
        ("content/pages/Straße.md", "content/pages/STRASSE.md"),
        ("content/pages/caf\u00e9.md", "content/pages/cafe\u0301.md"),
        ("content/pages/A/x.md", "content/pages/a/x.md"),
    ):
        (finding,) = discover([first, second]).findings
        assert finding.code == "OKR042"
        assert first in finding.message
        assert second in finding.message


def test_a_file_and_a_folder_of_one_name_collide() -> None:
    assert list(collisions(["Plan", "plan/x.html"])) == [("Plan", "plan/x.html")]


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "AUX",
        "nul.backup",
        "com1",
        "in a folder. /x",
        " /x",
        "a:b",
        "what?",
        "x" * 251,
    ],
)
def test_a_name_that_some_system_cannot_hold_is_found(name: str) -> None:
    assert codes(f"content/pages/{name}.md") == ["OKR043"]


@pytest.mark.parametrize("name", ["console", "común", "com10", "x" * 250, "会议", "a b", "-"])
def test_a_name_that_every_system_can_hold_is_left_alone(name: str) -> None:
    assert codes(f"content/pages/{name}.md") == []


def test_a_long_name_of_few_characters_is_measured_in_bytes() -> None:
    assert codes(f"content/pages/{'会' * 84}.md") == ["OKR043"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)))
def test_whatever_the_names_every_file_has_one_role_at_most(names: list[str]) -> None:
    paths = [f"content/{name}" for name in names]
    found = discover(paths)
    roles = [*found.documents, *found.assets, *found.data]
    assert len(roles) == len(set(roles))
    assert set(roles) <= set(paths)
    assert discover(reversed(paths)) == found


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("content/objectives/grow.md.txt", "grow.md"),
        ("content/kpis/churn.csv.txt", "churn.csv"),
        ("content/objectives/grow.MD", "grow.md"),
    ],
)
def test_an_ending_that_an_editor_added_is_told_with_the_right_name(path, meant) -> None:
    (finding,) = discover([path]).findings
    assert finding.code == "OKR041"
    assert finding.help == f"Rename the file to {meant}."


def test_content_inside_of_content_is_to_be_moved_up() -> None:
    (finding,) = discover(["content/content/objectives/grow.md"]).findings
    assert finding.help == "Move what is in it up, into content/"


def test_strays_keep_the_names_that_they_would_have() -> None:
    strays = discover(["content/objetives/q4/grow.md", "content/kpis/churn.CSV"]).strays
    assert [(stray.kind, stray.id) for stray in strays] == [("kpi", "churn"), ("objective", "grow")]
