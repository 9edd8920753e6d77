"""What is wrong with plugins when they are loaded."""

from okrsite.api import Rule

UNKNOWN_PLUGIN: Rule[None] = Rule(
    code="OKR603",
    name="unknown-plugin",
    severity="error",
    title="A plugin that the settings name is not there",
    why="""
Its table in the settings is the consent to run it, and nothing answers to the name. Whatever it was
meant to give, such as a source of values, a rule or a page, would be missing without a word.
""",
    bad={},
    good={},
)

UNNAMED_PLUGIN: Rule[None] = Rule(
    code="OKR625",
    name="unnamed-plugin",
    severity="warning",
    title="A plugin's file is not named in the settings",
    why="""
A file in `plugins/` is only run where the settings consent to it by a table of its name. Without
one, what it gives is missing, and nothing else would say why.
""",
    bad={},
    good={},
)

PLUGIN_UNLOADABLE: Rule[None] = Rule(
    code="OKR604",
    name="plugin-unloadable",
    severity="error",
    title="A plugin cannot be loaded",
    why="""
The module of the plugin fails while it is read, so nothing that it gives is known. The others
and everything that ships go on without it.
""",
    bad={},
    good={},
)

PLUGIN_UNTRANSLATED: Rule[None] = Rule(
    code="OKR632",
    name="plugin-untranslated",
    severity="hint",
    title="A plugin has no words in the site's language",
    why="""
What the plugin cannot say in the language of the site, it says in English, or in any other language
that it has. Readers get a page in two languages.
""",
    bad={},
    good={},
)

UNKNOWN_HOOK: Rule[None] = Rule(
    code="OKR605",
    name="unknown-hook",
    severity="error",
    title="A plugin has a hook that okrsite does not know",
    why="""
A function whose name begins like a hook's and is none would never be called. Most often a letter is
missing; or the plugin was written for another version.
""",
    bad={},
    good={},
)

HOOK_FAILED: Rule[None] = Rule(
    code="OKR606",
    name="hook-failed",
    severity="error",
    title="A plugin failed in one of its hooks",
    why="""
The plugin was asked what it gives and raised an exception instead of answering. Its part is
missing, and the others go on.
""",
    bad={},
    good={},
)

HOOK_GIVES_WRONG_TYPE: Rule[None] = Rule(
    code="OKR607",
    name="hook-gives-wrong-type",
    severity="error",
    title="A plugin gives something that its hook does not take",
    why="""
Each hook takes values of one type, so that a mistake shows here, beside the plugin's name, and not
as a failure somewhere in the middle of a build.
""",
    bad={},
    good={},
)

GIVEN_TWICE: Rule[None] = Rule(
    code="OKR608",
    name="given-twice",
    severity="error",
    title="Two plugins give something of the same name",
    why="""
Only one of the two can answer to the name, and which one would depend on the order of the settings.
The first one stands until somebody decides.
""",
    bad={},
    good={},
)

PLUGIN_SETTINGS: Rule[None] = Rule(
    code="OKR609",
    name="plugin-settings",
    severity="error",
    title="A plugin cannot work with its settings",
    why="""
A plugin says which settings it has and what each of them holds. With a mistyped key it would work
with something that nobody asked for, so it is not asked for anything until the table is mended.
""",
    bad={},
    good={},
)

PLUGIN_TAKES_NO_SETTINGS: Rule[None] = Rule(
    code="OKR610",
    name="plugin-takes-no-settings",
    severity="error",
    title="A plugin that takes no settings is given some",
    why="""
Nothing would ever read them. Either the key belongs to another plugin's table, or the plugin is
older than somebody believes.
""",
    bad={},
    good={},
)

PLUGIN_OF_TWO_PACKAGES: Rule[None] = Rule(
    code="OKR624",
    name="plugin-of-two-packages",
    severity="error",
    title="Two installed packages give one plugin name",
    why="""
A name in the settings is consent to run one piece of code. With two packages behind it nobody can
tell which one runs, and it may be another one on the next machine.
""",
    bad={},
    good={},
)

UNREAD_PLUGIN_TABLE: Rule[None] = Rule(
    code="OKR629",
    name="unread-plugin-table",
    severity="error",
    title="A document has a table of a plugin that does not read it",
    why="""
`[plugins.NAME]` in a document is for the plugin of that name. Where none is loaded, or it has no
fields in this kind of document, what was written says nothing to anybody.
""",
    bad={"content/pages/how.md": "+++\ntitle = 'How'\n\n[plugins.menu]\nplace = 3\n+++\n"},
    good={"content/pages/how.md": "+++\ntitle = 'How'\n\n[extra]\nplace = 3\n+++\n"},
)

PLUGIN_FIELDS_FAILED: Rule[None] = Rule(
    code="OKR630",
    name="plugin-fields-failed",
    severity="error",
    title="A plugin failed at its fields in a document",
    why="""
The type that the plugin gave for its fields raised an exception of its own when it was made of what
stands in a document. The document is left out as with any other mistake in it.
""",
    bad={},
    good={},
)

PLUGIN_NEEDS_ANOTHER_VERSION: Rule[None] = Rule(
    code="OKR635",
    name="plugin-needs-another-version",
    severity="error",
    title="A plugin needs a later version of okrsite",
    why="""
The plugin says by `OKRSITE_API = 2`, for example, which version of `okrsite.api` it needs at least.
With an older one it would fail somewhere inside, so it is not run at all.
""",
    bad={},
    good={},
)
