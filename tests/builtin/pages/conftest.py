"""A small company whose pages are looked at."""

import pytest

COMPANY = {
    "index.md": "+++\ntitle = 'Home'\n+++\nWelcome. Start with [churn](kpi:churn).",
    "teams/company.md": "title = 'Company'\nlead = 'ada'",
    "teams/success.md": "title = 'Customer success'\nparent = 'company'\nlead = 'ada'",
    "people/ada.md": "title = 'Ada'\nteam = 'success'",
    "people/linus.md": "title = 'Linus'\nteam = 'success'",
    "objectives/grow.md": """
        title = "Grow with care"
        cycle = "q4"
        team = "company"

        [[key_results]]
        id = "nrr"
        title = "Revenue retention rises"
        start = 100
        target = 110
        current = 104
        unit = "%"
    """,
    "objectives/retain.md": """
        +++
        title = "Retain customers"
        cycle = "q4"
        team = "success"
        owner = "ada"
        supports = ["grow#nrr"]
        watch = ["nps"]

        [[key_results]]
        id = "response"
        title = "Support answers faster"
        start = 24
        target = 4
        unit = "h"
        weight = 2

        [[key_results]]
        id = "churn"
        title = "Churn falls"
        kpi = "churn"
        start = 8
        target = 4

        [[key_results]]
        id = "programme"
        title = "Onboarding is live"
        milestones = [
          { id = "one", title = "Curriculum", done = 2026-10-09 },
          { id = "two", title = "First class" },
        ]

        [[key_results]]
        id = "culture"
        title = "Feedback is part of every release"
        zones = { commit = "two teams", target = "all teams", stretch = "everybody" }

        [[checkins]]
        date = 2026-10-12
        author = "ada"
        confidence = 7
        values = { response = 20 }
        note = "A start."

        [[checkins]]
        date = 2026-11-09
        author = "ada"
        confidence = 6
        values = { response = 14, culture = "target" }
        note = "Better. See [churn](kpi:churn)."
        kudos = [ { to = "linus", for = "the churn model" } ]
        +++
        Because a customer who stays is a friend.
    """,
    "kpis/churn.md": """
        +++
        title = "Customer churn"
        team = "success"
        owner = "ada"
        unit = "%"
        range = { max = 5 }
        warning = { max = 4.5 }
        critical = true
        perspective = "customer"
        target = { value = 3, by = 2027-12-31 }

        [[baselines]]
        since = 2026-01-01
        value = 4.2

        [[reviews]]
        date = 2026-11-05
        author = "ada"
        note = "The range stands."
        +++
        Who leaves.
    """,
    "kpis/churn.csv": "date,value\n2026-08-31,7.0\n2026-09-30,8.0\n2026-10-31,6.1\n",
    "kpis/nps.md": "title = 'Net promoter score'\nteam = 'success'\nrange = { min = 40 }",
}


@pytest.fixture(scope="session")
def company(shown):
    return shown(COMPANY, settings='[site]\ntitle = "Acme"\nmission = "Be kind."\n')
