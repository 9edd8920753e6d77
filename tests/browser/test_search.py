"""Everything is found by its words, whatever their script, and the reader lands on it."""

import re

import pytest

pytestmark = pytest.mark.slow


def test_a_word_of_a_check_in_leads_to_that_check_in(reading) -> None:
    page = reading().open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("breakfast")
    found = page.get_by_role("option", name=re.compile("^Check-in"))
    found.first.wait_for()
    found.first.click()
    page.wait_for_url(re.compile(r"#checkin-"))
    assert "breakfast" in page.locator("li:target").inner_text()


PAGES = {
    "customers": ("顧客満足度の目標", "四半期ごとの顧客満足度調査で解約率を下げる。"),
    "quarter": ("季度目标", "今年客户流失率要降到百分之四。"),
    "thai": ("ความพึงพอใจของลูกค้า", "เราต้องการลดอัตราการเลิกใช้บริการ"),
    "korean": ("고객 만족도", "이탈률을 낮춘다."),
    "marks": ("Café in der Großen Straße, İstanbul", "Łódź, smørrebrød, خدمةُ العملاء"),
}
KPIS = {"promoters": "Net promoter score", "money": "Monthly recurring revenue of Europe"}


def write(root, path, title, more="", body=""):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(f'+++\ntitle = "{title}"\n{more}+++\n{body}\n', "utf-8")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory, published):
    """The folder of a site with words of many scripts, and a goal of two cycles."""
    root = tmp_path_factory.mktemp("scripts")
    (root / "okrsite.toml").write_text("[build]\ntoday = 2026-11-20\n", "utf-8")
    for name, (title, body) in PAGES.items():
        write(root, f"content/pages/{name}.md", title, body=body)
    for name, title in KPIS.items():
        write(root, f"content/kpis/{name}.md", title)
    for number, start, end in ((3, "07-01", "09-30"), (4, "10-01", "12-31")):
        days = f"start = 2026-{start}\nend = 2026-{end}\n"
        write(root, f"content/cycles/2026-q{number}.md", f"Quarter {number}", days)
        cycle = f'cycle = "2026-q{number}"\n'
        write(root, f"content/objectives/stay-{number}.md", "Customers stay", cycle)
    return published(root, tmp_path_factory.mktemp("scripts-site"))


@pytest.fixture
def first_found(reading, scripts):
    """What is found first for some words: its text, and what is marked in it."""
    reader = reading(folder=scripts)

    def found(words):
        first = reader.open(f"search.html?q={words}").get_by_role("option").first
        first.wait_for()
        return first.inner_text(), first.locator("mark").all_inner_texts()

    return found


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("満足度", "customers"),
        ("解約率", "customers"),
        ("流失率", "quarter"),
        ("百分之四", "quarter"),
        ("พึงพอใจ", "thai"),
        ("อัตรา", "thai"),
        ("만족", "korean"),
    ],
)
def test_words_within_a_run_of_characters_are_found_and_marked(first_found, words, page) -> None:
    text, marked = first_found(words)
    assert PAGES[page][0] in text
    assert set(marked) == {words}


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("cafe", "Café"),
        ("strasse", "Straße"),
        ("istanbul", "İstanbul"),
        ("lodz", "Łódź"),
        ("smorrebrod", "smørrebrød"),
        ("خدمة", "خدمةُ"),
    ],
)
def test_words_with_marks_are_found_without_them(first_found, words, marked) -> None:
    assert first_found(words)[1] == [marked]


@pytest.mark.parametrize(("words", "kpi"), [("NPS", "promoters"), ("mrr", "money")])
def test_a_kpi_is_found_by_the_initials_of_its_title(first_found, words, kpi) -> None:
    assert KPIS[kpi] in first_found(words)[0]


def test_the_goal_of_the_current_cycle_comes_first(first_found) -> None:
    assert "Quarter 4" in first_found("customers")[0]
