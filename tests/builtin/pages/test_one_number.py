"""A number on one page is the number of every page that it leads to, and of what machines read."""

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import parse_qs, urlsplit

import pytest

from okrsite.commands.serve.preview import build_snapshot

ROOT = Path(__file__).parents[3]
LINK = re.compile(r'<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
TALLY = re.compile(r'<span class="badge [^>]*>.*?</span>([^<]+)</span> <b>(\d+)</b>', re.DOTALL)
NUMBER = re.compile(r"\d+")
PAGES = re.compile(
    r"(index|wall|calendar|objectives|kpis|loop|people/.*|teams/.*|cycles/.*|compare/.*|compare)\.html"
)
WORDS = ("on_track", "at_risk", "off_track", "done", "not_measured", "not_started")
HEALTHS = ("in_range", "warning", "out_of_range", "stale", "no_range", "no_data")


class Site:
    """The files of a site by their paths, and what a reader finds in them."""

    def __init__(self, files):
        self.files = files

    def json(self, name):
        return json.loads(self.files[f"api/v1/{name}.json"])[name]

    def links(self, path):
        """Each link of a page: its words, the page that it leads to, and what it chooses there."""
        for address, inner in LINK.findall(self.files[path]):
            parts = urlsplit(unescape(address))
            if not parts.scheme and parts.path:
                target = normpath(f"{dirname(path)}/{parts.path}").lstrip("/")
                yield words(inner), target, {k: v[0] for k, v in parse_qs(parts.query).items()}

    def listed(self, chosen):
        """How many goals the list shows when its filters are set so."""
        call = self.files["data/objectives.js"]
        index = json.loads(call[call.index("(") + 1 : call.rindex(")")])
        places = {"cycle": 0, "owner": 1, "status": 2}
        count = 0
        for row in index["rows"]:
            told = {
                name: index[name][row[place]][0]
                for name, place in places.items()
                if row[place] >= 0
            }
            teams = {index["team"][number][0] for number in row[3]}
            count += all(
                value in teams if name == "team" else told.get(name) == value
                for name, value in chosen.items()
            )
        return count

    def rows(self, pages, place):
        """The rows of tables whose first link leads to a place."""
        first = re.compile(rf'<tr[^>]*>\s*<th scope="row"><a class="title" href="[^"]*{place}">')
        for path in filter(re.compile(pages).fullmatch, self.files):
            for begin in first.finditer(self.files[path]):
                rest = self.files[path][begin.end() :]
                # The end of a row goes without saying in HTML.
                yield words(re.split(r"<tr\b|</table>", rest)[0])


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def first_number(text):
    return int(NUMBER.search(text.replace(",", ""))[0])


def part(html, start, end):
    begin = html.index(start)
    return html[begin : html.index(end, begin)]


def percent(share):
    whole = Decimal(repr(share * 100)).quantize(Decimal("1e-6"))
    return f"{whole.quantize(Decimal(1), ROUND_HALF_UP)}%"


def answer(html):
    """The sentences that a page begins with."""
    return words(part(html, '<p class="answer">', "</p>"))


def tally(html):
    return {word.strip(): int(count) for word, count in TALLY.findall(html)}


def thirty():
    """A company of 30 goals in four teams, of every status, with KPIs of every health."""
    files = {
        "cycles/q4.md": "title = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31",
        "teams/co.md": "title = 'Company'",
        "people/ada.md": "title = 'Ada'\nteam = 'sales'",
        "people/ben.md": "title = 'Ben'\nteam = 'field'",
    }
    for team, parent in (("sales", "co"), ("field", "sales"), ("ops", "co")):
        files[f"teams/{team}.md"] = f"title = '{team.title()}'\nparent = '{parent}'"
    for number in range(30):
        team, owner = ("co", "sales", "field", "ops")[number % 4], ("ada", "ben")[number % 2]
        told = f"values = {{ a = {number * 7 % 110} }}" if number % 6 else ""
        beside = "with_teams = ['ops']" if number % 5 == 0 and team != "ops" else ""
        files[f"objectives/g{number}.md"] = f"""
            title = "Goal {number}"
            cycle = "q4"
            team = "{team}"
            owner = "{owner}"
            {beside}

            [[key_results]]
            id = "a"
            title = "Share {number}"
            start = 0
            target = 100

            [[checkins]]
            date = 2026-11-1{number % 9}
            confidence = {number % 11}
            {told}
        """
    for number, value in enumerate((3, 9, 4.7, 2, 8)):
        files[f"kpis/k{number}.md"] = f"""
            title = "Figure {number}"
            team = "sales"
            owner = "ada"
            range = {{ max = 5 }}
            warning = {{ max = 4.5 }}
        """
        day = "2026-06-30" if number == 3 else "2026-10-31"
        files[f"kpis/k{number}.csv"] = f"date,value\n{day},{value}\n"
    return files


@pytest.fixture(scope="module", params=["the example company", "a company of 30 goals"])
def site(request, shown):
    if request.param == "a company of 30 goals":
        return Site(shown(thirty()).everything())
    made = build_snapshot(ROOT, None, None, whole=True)
    return Site(
        {
            path: content().decode()
            for path, content in made.files.items()
            if path.endswith((".html", ".json", ".js", ".md", ".txt", ".xml"))
        }
    )


def test_every_number_that_leads_to_the_list_of_goals_is_how_many_it_shows(site) -> None:
    found = 0
    for path in filter(PAGES.fullmatch, site.files):
        for text, target, chosen in site.links(path):
            if target == "objectives.html" and "status" in chosen:
                found += 1
                is_one = not NUMBER.search(text)
                assert site.listed(chosen) == (1 if is_one else first_number(text)), (path, text)
    assert found > 20


def test_home_shows_the_goals_and_the_mean_of_its_cycle(site) -> None:
    home = site.files["index.html"]
    now = part(home, '<dl class="now">', "</dl>")
    ((_, cycle, _),) = [row for row in site.links("index.html") if row[1].startswith("cycles/")][:1]
    summary = part(site.files[cycle], '<section class="summary', "</section>")
    assert words(part(now, "<b>", "</b>")) == words(
        part(summary, '<span class="figure">', "</span>")
    )
    (record,) = [row for row in site.json("cycles") if cycle == f"cycles/{row['id']}.html"]
    assert words(part(now, "<b>", "</b>")) == percent(record["progress"])
    counts = tally(part(home, '<div class="spread">', "</div>"))
    assert counts == tally(part(summary, "How the goals stand", "</ul>"))
    statuses = [
        row["status"]
        for row in site.json("objectives")
        if row["cycle"] == record["id"] and row["state"] == "active"
    ]
    assert sum(counts.values()) == len(statuses)
    for status in set(statuses):
        word = status.replace("_", " ").capitalize()
        assert counts[word] == statuses.count(status)


def test_home_shows_each_goal_as_its_own_page_the_list_and_machines_do(site) -> None:
    table = part(site.files["index.html"], '<table class="goals slopes">', "</table>")
    records = {row["id"]: row for row in site.json("objectives")}
    rows = re.findall(r"<tr>\n<th scope=.*?</tr>", table, re.DOTALL)
    assert rows
    for row in rows:
        place = re.search(r'href="(objectives/([^"]+)\.html)"', row)
        share = words(part(row, '<b class="figure">', "</b>"))
        page = site.files[place[1]]
        assert share in words(
            part(page, "<main", "</header>") + part(page, "<header", "</section>")
        )
        record = records[place[2]]
        assert share == (
            "not measured" if record["progress"] is None else percent(record["progress"])
        )
        (listed,) = site.rows(r"objectives(/page/.*)?\.html", place[1])
        assert share in listed
        if moved := re.search(r'<span class="delta (?:good|bad)" title="([^"]+)"', row):
            assert moved[1] in listed


def test_home_counts_kpis_as_the_board_the_loop_and_machines_do(site) -> None:
    home, board = site.files["index.html"], site.files["kpis.html"]
    section = part(home, '<section aria-labelledby="health">', "</section>")
    healths = [row["health"] for row in site.json("kpis")]
    counts = tally(part(section, '<div class="spread">', "</div>"))
    assert sorted(counts.values()) == sorted(healths.count(name) for name in set(healths))
    for word, count in counts.items():
        assert re.search(rf'<h2[^>]*>{word} <span class="quiet">{count}</span>', board)
    told = answer(home)
    alone = re.search(r"(\d+) KPIs? (?:is|are) out of range and nobody acts", told)
    audit = re.search(r"(\d+) KPIs? (?:is|are) out of range, and no goal", site.files["loop.html"])
    assert (alone and alone[1]) == (audit and audit[1])


def test_what_will_miss_its_target_is_listed_on_the_page_of_the_cycle(site) -> None:
    cycle = next(page for _, page, _ in site.links("index.html") if page.startswith("cycles/"))
    told = re.search(
        r"At this pace (\d+) of \d+ key results will miss", answer(site.files["index.html"])
    )
    begins = '<section class="new-sheet" aria-labelledby="misses">'
    assert (told is not None) == (begins in site.files[cycle])
    if told:
        listed = part(site.files[cycle], begins, "</section>")
        assert told[0] in words(listed)
        assert listed.count("<li>") == int(told[1])


def test_home_shows_each_kpi_as_its_own_page_does(site) -> None:
    section = part(site.files["index.html"], '<section aria-labelledby="health">', "</section>")
    cards = re.findall(r'<li class="kpi.*?</li>', section, re.DOTALL)
    assert cards
    for card in cards:
        page = site.files[re.search(r'href="(kpis/[^"]+)"', card)[1]]
        top = words(part(page, "<h1>", "<h2"))
        assert words(part(card, '<p class="figure">', "</p>")) in top
        for badge in re.findall(r'<span class="icon [^"]*"></span>([^<]+)</span>', card)[:1]:
            assert badge in top


def test_a_link_to_all_of_some_things_tells_the_number_of_their_page(site) -> None:
    for text, target, _ in site.links("index.html"):
        if re.fullmatch(r"Show the \d+( goals)?", text):
            lead = words(part(site.files[target], "<h1", "</header>"))
            assert f"{first_number(text)} " in lead, (text, target)


def test_a_team_has_one_progress_on_every_page(site) -> None:
    for record in site.json("teams"):
        if record["progress"] is None:
            continue
        share, address = percent(record["progress"]), f"teams/{record['id']}.html"
        summary = part(site.files[address], '<section class="summary"', "</section>")
        assert share == words(part(summary, '<span class="figure">', "</span>"))
        assert f"{len(record['objectives'])} goals measured" in words(summary) or (
            "of 1 goal" in words(summary)
        )
        rows = list(site.rows(r"(teams|compare.*)\.html", f"{record['id']}.html"))
        assert len(rows) > (record["parent"] is not None)
        assert all(share in row for row in rows), (address, share, rows)


def test_the_brief_says_the_same_wherever_it_is_told(site) -> None:
    told = answer(site.files["index.html"])
    for path in ("objectives.html", "kpis.html", "loop.html"):
        assert answer(site.files[path]) in told
    for path in ("llms.txt", "index.md"):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", site.files[path]).replace("\\", "")
        assert told in " ".join(plain.split())
    assert told in words(unescape(site.files["feeds/brief.xml"]))
    for record in site.json("teams"):
        feed = words(unescape(site.files[f"feeds/briefs/{record['id']}.xml"]))
        assert answer(site.files[f"teams/{record['id']}.html"]) in feed
