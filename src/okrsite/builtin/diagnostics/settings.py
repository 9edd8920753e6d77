"""What is wrong with the settings in `okrsite.toml`."""

from okrsite.api import Rule
from okrsite.builtin.example import BASE, SETTINGS


def _of_site(line: str) -> dict[str, str]:
    """The example's settings with one more line about the site."""
    return {SETTINGS: BASE[SETTINGS].replace("\n\n[build]", f"\n{line}\n\n[build]")}


UNKNOWN_LANGUAGE: Rule[None] = Rule(
    code="OKR050",
    name="unknown-language",
    severity="error",
    title="The language of the site is not known, or has no words",
    why="""
Numbers, dates and the words of the pages are written in it. A page in one language that says it is
in another is read aloud wrongly. Words come with okrsite, and with themes.
""",
    bad=_of_site('language = "klingon"'),
    good=_of_site('language = "de"'),
)

UNKNOWN_TIME_ZONE: Rule[None] = Rule(
    code="OKR051",
    name="unknown-time-zone",
    severity="error",
    title="The time zone of the site is not known",
    why="""
The time zone tells which day it is when a build runs near midnight.
""",
    bad=_of_site('timezone = "Europe/Berln"'),
    good=_of_site('timezone = "Europe/Berlin"'),
)

ADDRESS_OF_SETTINGS: Rule[None] = Rule(
    code="OKR052",
    name="address-of-settings",
    severity="error",
    title="An address in the settings is not one of http or https",
    why="""
Pages link to these addresses, so that a script or a file of somebody's disk must not stand there.
""",
    bad=_of_site('repo_url = "git@github.com:example/goals.git"'),
    good=_of_site('repo_url = "https://github.com/example/goals"'),
)

OUTPUT_OUTSIDE: Rule[None] = Rule(
    code="OKR053",
    name="output-outside",
    severity="error",
    title="The output is no folder of its own inside of the site",
    why="""
A build removes its own old files. A setting that anybody can change in a pull request must not
point it at another folder; the command line may. Nor may it be a folder that the site is made of.
""",
    bad={SETTINGS: BASE[SETTINGS] + 'output = "../public"\n'},
    good={SETTINGS: BASE[SETTINGS] + 'output = "public"\n'},
)

SCORING_THRESHOLDS: Rule[None] = Rule(
    code="OKR054",
    name="scoring-thresholds",
    severity="error",
    title="The thresholds of scoring make no sense",
    why="""
At risk comes before off track and the low band before the high one; all are shares between 0 and 1.
""",
    bad={SETTINGS: BASE[SETTINGS] + "\n[scoring]\nat_risk = 0.4\noff_track = 0.2\n"},
    good={SETTINGS: BASE[SETTINGS] + "\n[scoring]\nat_risk = 0.05\noff_track = 0.2\n"},
)

NEWER_FORMAT: Rule[None] = Rule(
    code="OKR055",
    name="newer-format",
    severity="error",
    title="The content has a newer format than this okrsite reads",
    why="""
A later version may give a field another meaning. An older one that guesses would publish wrong
numbers.
""",
    bad={SETTINGS: "format = 99\n\n" + BASE[SETTINGS]},
    good={SETTINGS: "format = 1\n\n" + BASE[SETTINGS]},
)

ASSET_TYPES: Rule[None] = Rule(
    code="OKR056",
    name="asset-types",
    severity="error",
    title="An ending of files cannot be allowed",
    why="""
`asset_types` adds endings to the pictures, PDFs, tables and office files that texts may link. What
a browser runs, such as `.html`, `.js` or `.xml`, would act in every reader's name, and stays out.
""",
    bad={SETTINGS: BASE[SETTINGS] + 'asset_types = [".html"]\n'},
    good={SETTINGS: BASE[SETTINGS] + 'asset_types = [".zip"]\n'},
)

RULE_SETTINGS: Rule[None] = Rule(
    code="OKR060",
    name="rule-settings",
    severity="error",
    title="The settings of the rules make no sense to the rules",
    why="""
A code that no rule has, or a parameter that the rule does not know, changes nothing. Better to hear
of it than to believe for a year that a rule is off.
""",
    bad={SETTINGS: BASE[SETTINGS] + "\n[rules.parameters.OKR204]\nmots = 4\n"},
    good={SETTINGS: BASE[SETTINGS] + "\n[rules.parameters.OKR204]\nmost = 4\n"},
)

UNKNOWN_THEME: Rule[None] = Rule(
    code="OKR064",
    name="unknown-theme",
    severity="error",
    title="There is no theme of the name in the settings",
    why="""
A theme is a folder in `themes/`, one that ships, or one of an installed package. Without it there
are no pages at all.
""",
    bad={},
    good={},
)

THEME_OPTION: Rule[None] = Rule(
    code="OKR065",
    name="theme-option",
    severity="error",
    title="A theme has no such option, or not of that kind",
    why="""
An option that the theme does not know changes nothing. Its `theme.toml` names those that it has,
with their defaults; a value is of the same kind as the default.
""",
    bad={},
    good={},
)

BROKEN_THEME: Rule[None] = Rule(
    code="OKR066",
    name="broken-theme",
    severity="error",
    title="A theme cannot be read",
    why="""
One of its files is not UTF-8 or not TOML, or the theme extends itself. The message names the file.
""",
    bad={},
    good={},
)

EMPTY_FOR_AUDIENCE: Rule[None] = Rule(
    code="OKR061",
    name="empty-for-audience",
    severity="error",
    title="The audience of a build sees no goal and no KPI",
    why="""
Everything is internal unless it says otherwise, so that a first build for the public has menus and
no goals. `visibility` in a document, or `default_visibility` for a kind, opens what may be seen.
""",
    bad={},
    good={},
)

EMPTY_OVER_FULL: Rule[None] = Rule(
    code="OKR062",
    name="empty-over-full",
    severity="error",
    title="A site without goals would take the place of one with goals",
    why="""
An audience that sees nothing, a folder that was moved, every file broken at once: whatever the
reason, readers keep the last good site until somebody removes it on purpose.
""",
    bad={},
    good={},
)

NO_GOALS_YET: Rule[None] = Rule(
    code="OKR063",
    name="no-goals-yet",
    severity="warning",
    title="No goal and no KPI is written yet",
    why="""
The site has pages and nothing to show on them. Only `build` says so.
""",
    bad={},
    good={},
)

DIFFERS_FROM_BASE: Rule[None] = Rule(
    code="OKR068",
    name="differs-from-base",
    severity="hint",
    title="Settings, plugins, themes or a cache differ from those that are trusted",
    why="""
With `--untrusted`, a pull request is judged by what was there before it, since a plugin is code and
a setting decides who sees what. Whoever reviews should read such a change with care: once it is
merged, it acts.
""",
    bad={},
    good={},
)

LINK_IN_BASE: Rule[None] = Rule(
    code="OKR069",
    name="link-in-base",
    severity="warning",
    title="A setting, plugin or theme of the base is a link or a submodule",
    why="""
With `--untrusted REVISION`, settings, plugins and themes are read from git, where a link is only a
name and a submodule only a number. A checkout of the base as a folder has what they lead to.
""",
    bad={},
    good={},
)
