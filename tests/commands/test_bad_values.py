"""What cannot be meant is refused in a sentence, and nothing is written."""

import json

import pytest


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("10 -> 4,5 h", "'4,5' is not a number\nA decimal point is a point: write 4.5."),
        ("1_250 -> 1500 EUR", "'1_250' is not a number\nWrite it without separators: 1250."),
        (
            "1250 -> 1.500.000 EUR",
            "'1.500.000' is not a number\nWrite it without separators: 1500000.",
        ),
        ("10 -> 1,500 h", "'1,500' is not a number\nWrite plain digits"),
        (">= 99,5 %", "'99,5' is not a number"),
    ],
)
def test_a_number_in_another_notation_is_refused_by_name(okrsite, site, measure, said) -> None:
    told = okrsite("new", "objective", "Fewer outages", "--kr", f"Outages fall: {measure}")
    assert told.exit == 2
    assert said in told.err
    assert not list(site.rglob("fewer-outages.md"))


@pytest.mark.parametrize("measure", ["24 -> 4 h", "400 +25%", ">= 95 %", "-> 90 %", "1.5 -> 2.25"])
def test_numbers_as_toml_writes_them_are_taken(okrsite, site, measure) -> None:
    assert okrsite("new", "objective", "Fewer outages", "--kr", f"Outages: {measure}").exit == 0


@pytest.mark.parametrize("folder", ["../..", "/etc", "guides/../..", "..\\x"])
def test_a_page_is_written_nowhere_else(okrsite, site, folder) -> None:
    said = okrsite("new", "page", "Glossary", "--folder", folder)
    assert said.exit == 2
    assert "leads out of content/pages" in said.err
    assert not [*site.parent.rglob("glossary*"), *site.parent.rglob("x-glossary*")]


def test_a_quiet_init_says_nothing(okrsite, tmp_path) -> None:
    assert okrsite("-q", "init", tmp_path / "site") == (0, "", "")


def test_a_format_of_one_file_says_how_to_get_one_kind(okrsite, site) -> None:
    said = okrsite("export", "--kind", "kpis", "--format", "json")
    assert said.exit == 2
    assert said.err == (
        "okrsite: this format makes one file with everything in it\n"
        "Leave --kind out, or ask for --format csv.\n"
    )


def test_nobody_of_the_people_is_a_mistake_in_me(okrsite, write) -> None:
    write("content/people/ada.md", '+++\ntitle = "Ada"\n+++\n')
    said = okrsite("status", "--me", "adda")
    assert said.exit == 2
    assert said.err == "okrsite: there is no person 'adda'\nDid you mean 'ada'?\n"
    assert "Mine (ADA)" in okrsite("status", "--me", "ADA").out


def test_status_writes_figures_as_the_site_does(okrsite, write) -> None:
    write(
        "content/kpis/revenue.md",
        '+++\ntitle = "Revenue"\nowner = "ada"\nunit = "USD"\ncadence = "monthly"\n+++\n',
    )
    write("content/kpis/revenue.csv", "date,value\n2026-10-31,1200000\n")
    said = okrsite("status", "--me", "ada").out
    assert "$1" in said
    assert "e+06" not in said


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(okrsite, site) -> None:
    (site / "full").mkdir()
    (site / "out").symlink_to("/dev/full/nowhere")
    said = okrsite("check", "--format", "json", "--output", "out/findings.json")
    assert said.exit == 2
    assert "findings.json." not in said.err


def test_gitlab_is_told_how_to_mend_it_too(okrsite, write) -> None:
    write("content/objectives/2026-q4/grow.md", '+++\ntitle = "Grow"\ncycle = "2026-q5"\n+++\n')
    told = json.loads(okrsite("check", "--format", "gitlab").out)
    (first,) = [issue for issue in told if issue["check_name"] == "OKR101"]
    assert "Write 2026-q4; if it was renamed" in first["description"]
