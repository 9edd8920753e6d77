"""`okrsite build`: what it says to whoever publishes."""

import shutil

import pytest


def test_it_says_how_many_documents_its_audience_may_not_see(okrsite, site) -> None:
    kpi = site / "content/kpis/customer-churn.md"
    kpi.write_text(kpi.read_text().replace("title", 'visibility = "public"\ntitle', 1))
    said = okrsite("build", "--audience", "public")
    assert said.exit == 0
    assert "7 documents are closed to it" in said.err


def test_it_does_not_speak_of_closed_documents_where_none_is(okrsite, site) -> None:
    assert "closed" not in okrsite("build").err


def test_an_audience_that_sees_nothing_gets_no_site(okrsite, site) -> None:
    said = okrsite("build", "--audience", "public")
    assert said.exit == 1
    assert "OKR061 the audience 'public' sees no goal and no KPI" in said.out
    assert not (site / "site").exists()


def test_pages_without_a_single_goal_are_a_site_that_says_so(
    okrsite, tmp_path, monkeypatch
) -> None:
    (tmp_path / "okrsite.toml").write_text('[site]\ntitle = "Empty"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text('+++\ntitle = "Soon"\n+++\n')
    monkeypatch.chdir(tmp_path)
    said = okrsite("build")
    assert said.exit == 0
    assert "OKR063" in said.out
    assert okrsite("build", "--strict").exit == 1
    assert "Empty" in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize("flags", [(), ("--keep-going",)])
@pytest.mark.parametrize("left", [None, "contents", "content/content"])
def test_an_empty_site_never_takes_the_place_of_a_full_one(okrsite, site, flags, left) -> None:
    assert okrsite("build").exit == 0
    before = (site / "site/index.html").read_bytes()
    (site / "content").rename(site / "aside")
    if left:
        (site / left).parent.mkdir(exist_ok=True)
        (site / "aside").rename(site / left)
    said = okrsite("build", *flags)
    assert said.exit == 1
    assert "OKR047" in said.out or "OKR062" in said.out or "OKR040" in said.out
    assert (site / "site/index.html").read_bytes() == before
    assert any((site / "site/objectives").iterdir())


def test_a_misspelt_content_folder_is_named_with_what_it_is_called(okrsite, site) -> None:
    (site / "content").rename(site / "contnet")
    said = okrsite("check")
    assert said.exit == 1
    assert "there is no folder 'content/'; did you mean 'contnet/'?" in said.out
    assert "Rename contnet/ to content/" in said.out


@pytest.mark.parametrize("folder", ["objectives", "kpis"])
def test_a_kind_that_is_gone_altogether_is_not_gone_in_silence(okrsite, site, folder) -> None:
    assert okrsite("build").exit == 0
    shutil.rmtree(site / "content" / folder)
    shutil.rmtree(site / "content/pages")
    said = okrsite("build", "--keep-going")
    assert said.exit == 1
    assert "OKR062 the new site shows no " in said.out
    assert any((site / "site" / folder).iterdir())
    shutil.rmtree(site / "site")
    assert "OKR062" not in okrsite("build", "--keep-going").out


@pytest.mark.parametrize("folder", ["objectives", "kpis", "teams"])
def test_goals_beside_the_content_are_told_once(okrsite, site, folder) -> None:
    (site / "content" / folder).rename(site / folder)
    said = okrsite("check")
    errors = said.out.partition("Hints\n")[0].partition("Signals\n")[0]
    assert errors.count(": OKR") == 1
    assert f"OKR049 '{folder}/' lies beside 'content/'" in errors


@pytest.mark.parametrize("called", ["Objectives", "objetives", "objective"])
def test_a_folder_of_another_name_is_one_finding(okrsite, site, called) -> None:
    (site / "content/objectives").rename(site / "content" / called)
    said = okrsite("check")
    errors = said.out.partition("Hints\n")[0].partition("Signals\n")[0]
    assert errors.count(": OKR") == 1
    assert "did you mean 'content/objectives/'?" in errors


def test_a_site_without_kpis_is_built_again_over_itself(okrsite, tmp_path, monkeypatch) -> None:
    (tmp_path / "okrsite.toml").write_text('[site]\ntitle = "Goals alone"\n')
    (tmp_path / "content/objectives").mkdir(parents=True)
    goal = '+++\ntitle = "People choose us"\nstate = "draft"\n+++\nWhy.\n'
    (tmp_path / "content/objectives/grow.md").write_text(goal)
    monkeypatch.chdir(tmp_path)
    assert okrsite("build").exit == 0
    assert (tmp_path / "site/kpis/by").is_dir()
    assert okrsite("build").exit == 0
