"""Settings: everything `okrsite.toml` says, and every mistake in it at its place."""

from datetime import date

import msgspec
import pytest

from okrsite.model.settings import BuildSettings, SiteSettings
from okrsite.pipeline.settings import read_settings

WHOLE = """\
[site]
title = "Ziele der Größe AG"
mission = "Work that matters."
base_url = "https://goals.example.com/"
language = "de"
timezone = "Europe/Berlin"
repo_url = "https://github.com/example/goals"
edit_url = "https://github.com/example/goals/edit/main/{path}"
default_visibility = { objective = "public" }

[build]
output = "public"
strict = true
audience = "public"
today = 2026-11-20

[theme]
name = "default"
options = { colour = "#123456", nested = { a = 1 } }

[scoring]
at_risk = 0.05

[rules]
select = ["OKR1", "OKR2"]
ignore = ["OKR204"]
severity = { OKR201 = "hint", OKR202 = "off" }
parameters = { OKR201 = { most = 4 } }

[plugins.slack]

[plugins."my.plugin"]
url = "https://example.com/${TOKEN}"

[sources.warehouse]
plugin = "sql"
url = "${WAREHOUSE_URL}"
since = 2026-01-01
"""


def found(text: str) -> list[str]:
    """The findings of the settings, in short."""
    return [
        str(finding).removeprefix("okrsite.toml:") for finding in read_settings(text.encode())[1]
    ]


def test_settings_with_everything_are_read() -> None:
    settings, findings = read_settings(WHOLE.encode())
    assert findings == ()
    assert settings.site.title == "Ziele der Größe AG"
    assert settings.site.default_visibility.objective == "public"
    assert settings.build.today == date(2026, 11, 20)
    assert settings.theme.options == {"colour": "#123456", "nested": {"a": 1}}
    assert settings.rules.severity == {"OKR201": "hint", "OKR202": "off"}
    assert settings.rules.parameters == {"OKR201": {"most": 4}}


def test_what_belongs_to_plugins_is_kept_as_json_with_its_places() -> None:
    settings, _ = read_settings(WHOLE.encode())
    assert list(settings.plugins) == ["slack", "my.plugin"]
    assert settings.plugins["slack"].settings == b"{}"
    warehouse = settings.sources["warehouse"]
    assert warehouse.plugin == "sql"
    assert msgspec.json.decode(warehouse.settings) == {
        "url": "${WAREHOUSE_URL}",
        "since": "2026-01-01",
    }
    assert str(warehouse.span) == "okrsite.toml:35:1"
    assert str(warehouse.at("url")) == "okrsite.toml:37:7"
    assert str(settings.at("plugins.my.plugin.url")) == "okrsite.toml:33:7"
    assert str(settings.at("rules.parameters.OKR201.most")) == "okrsite.toml:28:34"


def test_no_settings_are_all_defaults() -> None:
    settings, findings = read_settings(b"")
    assert (settings.site, settings.build, findings) == (SiteSettings(), BuildSettings(), ())


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    windows = "\ufeff" + WHOLE.replace("\n", "\r\n")
    assert read_settings(windows.encode()) == read_settings(WHOLE.encode())


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("[sight]\n", "1:1: OKR010 unknown key 'sight'; did you mean 'site'?"),
        ("[site]\ntitel = 'x'", "2:1: OKR010 unknown key 'titel'; did you mean 'title'?"),
        ("site = 3", "1:8: OKR011 'site' must be a table, not"),
        ("[site]\nlanguage = 'klingon'", "2:12: OKR050 the language 'klingon' is not known"),
        ("[site]\nlanguage = '../x'", "2:12: OKR050 the language '../x' is not known"),
        ("[site]\nlanguage = ''", "2:12: OKR050 the language '' is not known"),
        (
            "[site]\ntimezone = 'Europe/Berln'",
            "2:12: OKR051 the time zone 'Europe/Berln' is not known; did you mean 'Europe/Berlin'?",
        ),
        ("[site]\ntimezone = '../etc/passwd'", "2:12: OKR051 the time zone '../etc/passwd'"),
        ("[site]\nbase_url = 'javascript:a'", "2:12: OKR052 'javascript:a' is not an address"),
        ("[site]\nedit_url = '//host/x'", "2:12: OKR052 '//host/x' is not an address"),
        ("[site]\nrepo_url = 'https://'", "2:12: OKR052 'https://' is not an address"),
        ("[site]\nrepo_url = 'http://a b'", "2:12: OKR052 'http://a b' is not an address"),
        ("[site]\nrepo_url = 'http://['", "2:12: OKR052 'http://[' is not an address"),
        ("[build]\naudience = 'all'", "2:12: OKR011 'audience' must be one of"),
        ("[build]\ntoday = 2026-11-20T00:00:00", "2:9: OKR011 'today' must be a date"),
        ("[scoring]\nat_risk = 0.5", "2:11: OKR054 'at_risk' and 'off_track' must be shares"),
        ("[scoring]\nmet = 70", "2:7: OKR054 'met' must be a share from 0 to 1"),
        ("[sources.x]\nurl = 'y'", "1:1: OKR012 'plugin' is missing"),
        ("[sources.x]\nplugin = 3", "2:10: OKR011 'plugin' must be text in quotes"),
        ("[sources]\nx = 3", "2:5: OKR011 'x' must be a table"),
        ("[plugins]\nslack = true", "2:9: OKR011 'slack' must be a table"),
        ("[rules]\nignore = 'OKR1'", "2:10: OKR011 'ignore' must be a list"),
        ("[site]\ntitle = x", "2:9: OKR006 text must stand in quotes"),
    ],
)
def test_a_mistake_is_found_at_its_place(text: str, finding: str) -> None:
    (only,) = found(text)
    assert only.startswith(finding)


@pytest.mark.parametrize(
    "output", ["", ".", "/", "/srv/www", "../x", "a/../../x", "~/x", "C:\\x", "a\\..\\..\\x", "\\x"]
)
def test_an_output_that_leads_outside_of_the_site_is_refused(output: str) -> None:
    settings, findings = read_settings(f"[build]\noutput = '{output}'".encode())
    assert [str(finding)[:28] for finding in findings] == ["okrsite.toml:2:10: OKR053 th"]
    assert settings.build.output == "site"


@pytest.mark.parametrize("output", ["site", "./site", "build/site", "größe"])
def test_an_output_inside_of_the_site_is_good(output: str) -> None:
    assert found(f"[build]\noutput = '{output}'") == []


@pytest.mark.parametrize(
    ("written", "language"),
    [("en", "en"), ("pt-BR", "pt-BR"), ("pt_br", "pt-BR"), ("zh-hans", "zh-Hans")],
)
def test_a_language_is_written_with_either_mark_in_any_case(written: str, language: str) -> None:
    settings, findings = read_settings(f"[site]\nlanguage = '{written}'".encode())
    assert (settings.site.language, findings) == (language, ())


def spoken(theme: str) -> set[str]:
    return {"en", "pt-BR", "sv"} if theme == "ours" else {"en", "pt-BR"}


def test_a_language_without_words_is_an_error_that_lists_those_there_are() -> None:
    settings, (finding,) = read_settings(b"[site]\nlanguage = 'sv'", spoken)
    assert str(finding) == "okrsite.toml:2:12: OKR050 there are no words in the language 'sv'"
    assert finding.help == (
        "Write one of en, pt-BR. Or put its words into themes/default/locales/sv.toml."
    )
    assert settings.site.language == "en"


def test_an_unknown_language_is_told_which_there_are() -> None:
    _, (finding,) = read_settings(b"[site]\nlanguage = 'klingon'", spoken)
    assert finding.help == "Write one of en, pt-BR."


@pytest.mark.parametrize("settings", ["", "[theme]\nname = 'ours'"])
def test_a_language_has_words_when_the_theme_brings_them(settings: str) -> None:
    _, findings = read_settings(f"[site]\nlanguage = 'sv'\n{settings}".encode(), spoken)
    assert [finding.code for finding in findings] == ([] if settings else ["OKR050"])


@pytest.mark.parametrize("language", ["pt", "pt-PT", "en-GB"])
def test_a_language_may_have_its_words_from_another_region(language: str) -> None:
    assert read_settings(f"[site]\nlanguage = '{language}'".encode(), spoken)[1] == ()


def test_settings_that_are_no_text_are_one_finding() -> None:
    for data in (b"\xff", b"\0", b"<<<<<<< a\n=======\n>>>>>>> b\n", b"x" * 2_000_000):
        settings, findings = read_settings(data)
        assert len(findings) == 1
        assert settings.site == SiteSettings()


def test_a_newer_format_is_one_error_that_says_to_upgrade() -> None:
    _, findings = read_settings(b'format = 2\n[site]\nname = "Later"\n')
    assert [(str(finding), finding.help) for finding in findings] == [
        (
            "okrsite.toml:1:10: OKR055 the site has the format 2, and this okrsite reads up to 1",
            "Upgrade okrsite: pip install --upgrade okrsite",
        )
    ]


@pytest.mark.parametrize("text", [b"", b"format = 1\n"])
def test_this_format_may_be_named_or_left_out(text) -> None:
    assert read_settings(text)[1] == ()
