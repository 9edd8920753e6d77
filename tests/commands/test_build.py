"""`okrsite build`: what it says to whoever publishes."""


def test_it_says_how_many_documents_its_audience_may_not_see(okrsite, site) -> None:
    said = okrsite("build", "--audience", "public")
    assert said.exit == 0
    assert "8 documents are closed to it" in said.err


def test_it_does_not_speak_of_closed_documents_where_none_is(okrsite, site) -> None:
    assert "closed" not in okrsite("build").err


def test_a_site_without_a_single_goal_is_a_site(okrsite, tmp_path, monkeypatch) -> None:
    (tmp_path / "okrsite.toml").write_text('[site]\ntitle = "Empty"\n')
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    assert okrsite("build").exit == 0
    assert "Empty" in (tmp_path / "site" / "index.html").read_text()
