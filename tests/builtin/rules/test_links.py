"""Inner links as editors write them: what leads somewhere, and what is said where it does not."""

import pytest

from okrsite.builtin.example import (
    CHECKIN,
    CHURN,
    KPI,
    OBJECTIVE,
    SETTINGS,
    kpi_text,
    objective_text,
    page_text,
)

PAGE = "content/pages/method/words.md"
GLOSSARY = "content/pages/glossary.md"
BROKEN = {"OKR401", "OKR402", "OKR403", "OKR404"}
OTHERS = {
    GLOSSARY: page_text("Glossary", "## Key result\n\nAn outcome.\n"),
    "content/pages/method/my picture.png": "",
    OBJECTIVE: objective_text(
        fields='owner = "ada"\naliases = ["keep-clients"]',
        key_results=CHURN.replace('"churn"\n', '"churn"\naliases = ["leavers"]\n', 1),
        checkins="",
    ),
}


@pytest.mark.parametrize(
    "link",
    [
        "goal:keep-customers",
        "goal:keep-customers#churn",
        "goal:keep-customers#leavers",
        "goal:keep-clients",
        "kpi:customer-churn",
        "../glossary.md",
        "../glossary.md#key-result",
        "../../objectives/keep-customers.md#churn",
        "../../kpis/customer-churn.csv",
        "my%20picture.png",
        "<my picture.png>",
        "#here",
        "https://example.org/nowhere#at-all",
    ],
)
def test_a_link_that_leads_somewhere_is_no_finding(link: str, findings_of) -> None:
    site = {**OTHERS, PAGE: page_text("Words", f"See [this]({link}).\n\n## Here\n\nText.")}
    assert [str(finding) for finding in findings_of(site) if finding.code in BROKEN] == []


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("goal:keep-custmers", "OKR401", "; did you mean 'keep-customers'?"),
        ("goal:keep-customers#chrun", "OKR401", "has no key result 'chrun'"),
        ("kpi:churn-of-customers", "OKR402", "unknown KPI 'churn-of-customers'"),
        ("../glosary.md", "OKR403", "; did you mean 'content/pages/glossary.md'?"),
        ("../../../README.md", "OKR403", "there is no README.md"),
        ("../glossary.html", "OKR403", "there is no content/pages/glossary.html"),
        ("../glossary.md#key-results", "OKR404", "; did you mean 'key-result'?"),
        ("#there", "OKR404", "content/pages/method/words.md has no such heading"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_its_place(
    link: str, code: str, said: str, findings_of
) -> None:
    site = {**OTHERS, PAGE: page_text("Words", f"Intro.\n\nSee [this]({link}).\n\n## Here\n")}
    (found,) = [finding for finding in findings_of(site) if finding.code in BROKEN]
    assert found.code == code
    assert said in found.message
    assert (found.span.path, found.span.line, found.span.column) == (PAGE, 6, 5)


def test_links_in_notes_and_reviews_are_followed_too(findings_of) -> None:
    note = CHECKIN.replace("The night shift has started.", "See [that](goal:nothing).")
    review = 'reviews = [{ date = 2026-11-02, note = "See [that](kpi:nothing)." }]'
    text = kpi_text(fields=f'unit = "%"\nrange = {{ max = 5 }}\ncadence = "monthly"\n{review}')
    text = text.replace('reviews = [{ date = 2026-11-02, note = "The range stands." }]\n', "")
    site = {OBJECTIVE: objective_text(checkins=note), KPI: text}
    assert {finding.code for finding in findings_of(site)} >= {"OKR401", "OKR402"}


def test_a_link_to_a_file_with_a_mistake_of_its_own_is_not_reported(findings_of) -> None:
    broken = objective_text().replace('title = "Customers', 'titel = "Customers')
    link = page_text("Words", "See [it](goal:keep-customers#nothing) and [again](goal:lost).")
    lost = "content/objectives/lost.md"
    codes = {
        finding.code
        for finding in findings_of({OBJECTIVE: broken, PAGE: link, lost: "+++\ntitle =\n"})
    }
    assert not codes & BROKEN


def test_a_broken_link_can_be_made_a_warning(findings_of) -> None:
    settings = '[build]\ntoday = 2026-11-20\n[rules]\nseverity = { OKR401 = "warning" }\n'
    site = {SETTINGS: settings, OBJECTIVE: objective_text(body="See [that](goal:nothing).")}
    assert [(finding.code, finding.severity) for finding in findings_of(site)] == [
        ("OKR401", "warning")
    ]
