"""`okrsite check`: what it says, in which form, and when it fails."""

import json

import pytest

BROKEN = '+++\ntitle = "Grow"\ncycle = "2026-q4"\nsupports = ["customers-sty"]\nowner = 7\n+++\n'


def test_a_good_site_has_no_findings(okrsite, site) -> None:
    assert okrsite("check", "--strict") == (0, "No findings\n", "")


def test_every_mistake_is_shown_at_its_place_with_the_way_to_mend_it(okrsite, write) -> None:
    write("content/objectives/2026-q4/grow.md", BROKEN)
    said = okrsite("check")
    assert said.exit == 1
    assert "content/objectives/2026-q4/grow.md:4:13: OKR101" in said.out
    assert "did you mean 'customers-stay'?" in said.out
    assert "content/objectives/2026-q4/grow.md:5:9: OKR" in said.out
    assert '  4 | supports = ["customers-sty"]\n    |             ^\n' in said.out


def test_warnings_fail_only_when_strict(okrsite, write) -> None:
    write("content/objectives/2026-q4/grow.md", '+++\ntitle = "Grow"\ncycle = "2026-q4"\n+++\n')
    assert okrsite("check").exit == 0
    assert okrsite("check", "--strict").exit == 1
    write("okrsite.toml", "[build]\nstrict = true\ntoday = 2026-11-20\n")
    assert okrsite("check").exit == 1
    assert okrsite("check", "--no-strict").exit == 0


def test_a_signal_never_fails(okrsite, site) -> None:
    said = okrsite("check", "--strict", "--today", "2026-12-30")
    assert "Signals\n" in said.out
    assert said.exit == 0


def test_json_is_a_list_of_findings_with_their_places(okrsite, write) -> None:
    write("content/objectives/2026-q4/grow.md", BROKEN)
    said = okrsite("check", "--format", "json")
    assert said.exit == 1
    first = json.loads(said.out)[0]
    assert set(first) == {
        "code",
        "severity",
        "path",
        "line",
        "column",
        "message",
        "help",
        "fixable",
    }


def test_a_language_without_words_is_found_at_its_line(okrsite, write) -> None:
    write("okrsite.toml", "[site]\nlanguage = 'ar'\n")
    said = okrsite("check", "--format", "json")
    assert said.exit == 2
    (finding,) = [entry for entry in json.loads(said.out) if entry["severity"] == "error"]
    assert (finding["code"], finding["line"], finding["column"]) == ("OKR050", 2, 12)
    assert finding["help"].startswith("Write one of de, en")
    write("themes/default/locales/ar.toml", "[nav]\nhome = 'الرئيسية'\n")
    assert okrsite("check").exit == 0


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_a_form_for_programs_goes_to_a_file(okrsite, site, form) -> None:
    said = okrsite("check", "--format", form, "--output", "out/findings.json")
    assert said == (0, "", "Wrote 0 findings to out/findings.json.\n")
    json.loads((site / "out/findings.json").read_text())


def test_github_gets_its_commands(okrsite, write) -> None:
    write("content/objectives/2026-q4/grow.md", BROKEN)
    said = okrsite("check", "--format", "github")
    assert said.out.startswith("::error file=content/objectives/2026-q4/grow.md,line=4,col=13")


def test_paths_choose_what_is_shown_and_what_fails(okrsite, write, site) -> None:
    write("content/objectives/2026-q4/grow.md", BROKEN)
    assert okrsite("check", "content/kpis").exit == 0
    assert okrsite("check", "content/objectives").exit == 1
    assert okrsite("check", site / "content/objectives/2026-q4/grow.md").exit == 1


def test_a_path_that_is_not_there_is_no_reason_to_be_content(okrsite, site) -> None:
    said = okrsite("check", "content/kpi")
    assert said.exit == 2
    assert "'content/kpi' does not exist" in said.err


def test_confidential_goals_are_checked_too(okrsite, write) -> None:
    write(
        "content/objectives/2026-q4/grow.md",
        BROKEN.replace("cycle", 'visibility = "confidential"\ncycle'),
    )
    assert "OKR101" in okrsite("check").out


def test_it_works_from_a_folder_inside_the_site(okrsite, site, monkeypatch) -> None:
    monkeypatch.chdir(site / "content/kpis")
    assert okrsite("check").exit == 0


def test_what_a_terminal_would_obey_is_shown_and_not_sent(okrsite, write) -> None:
    write("content/teams/x.md", '+++\ntitle = "Team"\nparent = "\\u001b[2Jgone"\n+++\n')
    said = okrsite("check")
    assert said.exit == 1
    assert "\x1b" not in said.out


THEME = "[build]\ntoday = 2026-11-20\n\n[theme]\n"


def test_a_theme_that_is_not_there_is_told_at_its_line(okrsite, write) -> None:
    write("okrsite.toml", f'{THEME}name = "defualt"\n')
    said = okrsite("check", "--format", "github", "-q")
    assert said.exit == 2
    assert said.out.startswith(
        "::error file=okrsite.toml,line=5,col=8,title=OKR064 unknown-theme::"
    )
    assert "there is no theme 'defualt'" in said.out
    assert "did you mean 'default'?" in said.out


@pytest.mark.parametrize(
    ("option", "place", "said"),
    [
        ("badge = true", "6:9", "has no option 'badge'; did you mean 'badges'?"),
        ("wall_seconds = '9'", "6:16", "the option 'wall_seconds' must be a number"),
        ("badges = 1", "6:10", "the option 'badges' must be true or false"),
    ],
)
def test_a_theme_option_is_checked_at_its_line(okrsite, write, option, place, said) -> None:
    write("okrsite.toml", f"{THEME}[theme.options]\n{option}\n")
    found = okrsite("check", "--format", "json")
    assert found.exit == 2
    assert said in found.out
    line, column = place.split(":")
    assert f'"line": {line},\n    "column": {column}' in found.out


def test_a_broken_file_of_the_theme_is_a_finding_too(okrsite, write) -> None:
    write("okrsite.toml", f'{THEME}name = "ours"\n')
    write("themes/ours/theme.toml", "[")
    said = okrsite("check", "--format", "json")
    assert '"code": "OKR066"' in said.out
    assert okrsite("build").exit == 2


def test_a_picture_that_could_run_is_found_before_the_build(okrsite, write) -> None:
    write("content/pages/evil.md", '+++\ntitle = "Evil"\n+++\n![drawn](x.png)\n')
    write("content/pages/x.png", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    said = okrsite("check")
    assert said.exit == 1
    assert "'content/pages/x.png' is not published" in said.out
