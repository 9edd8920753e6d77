"""A random company, and edits of it with what each of them is to be told as."""

from okrsite.builtin.example import SETTINGS, cycle_text, team_text

SITE = '[site]\ntitle = "Example"\n\n[build]\ntoday = 2026-11-20\n'
TEAMS, PEOPLE, KPIS, OBJECTIVES = 4, 3, 6, 24


def random_site(chance):
    """The files of a company: goals that help each other, measured by KPIs or check-ins."""
    files = {
        SETTINGS: SITE,
        "content/cycles/q3.md": cycle_text("Q3", "2026-07-01", "2026-09-30"),
        "content/cycles/q4.md": cycle_text("Q4", "2026-10-01", "2026-12-31"),
        "content/teams/t0.md": team_text("Company", ""),
    }
    for number in range(1, TEAMS):
        files[f"content/teams/t{number}.md"] = team_text(f"Team {number}", 'parent = "t0"')
    for number in range(PEOPLE):
        files[f"content/people/p{number}.md"] = (
            f'+++\ntitle = "Person {number}"\nteam = "t{chance.randrange(TEAMS)}"\n+++\n'
        )
    for number in range(KPIS):
        files |= _kpi(number, chance)
    for number in range(OBJECTIVES):
        files[f"content/objectives/g{number}.md"] = _objective(number, chance)
    return files


def _kpi(number, chance):
    head = [f'title = "KPI {number}"', f'owner = "p{chance.randrange(PEOPLE)}"']
    head += [f"range = {{ max = {chance.randint(3, 9)} }}", 'team = "t0"']
    if number == KPIS - 1:
        head.append('formula = "{k0} + {k1}"')
        return {f"content/kpis/k{number}.md": _document(head, "How it is counted.")}
    rows = [f"2026-{month:02}-28,{chance.randint(1, 12)}" for month in range(6, 11)]
    return {
        f"content/kpis/k{number}.md": _document(head, "How it is counted."),
        f"content/kpis/k{number}.csv": "\n".join(["date,value", *rows, ""]),
    }


def _objective(number, chance):
    head = [
        f'title = "Goal number {number} of the company"',
        f'cycle = "{chance.choice(["q3", "q4", "q4"])}"',
        f'team = "t{chance.randrange(TEAMS)}"',
        f'owner = "p{chance.randrange(PEOPLE)}"',
        f'rollup = "{chance.choice(["key_results", "children", "both"])}"',
    ]
    if number:
        head.append(f'supports = ["g{chance.randrange(number)}"]')
    head += ["[[key_results]]", 'id = "a"', f'title = "Result a of {number}"']
    head += ["start = 10", f"target = {chance.randint(20, 40)}", "weight = 1"]
    head += ["[[key_results]]", 'id = "b"', f'title = "Result b of {number}"']
    head += [f'kpi = "k{chance.randrange(KPIS)}"', "start = 12", "target = 1"]
    head += ["[[checkins]]", f"date = 2026-10-{chance.randint(10, 30)}"]
    head += [f"confidence = {chance.randint(1, 9)}", f"values = {{ a = {chance.randint(9, 20)} }}"]
    link = f"It goes with [another](goal:g{chance.randrange(OBJECTIVES)})."
    return _document(head, link)


def _document(head, body):
    return "\n".join(["+++", *head, "+++", body, ""])


def random_edits(files, chance, count):
    """The files after some edits, and what each edit is told as: kind, id, key result, change."""
    after, expected = dict(files), []
    numbers = chance.sample(range(1, OBJECTIVES), count)
    for number in numbers:
        edit = chance.choice(EDITS)
        after, rows = edit(after, number)
        expected += rows
    return after, expected


def _replaced(path, old, new, told):
    def edit(files, number):
        file = path.format(number=number % KPIS if "kpis" in path else number)
        text = files[file]
        if old not in text:
            return files, []
        kind, id_, key_result, change = told
        row = (
            kind,
            id_.format(number=number % KPIS if kind == "kpi" else number),
            key_result,
            change,
        )
        return {**files, file: text.replace(old, new, 1)}, [row]

    return edit


def _removed(files, number):
    path = f"content/objectives/g{number}.md"
    return {name: text for name, text in files.items() if name != path}, [
        ("objective", f"g{number}", "", "removed")
    ]


def _added(files, number):
    text = _document(
        [f'title = "Something else altogether {number}"', 'cycle = "q4"', 'supports = ["g0"]'],
        "Because it is new.",
    )
    return {**files, f"content/objectives/new{number}.md": text}, [
        ("objective", f"new{number}", "", "added")
    ]


GOAL = "content/objectives/g{number}.md"
KPI = "content/kpis/k{number}.md"
OF_KPI = ("kpi", "k{number}", "")
OF_GOAL, OF_A = ("objective", "g{number}", ""), ("key_result", "g{number}", "a")
EDITS = [
    _removed,
    _added,
    _replaced(GOAL, "start = 10", "start = 11", (*OF_A, "start")),
    _replaced(GOAL, "weight = 1", "weight = 2", (*OF_A, "weight")),
    _replaced(GOAL, "weight = 1", "due = 2026-09-15", (*OF_A, "due")),
    _replaced(GOAL, "Goal number", "Objective number", (*OF_GOAL, "title")),
    _replaced(GOAL, 'rollup = "both"', 'rollup = "weakest"', (*OF_GOAL, "rollup")),
    _replaced(GOAL, "+++\n", '+++\nstate = "paused"\n', (*OF_GOAL, "state")),
    _replaced(GOAL, "+++\n", '+++\nvisibility = "public"\n', (*OF_GOAL, "visibility")),
    _replaced(GOAL, "+++\n", '+++\ntype = "committed"\n', (*OF_GOAL, "type")),
    _replaced(
        GOAL,
        "confidence = ",
        "confidence = 0.",
        ("checkin", "g{number}", "", "checkin_rewritten"),
    ),
    _replaced(KPI, "range = { max", "range = { min = -1, max", (*OF_KPI, "range")),
    _replaced(KPI, 'team = "t0"', 'team = "t1"', (*OF_KPI, "team")),
    _replaced("content/kpis/k{number}.csv", "2026-06-28", "2026-06-27", (*OF_KPI, "value_removed")),
]
