"""What `okrsite fetch` does for those who ask for it."""

from datetime import date

import pytest

CHURN = "date,value\n2026-07-31,7.8\n2026-08-31,8.1\n2026-09-30,8\n2026-10-31,4.8\n"


@pytest.fixture
def shop(office):
    """An office with a good source, KPIs in two folders, and a source that fails."""
    office.source("good")
    office.kpi("customer-churn", "good", 'do = "old_and_new"')
    office.kpi("nps", "good", folder="feedback/")
    return office


def test_new_values_stand_beside_the_kpi_and_the_past_is_left(shop) -> None:
    done = shop.run("fetch")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "good: 2 new, 0 changed, 0 unchanged, 1 differing\n"
        "  customer-churn: 2026-11-10 new\n"
        "  customer-churn: 2026-10-31 differs: 4.8 here, 4.5 there\n"
        "  nps: 2026-11-10 new\n"
        "Fetched: 2 new, 0 changed, 0 unchanged, 1 differing.\n"
        "The differing values were left as they are; --revise takes those of the source.\n"
    )
    assert shop.series("customer-churn") == CHURN + "2026-11-10,4.5\n"
    assert shop.series("feedback/nps") == "date,value\n2026-11-10,4.5\n"
    assert 'source = "good"' in shop.note("feedback/nps")


def test_a_second_fetch_touches_no_file(shop) -> None:
    shop.fetch()
    before = {path: path.stat().st_mtime_ns for path in shop.root.rglob("content/**/*")}
    shop.fetch()
    after = {path: path.stat().st_mtime_ns for path in shop.root.rglob("content/**/*")}
    assert {path for path in after if path.is_file()} == {p for p in before if p.is_file()}
    assert all(after[path] == before[path] for path in after if path.is_file())


def test_a_corrected_value_is_taken_with_revise_and_told(shop) -> None:
    done = shop.run("fetch", "--revise", "--only", "customer-churn")
    assert "customer-churn: 2026-10-31 changed from 4.8 to 4.5" in done.stdout
    assert shop.series("customer-churn") == CHURN.replace("4.8", "4.5") + "2026-11-10,4.5\n"
    assert shop.series("feedback/nps") is None


def test_a_dry_run_says_the_same_and_writes_nothing(shop) -> None:
    before = shop.tree()
    dry = shop.run("fetch", "--dry-run")
    assert shop.tree() == before
    wet = shop.run("fetch")
    assert dry.stdout.replace("A dry run, nothing was written:", "Fetched:") == wet.stdout


def test_only_takes_kpis_and_sources_and_knows_what_was_meant(shop) -> None:
    shop.source("other")
    shop.kpi("csat", "other")
    shop.fetch(only=("other",))
    assert shop.series("csat")
    assert shop.series("feedback/nps") is None
    wrong = shop.run("fetch", "--only", "csta")
    assert wrong.returncode == 2
    assert "'csta' is neither a source nor a KPI that has one; did you mean 'csat'?" in wrong.stderr


def test_since_and_backfill_move_the_first_day(shop) -> None:
    (result,) = shop.fetch(since=date(2026, 11, 1)).results
    assert not any(outcome.update.merged.differing for outcome in result.outcomes)
    (result,) = shop.fetch(backfill=True).results
    assert any(outcome.update.merged.differing for outcome in result.outcomes)
    assert shop.run("fetch", "--since", "2026-11-01", "--backfill").returncode == 2


def test_today_is_the_last_day_that_is_believed(shop) -> None:
    done = shop.run("fetch", "--today", "2026-11-09", "--only", "nps")
    assert done.returncode == 3
    assert "it gave a value for 2026-11-10, which is after 2026-11-09" in done.stdout
    assert shop.series("feedback/nps") is None


def test_a_failing_source_keeps_the_last_value_and_exits_3_unless_it_only_warns(shop) -> None:
    shop.source("bad")
    shop.kpi("customer-churn", "bad", 'do = "refuses"')
    done = shop.run("fetch")
    assert done.returncode == 3
    assert "bad: failed: no such table\n  keeps what it had: customer-churn\n" in done.stdout
    assert shop.series("customer-churn") == CHURN
    assert shop.series("feedback/nps")
    shop.kpi("customer-churn", "bad", 'do = "refuses"\non_failure = "warn"')
    assert shop.run("fetch").returncode == 0


def test_the_site_shows_the_origin_and_why_nothing_comes(shop) -> None:
    shop.fetch()
    shop.source("bad")
    shop.kpi("customer-churn", "bad", 'do = "refuses"')
    shop.fetch()
    for audience in ("internal", "public"):
        content = (shop.root / "content/kpis/customer-churn.md").read_text()
        if audience == "public":
            shop.write(
                {
                    "content/kpis/customer-churn.md": content.replace(
                        "[source]", 'visibility = "public"\n[source]'
                    )
                }
            )
        done = shop.run("build", "--audience", audience, "--output", audience)
        assert done.returncode == 0, done.stdout
        page = (shop.root / audience / "kpis/customer-churn.html").read_text()
        assert "bad has not answered since November 20, 2026" in page
        assert ("no such table" in page) == (audience == "internal")


def test_the_site_shows_when_values_were_fetched(shop) -> None:
    shop.fetch()
    assert shop.run("build").returncode == 0
    page = (shop.root / "site/kpis/nps.html").read_text()
    assert "Fetched from good on November 20, 2026" in page


def test_a_torn_line_is_told_at_its_place_and_the_file_is_left(shop) -> None:
    torn = CHURN + "2026-11-0"
    shop.write({"content/kpis/customer-churn.csv": torn})
    done = shop.run("fetch")
    assert done.returncode == 3
    assert "customer-churn: failed: content/kpis/customer-churn.csv:6:1: OKR075" in done.stdout
    assert shop.series("customer-churn") == torn
    assert shop.series("feedback/nps")


def test_check_tells_what_fetch_would_stumble_over(shop) -> None:
    shop.kpi("nps", "good", "valeu = 3", folder="feedback/")
    done = shop.run("check")
    assert done.returncode == 1
    assert "content/kpis/feedback/nps.md:5:9: OKR010 unknown key 'valeu'" in done.stdout
    fetched = shop.run("fetch")
    assert fetched.returncode == 3
    assert "nps: failed: content/kpis/feedback/nps.md:5:9: OKR010" in fetched.stdout
    assert shop.series("customer-churn") != CHURN


def test_a_missing_variable_is_the_failure_of_its_source_alone(shop) -> None:
    shop.source("locked", 'key = "${NO_SUCH_VARIABLE_1}"')
    shop.kpi("csat", "locked")
    assert shop.run("check").returncode == 0
    done = shop.run("fetch")
    assert done.returncode == 3
    reason = "the environment variable NO_SUCH_VARIABLE_1 must be set"
    assert f"locked: failed: {reason}" in done.stdout
    assert shop.series("feedback/nps")


def test_a_missing_variable_is_no_outage_and_no_file_tells_of_it(shop, monkeypatch) -> None:
    monkeypatch.setenv("SOME_VARIABLE_1", "here")
    shop.source("locked", 'key = "${SOME_VARIABLE_1}"')
    shop.kpi("csat", "locked", 'on_failure = "warn"')
    shop.fetch()
    before = shop.tree()
    monkeypatch.delenv("SOME_VARIABLE_1")
    done = shop.run("fetch")
    assert done.returncode == 3
    assert "locked: failed: the environment variable SOME_VARIABLE_1 must be set" in done.stdout
    assert "keeps what it had: csat" in done.stdout
    assert ", 1 KPI failed." in done.stdout
    assert shop.tree() == before
    assert "must be set" in shop.run("plugins", "doctor").stdout


def test_a_variable_that_would_move_an_address_is_told_and_no_file_tells_of_it(
    shop, monkeypatch
) -> None:
    monkeypatch.setenv("SOME_HOST_1", "evil.example/x")
    shop.place("web", 'plugin = "http"\nurl = "https://${SOME_HOST_1}/kpis"')
    shop.kpi("csat", "web", 'format = "number"')
    done = shop.run("fetch")
    assert done.returncode == 3
    assert "web: failed: the environment variable SOME_HOST_1 does not fit" in done.stdout
    assert "evil" not in done.stdout
    assert shop.note("csat") is None


def test_a_kpi_that_cannot_be_read_is_told_and_the_others_are_fetched(shop) -> None:
    shop.write({"content/kpis/broken.md": "+++\ntitle = \n+++\n"})
    done = shop.run("fetch")
    assert done.returncode == 1
    assert "content/kpis/broken.md:2:" in done.stdout
    assert shop.series("feedback/nps")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('use = "good"\nvalue = four', ":5:9: OKR006"),
        ('use = "good"\non_failure = "wrn"', ":5:14: OKR011"),
        ('use = "good"\nuse = "other"', ":5:1: OKR006"),
        ("value = 4", ":3:1: OKR012 'use' is missing"),
        ("use = 3", ":4:7: OKR011"),
    ],
)
def test_a_question_that_is_half_read_is_not_asked_and_the_others_are(shop, source, told) -> None:
    shop.write({"content/kpis/csat.md": f'+++\ntitle = "CSAT"\n[source]\n{source}\n+++\n'})
    done = shop.run("fetch")
    assert done.returncode == 1
    assert f"content/kpis/csat.md{told}" in done.stdout
    assert "csat: failed: nobody was asked, for what it asks has mistakes" in done.stdout
    assert ", 1 KPI failed." in done.stdout
    assert (shop.series("csat"), shop.note("csat")) == (None, None)
    assert shop.series("feedback/nps")
    assert shop.run("fetch", "--only", "nps").returncode == 0
    assert shop.run("fetch", "--only", "csat").returncode == 1


@pytest.mark.parametrize("field", ["formula = 'churn'", "cadence = 'dayly'", "aggregate = 'summ'"])
def test_what_decides_the_question_is_to_be_right_as_well(shop, field) -> None:
    text = f'+++\ntitle = "CSAT"\n{field}\n[source]\nuse = "good"\n+++\n'
    shop.write({"content/kpis/csat.md": text})
    assert shop.run("fetch").returncode == 1
    assert (shop.series("csat"), shop.note("csat")) == (None, None)


def test_a_mistake_beside_the_question_stops_no_fetch(shop) -> None:
    text = '+++\ntitle = "CSAT"\nownr = "x"\n[source]\nuse = "good"\n+++\n'
    shop.write({"content/kpis/csat.md": text})
    assert shop.run("fetch").returncode == 0
    assert shop.series("csat")


def test_without_sources_there_is_nothing_to_do(office) -> None:
    done = office.run("fetch")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to fetch" in done.stderr


def test_a_link_in_the_way_is_no_way_out(shop, tmp_path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("date,value\n2026-01-01,1\n")
    (shop.root / "content/kpis/feedback/nps.csv").symlink_to(outside)
    shop.run("fetch")
    assert outside.read_text() == "date,value\n2026-01-01,1\n"


def test_a_file_keeps_its_mode(shop) -> None:
    path = shop.root / "content/kpis/customer-churn.csv"
    path.chmod(0o640)
    shop.fetch()
    assert path.stat().st_mode & 0o777 == 0o640
    assert shop.series("customer-churn") != CHURN


def test_the_doctor_tries_every_source_and_writes_nothing(shop) -> None:
    shop.source("bad")
    shop.kpi("csat", "bad", 'do = "fails"')
    shop.source("idle")
    before = shop.tree()
    done = shop.run("plugins", "doctor")
    assert done.returncode == 3
    assert done.stdout == (
        "bad (desk): ill\n  csat: no such column\n"
        "good (desk): good, 3 values for 2 KPIs\n"
        "idle (desk): no KPI asks it\n"
    )
    assert shop.tree() == before


def test_settings_that_cannot_be_read_are_told_and_nothing_is_asked(shop) -> None:
    text = (shop.root / "okrsite.toml").read_text()
    shop.write({"okrsite.toml": text + "\n[sources"})
    before = shop.tree()
    done = shop.run("fetch")
    assert done.returncode == 2
    assert "okrsite.toml:" in done.stdout
    assert shop.tree() == before


def test_a_plugin_that_is_gone_fails_its_sources_alone(shop) -> None:
    text = (shop.root / "okrsite.toml").read_text()
    gone = '\n[plugins.gone]\n[sources.far]\nplugin = "gone"\n'
    shop.write({"okrsite.toml": text + gone})
    shop.kpi("csat", "far")
    done = shop.run("fetch")
    assert done.returncode == 3
    assert "far: 0 new" in done.stdout
    assert "csat: failed: okrsite.toml:" in done.stdout
    assert shop.series("feedback/nps")


def test_what_is_noted_of_a_hidden_kpi_is_hidden_too(shop) -> None:
    shop.source("back-office")
    shop.kpi("nps", "back-office", 'do = "refuses"', folder="feedback/")
    path = "content/kpis/feedback/nps.md"
    hidden = (
        (shop.root / path).read_text().replace("[source]", 'visibility = "confidential"\n[source]')
    )
    shop.write({path: hidden})
    shop.fetch()
    assert "no such table" in shop.note("feedback/nps")
    assert shop.run("build").returncode == 0
    files = [path for path in (shop.root / "site").rglob("*") if path.is_file()]
    assert files
    assert not [file for file in files if b"back-office" in file.read_bytes()]


def test_strict_ends_with_1_until_what_the_source_says_is_taken_over(shop) -> None:
    assert shop.run("fetch").returncode == 0
    assert shop.run("fetch", "--strict").returncode == 1
    assert "day = 2026-10-31, here = 4.8, there = 4.5, since = " in shop.note("customer-churn")
    assert shop.run("fetch", "--strict", "--revise").returncode == 0
    assert "restated" not in shop.note("customer-churn")


def test_a_difference_that_was_seen_long_ago_is_still_strict_and_is_taken_with_revise(shop) -> None:
    shop.kpi("customer-churn", "good", 'do = "restates_july"')
    shop.fetch(backfill=True)
    assert shop.run("fetch", "--strict").returncode == 1
    assert shop.series("customer-churn") == CHURN
    assert "2026-07-31 changed from 7.8 to 7" in shop.run("fetch", "--revise").stdout
    assert shop.run("fetch", "--strict").returncode == 0


def test_rows_that_the_source_has_no_more_are_told_and_left(shop) -> None:
    shop.kpi("customer-churn", "good", 'do = "forgets"')
    done = shop.run("fetch", "--backfill")
    assert "customer-churn: 2026-08-31 is gone: 8.1 here, nothing there\n" in done.stdout
    assert ", 2 gone.\n" in done.stdout
    assert shop.series("customer-churn") == CHURN
    said = shop.run("check").stdout
    assert "OKR519 the source 'good' of the KPI 'customer-churn' says otherwise since " in said


def test_a_source_that_looks_back_sees_what_changed_long_ago(shop) -> None:
    shop.kpi("customer-churn", "good", 'do = "restates_july"')
    assert shop.run("fetch", "--strict").returncode == 0
    shop.source("good", "lookback = 100")
    assert shop.run("fetch", "--strict").returncode == 1


def test_a_lookback_is_a_number_of_days(shop) -> None:
    shop.source("good", 'lookback = "90 days"')
    done = shop.run("check")
    assert "'lookback' must be a number of days, 36525 at most" in done.stdout
