"""`okrsite status`: the site's answer in the terminal."""

from datetime import date

from okrsite.commands.status.layout import Section, lay_out
from okrsite.commands.terminal import Terminal


def test_it_says_how_the_cycle_stands_and_which_step_comes_next(okrsite, site) -> None:
    said = okrsite("status")
    assert said.exit == 0
    assert said.out.startswith("Q4 2026, on 2026-11-20\n  time ")
    assert "  1. Gather the KPIs          done\n" in said.out


def test_mine_is_what_i_answer_for_whatever_the_case(okrsite, site) -> None:
    said = okrsite("status", "--me", "SUPPORT lead")
    assert "Mine (SUPPORT lead)\n  customers-get-help  Customers get help" in said.out
    assert "customer-churn" in said.out


def test_me_may_stand_in_the_environment(okrsite, site, monkeypatch) -> None:
    monkeypatch.setenv("OKRSITE_ME", "nobody")
    assert "nobody answers for no goal of an open cycle and no KPI." in okrsite("status").out


def test_what_is_late_is_due_and_says_how_late(okrsite, site) -> None:
    said = okrsite("status", "--today", date(2026, 12, 10))
    assert "check-in  customers-get-help" in said.out
    assert "days late" in said.out
    assert "6. Review                   " in said.out
    assert "late" in said.out.rpartition("6. Review")[2]


def test_each_thing_that_is_due_has_the_command_that_settles_it(okrsite, site) -> None:
    due = okrsite("status", "--today", date(2026, 12, 20)).out.partition("\nDue\n")[2]
    assert "okrsite checkin customers-get-help" in due
    assert "a row in content/kpis/customer-churn.csv" in due
    assert "a line in `reviews` of content/kpis/customer-churn.md" in due


def test_a_cycle_that_is_over_wants_its_close_once_and_of_its_goals_nothing(okrsite, site) -> None:
    said = okrsite("status", "--today", date(2027, 1, 1)).out
    assert said.count("okrsite close 2026-q4") == 1
    assert "okrsite checkin" not in said
    assert "off track" not in said.partition("Needs attention")[2]
    first = said.partition("\nDue\n")[2].splitlines()[0]
    assert first.split()[:2] == ["close", "2026-q4"]


def test_another_cycle_is_shown_when_it_is_named(okrsite, site, write) -> None:
    write(
        "content/cycles/2026-q3.md",
        '+++\ntitle = "Summer"\nstart = 2026-07-01\nend = 2026-09-30\n'
        "closed = 2026-10-02\n+++\nGood.\n",
    )
    assert okrsite("status", "--cycle", "2026-q3").out.startswith("Summer, on 2026-11-20\n")
    said = okrsite("status", "--cycle", "2026-q33")
    assert said.exit == 2
    assert "Did you mean '2026-q3'?" in said.err


def test_a_signal_is_followed_by_what_to_do_about_it(okrsite, write) -> None:
    rest = 'owner = "ada"\nrange = { max = 1 }\nunit = "h"\n+++\nWhy.\n'
    write("content/kpis/slow.md", f'+++\ntitle = "Slow"\n{rest}')
    write("content/kpis/slow.csv", "date,value\n2026-10-31,5\n")
    lines = okrsite("status").out.partition("Needs attention")[2].splitlines()
    at = next(n for n, line in enumerate(lines) if "content/kpis/slow.md" in line)
    assert lines[at + 1].strip().startswith("-> ")


def test_signals_need_attention_and_at_most_ten_are_shown(okrsite, write) -> None:
    rest = 'owner = "ada"\nrange = { max = 1 }\nunit = "h"\n+++\nWhy.\n'
    for number in range(14):
        write(f"content/kpis/k{number}.md", f'+++\ntitle = "K{number}"\n{rest}')
        write(f"content/kpis/k{number}.csv", "date,value\n2026-10-31,5\n")
    said = okrsite("status")
    assert "-v shows them" in said.out
    assert "-v shows them" not in okrsite("status", "-v").out
    assert "2. Find the gaps            k0, k1 and 12 more: out of range" in said.out


def test_an_empty_site_says_what_to_do_first(okrsite, tmp_path, monkeypatch) -> None:
    (tmp_path / "okrsite.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    said = okrsite("status")
    assert "There is no cycle yet; `okrsite new cycle` makes one." in said.out
    assert "okrsite new kpi --list" in said.out


def test_mistakes_are_told_beside_the_answer(okrsite, write) -> None:
    write("content/teams/torn.md", '+++\ntitle = "To\n')
    said = okrsite("status")
    assert said.exit == 1
    assert "1 mistake in the files is left out" in said.err


def test_a_terminal_gets_tables_that_fit_and_no_control_characters() -> None:
    section = Section("Due", (("check-in", "evil\x1b[2J", "x" * 300),))
    shown = lay_out([section], Terminal(is_terminal=True, width=60))
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert "\x1b[1mDue" in lay_out([section], Terminal(is_terminal=True, colour=True))


def test_its_figures_are_those_of_the_site_unless_another_audience_is_named(
    okrsite, site, write
) -> None:
    write(
        "content/objectives/secret.md",
        "+++\ntitle = 'Secret'\ncycle = '2026-q4'\nowner = 'ada'\n"
        "visibility = 'confidential'\n+++\n",
    )
    objectives = [
        okrsite("status", *audience).out.count("of 3 objectives")
        for audience in ([], ["--audience", "confidential"])
    ]
    assert objectives[0] == 0
    assert objectives[1] > 0
