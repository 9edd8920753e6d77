"""What is wrong when a plugin works."""

from okrsite.api import Rule
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text, response_text

RULE_FAILED: Rule[None] = Rule(
    code="OKR602",
    name="rule-failed",
    severity="error",
    title="A rule failed",
    why="""
A rule of a plugin met something that it was not written for. Its findings are incomplete, so the
run is not good, and every other rule has spoken all the same.
""",
    bad={},
    good={},
)

SCORER_FAILED: Rule[None] = Rule(
    code="OKR611",
    name="scorer-failed",
    severity="error",
    title="A plugin's scorer failed",
    why="""
The plugin that measures this key result met something that it was not written for, or gave
something that is not a finite number. The key result is not measured; a guess would be worse.
""",
    bad={},
    good={},
)


def _scored_by(reference: str) -> dict[str, str]:
    """An objective with a key result that a plugin scores."""
    key_result = response_text(f"score_by = {{ {reference} }}")
    return {OBJECTIVE: objective_text(key_results=f"{CHURN}\n{key_result}")}


UNKNOWN_SCORER: Rule[None] = Rule(
    code="OKR612",
    name="unknown-scorer",
    severity="error",
    title="No plugin gives this scorer",
    why="""
Without its scorer a key result cannot be measured. Either its name is mistyped, or its plugin is
not among the `[plugins]` of the settings.
""",
    bad=_scored_by('use = "percnt"'),
    good=_scored_by('use = "percent"'),
)

SCORER_SETTINGS: Rule[None] = Rule(
    code="OKR613",
    name="scorer-settings",
    severity="error",
    title="A scorer cannot use these settings",
    why="""
A scorer says which settings it takes. With others nobody knows what it would measure, so it is not
asked at all.
""",
    bad=_scored_by('use = "percent", whole = 0'),
    good=_scored_by('use = "percent", whole = 50'),
)

WORD_OF_SCORER: Rule[None] = Rule(
    code="OKR637",
    name="word-of-scorer",
    severity="error",
    title="A check-in says a word that the scorer does not take",
    why="""
A key result with `score_by` takes numbers, or the words that its scorer names. What another word
would count nobody can tell, so the key result is not measured.
""",
    bad={},
    good={},
)

PAGE_FAILED: Rule[None] = Rule(
    code="OKR615",
    name="page-failed",
    severity="error",
    title="A page could not be made",
    why="""
A plugin's page, or a template of the theme, met something that it was not written for. The page
would be missing, so nothing is published; `--keep-going` publishes the others.
""",
    bad={},
    good={},
)

OBSERVER_FAILED: Rule[None] = Rule(
    code="OKR616",
    name="observer-failed",
    severity="warning",
    title="A plugin failed after the build",
    why="""
The site is published; only what the plugin should have done with it, such as telling somebody, did
not happen.
""",
    bad={},
    good={},
)

PAGE_KIND_FAILED: Rule[None] = Rule(
    code="OKR617",
    name="page-kind-failed",
    severity="error",
    title="A kind of pages could not tell its pages",
    why="""
A plugin's `pages` function met something that it was not written for, or a library that its pages
are made with is not installed, so none of its pages exist.
All other pages are as they should be; `--keep-going` publishes them.
""",
    bad={},
    good={},
)

PANEL_FAILED: Rule[None] = Rule(
    code="OKR631",
    name="panel-failed",
    severity="warning",
    title="A plugin's panel could not be shown",
    why="""
The panel met something that it was not written for. The page that it would stand on is whole in
everything else, so it is published without the panel; `--strict` publishes nothing.
""",
    bad={},
    good={},
)

SHORTCODE_FAILED: Rule[None] = Rule(
    code="OKR636",
    name="shortcode-failed",
    severity="warning",
    title="A plugin's shortcode could not be shown",
    why="""
The plugin met something that it was not written for, or an argument that it does not understand.
The text says that nothing is available there, and everything else of its page is as it should be.
""",
    bad={},
    good={},
)

PAGE_PLACE_TAKEN: Rule[None] = Rule(
    code="OKR618",
    name="page-place-taken",
    severity="error",
    title="Two pages want the same place on the site",
    why="""
Two kinds of pages, often one of a plugin and one that ships, or a page and the redirect of an old
id, would be written to the same file, at the latest where a disk does not tell capital letters
apart. The second is left out; which one that is nobody should have to guess.
""",
    bad={},
    good={},
)

MARKDOWN_PLUGIN_FAILED: Rule[None] = Rule(
    code="OKR619",
    name="markdown-plugin-failed",
    severity="error",
    title="A plugin for Markdown failed at a text",
    why="""
The plugin met a text that it was not written for, or cannot work with this parser at all. The text
is shown without any such plugin, so that nothing of what its author wrote is lost.
""",
    bad={},
    good={},
)
