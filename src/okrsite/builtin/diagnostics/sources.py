"""What is wrong with sources and their secrets."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, KPI, SETTINGS, kpi_text

UNKNOWN_SOURCE_PLUGIN: Rule[None] = Rule(
    code="OKR620",
    name="unknown-source-plugin",
    severity="error",
    title="No plugin gives this kind of source",
    why="""
A source can only be asked by the plugin that knows how. Either its name is mistyped, or its plugin
is not among the `[plugins]` of the settings.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sqll"\n'},
    good={SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\n'},
)

VARIABLE_UNREADABLE: Rule[None] = Rule(
    code="OKR621",
    name="variable-unreadable",
    severity="error",
    title="This does not name an environment variable",
    why="""
`${NAME}` stands for an environment variable. What only begins like one would be sent to the source
as it is, and the secret that was meant would be missing.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${desk-token}"\n'},
    good={
        SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${DESK_TOKEN}"\n'
    },
)

WITH_SOURCE = BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\n'
FIELDS = 'unit = "%"\nrange = { max = 5 }'

VARIABLE_IN_QUERY: Rule[None] = Rule(
    code="OKR622",
    name="variable-in-query",
    severity="warning",
    title="A variable stands in a query",
    why="""
Variables are filled into the settings of a source alone. Whoever may write a KPI would otherwise be
able to send any secret of the machine that fetches to any server.
""",
    bad={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(
            fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select ${{NOW}}, 1"'
        ),
    },
    good={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select now(), 1"'),
    },
)

OPEN_SECRET: Rule[None] = Rule(
    code="OKR623",
    name="open-secret",
    severity="warning",
    title="A secret stands in the open",
    why="""
Everybody who may read the repository may read its settings, and its history for good. A secret that
stood there once is none any more: give the source another one.
""",
    bad={SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "5dE3xY"\n'},
    good={
        SETTINGS: BASE[SETTINGS] + '\n[sources.desk]\nplugin = "http"\ntoken = "${DESK_TOKEN}"\n'
    },
)

QUERY_REFUSED: Rule[None] = Rule(
    code="OKR627",
    name="query-refused",
    severity="error",
    title="A query is not sent, for it may do more than read",
    why="""
Whoever writes a KPI writes its query, and it runs with the rights of the source. A statement is
sent only if it is one that selects, calls functions that are known to be harmless and nothing else,
and reads the same to every database; a function of your own is allowed by `functions` in the
source's settings. An address is asked only if it stays below that of its source, and a program gets
values, never options.
""",
    bad={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "drop table t"'),
    },
    good={
        SETTINGS: WITH_SOURCE,
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "from t"'),
    },
)

QUERIES_UNREAD: Rule[None] = Rule(
    code="OKR628",
    name="queries-unread",
    severity="warning",
    title="Nobody looked whether the queries of a source only read",
    why="""
A query is parsed in the dialect of its database before anything is sent. Where the address is a
variable as a whole, `dialect` says which one that is; without sqlglot nothing can be parsed, and
`okrsite fetch` sends nothing.
""",
    bad={
        SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\nurl = "${WAREHOUSE}"\n',
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select 1"'),
    },
    good={
        SETTINGS: BASE[SETTINGS]
        + '\n[sources.warehouse]\nplugin = "sql"\nurl = "${WAREHOUSE}"\ndialect = "postgres"\n',
        KPI: kpi_text(fields=f'{FIELDS}\n[source]\nuse = "warehouse"\nquery = "select 1"'),
    },
)

_TABLE = (
    '\n[sources.desk]\nplugin = "http"\nurl = "https://desk.acme.example"\ntables.tickets.url = '
)

SOURCE_SETTINGS_REFUSED: Rule[None] = Rule(
    code="OKR633",
    name="source-settings-refused",
    severity="error",
    title="Settings of a source that cannot work together",
    why="""
Some settings need another one, or contradict it: an address that leads above that of its source, a
way to turn pages without its parameter, a token that would be had in two ways. None of the source's
KPIs could be fetched, so none is asked for.
""",
    bad={SETTINGS: f'{BASE[SETTINGS]}{_TABLE}"../admin"\n'},
    good={SETTINGS: f'{BASE[SETTINGS]}{_TABLE}"tickets"\n'},
)
