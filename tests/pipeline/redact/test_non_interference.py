"""Whatever stands in a private document, the public sees the same: nothing of it."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.pipeline.redact import redact
from okrsite.pipeline.resolve import resolve

OPEN_FILES = {
    "cycles/2026.md": "title = 'Y'\nstart = 2026-01-01\nend = 2026-12-31\nvisibility = 'public'",
    "teams/open.md": "title = 'T'\nparent = 'veiled'\nlead = 'veiled'\nvisibility = 'public'",
    "people/open.md": "title = 'P'\nteam = 'veiled'\nvisibility = 'public'",
    "kpis/open.md": "title = 'K'\nformula = '{veiled} * 2'\nvisibility = 'public'\n"
    "baselines = [{ since = 2026-01-01, value = 1, from = 'veiled#kr' }]",
    "kpis/open2.md": "+++\ntitle = 'K'\nvisibility = 'public'\n+++\n[x](kpi:veiled) [y](kpi:open)",
    "objectives/open.md": """
        +++
        title = 'Open'
        cycle = '2026'
        team = 'veiled'
        owner = 'veiled'
        supports = ['veiled', 'veiled#kr', 'open2']
        with_teams = ['veiled', 'open']
        watch = ['veiled', 'open', 'veiled2', 'veiled3']
        visibility = 'public'
        [[key_results]]
        id = 'kr'
        title = 'Result'
        kpi = 'veiled'
        start = 1
        target = 2
        [[checkins]]
        date = 2026-10-10
        author = 'veiled'
        kudos = [{ to = 'veiled', for = 'help' }]
        +++
        [a](goal:veiled#kr) [b](veiled.md) [e](goal:veiled2)
        [f](kpi:veiled3) [c](../kpis/veiled.md) [d](goal:open2)
        """,
    "objectives/open2.md": "title = 'Two'\ncycle = '2026'\nvisibility = 'public'",
    "objectives/hidden-by-cycle.md": "title = 'H'\ncycle = 'veiled'\nvisibility = 'public'",
    "pages/open.md": "+++\ntitle = 'P'\nvisibility = 'public'\n+++\n[a](../teams/veiled.md)",
}

WORDS = st.text(alphabet="abc äö-'#<&7", max_size=12).map(lambda text: text.replace("'", ""))
NUMBERS = st.integers(-9, 9)
LEVELS = st.sampled_from(["'internal'", "'confidential'", "'nonsense'"])
NAMES = st.sampled_from(["open", "open2", "veiled", "nobody"])
DAYS = st.sampled_from(["2026-01-01", "2026-06-30", "2026-12-31", "2027-03-01"])


@st.composite
def veiled_files(draw):
    """Private documents of every kind, of which nothing but their paths is given."""

    def text(*lines, body=True):
        names = draw(st.sampled_from(["", "id = 'veiled2'\n", "aliases = ['veiled3']\n"]))
        title = f"{names}title = '{draw(WORDS)} x'"
        head = "\n".join((title, f"visibility = {draw(LEVELS)}", *lines))
        return f"+++\n{head}\n+++\n{draw(WORDS) if body else ''} [l](goal:{draw(NAMES)})\n"

    days = sorted((draw(DAYS), draw(DAYS)))
    result = (
        f"[[key_results]]\nid = '{draw(st.sampled_from(['kr', 'other']))}'\ntitle = 'r'\n"
        f"start = {draw(NUMBERS)}\ntarget = 10\n"
        f"[[checkins]]\ndate = {draw(DAYS)}\nvalues = {{ kr = {draw(NUMBERS)} }}\n"
    )
    files = {
        "cycles/veiled.md": text(f"start = {days[0]}", f"end = {days[1]}"),
        "teams/veiled.md": text(f"parent = '{draw(NAMES)}'", f"lead = '{draw(NAMES)}'"),
        "people/veiled.md": text(f"team = '{draw(NAMES)}'"),
        "kpis/veiled.md": text(f"formula = '{{{draw(NAMES)}}} + {draw(NUMBERS)}'"),
        "kpis/veiled.csv": f"date,value\n{draw(DAYS)},{draw(NUMBERS)}\n",
        "objectives/veiled.md": text(
            "cycle = '2026'", f"supports = ['{draw(NAMES)}']", f"watch = ['{draw(NAMES)}']", result
        ),
        "checkins/veiled.md": f"objective = 'veiled'\ndate = {draw(DAYS)}\nvisibility = 'public'",
        "pages/veiled.md": text(),
    }
    broken = draw(st.sets(st.sampled_from(sorted(files)), max_size=2))
    return {path: "+++\n[[\n+++" if path in broken else files[path] for path in files}


def public(typed, veiled):
    visible = redact(typed.documents({**OPEN_FILES, **veiled}), "public", typed.settings)
    return resolve(visible, typed.settings, "public")


@given(veiled_files(), veiled_files())
def test_the_public_site_is_the_same_whatever_the_private_documents_say(typed, one, other) -> None:
    assert public(typed, one) == public(typed, other)


@given(veiled_files())
def test_no_private_name_is_left_in_the_public_forest(typed, veiled) -> None:
    forest, findings = public(typed, veiled)
    assert findings == []
    assert "veiled" not in str(forest)


@given(veiled_files())
def test_whoever_may_see_everything_sees_everything(typed, veiled) -> None:
    documents = typed.documents({**OPEN_FILES, **veiled})
    assert redact(documents, "confidential", typed.settings) == documents
