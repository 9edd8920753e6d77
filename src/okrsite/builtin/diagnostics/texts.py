"""What is wrong with links, pictures, HTML, footnotes and sizes of texts."""

from okrsite.api import Rule
from okrsite.builtin.example import page_text

PAGE = "content/pages/how-we-work.md"

REFUSED_LINK: Rule[None] = Rule(
    code="OKR160",
    name="refused-link",
    severity="error",
    title="A link uses an address that no page may hold",
    why="""
Pages link to http, https and mailto addresses, to `goal:` and `kpi:` names, and to files by a path
relative to the text. Anything else could start a program on a reader's computer, or works on the
author's computer alone.
""",
    bad={PAGE: page_text("How we work", "Our files are [here](file:///home/ada/plans).")},
    good={PAGE: page_text("How we work", "Our files are [here](https://files.example/plans).")},
)

REMOTE_PICTURE: Rule[None] = Rule(
    code="OKR161",
    name="remote-picture",
    severity="error",
    title="A picture lies on another host",
    why="""
The site asks no other host for anything: it works offline, and nobody outside learns who reads it.
A picture from elsewhere would break both, and would be gone whenever the other host likes.
""",
    bad={
        PAGE: page_text("How we work", "![The six steps](https://pictures.example/six-steps.png)")
    },
    good={
        PAGE: page_text("How we work", "![The six steps](six-steps.png)"),
        "content/pages/six-steps.png": "PNG",
    },
)

TEXT_TOO_DEEP: Rule[None] = Rule(
    code="OKR162",
    name="text-too-deep",
    severity="error",
    title="A text is nested too deeply",
    why="""
Lists and quotes more than 100 deep, or brackets more than 30, are no text that anybody reads; they
come from a broken export or are meant to keep the build busy. What lies deeper is left out.
""",
    bad={PAGE: page_text("How we work", "> " * 120 + "Deep down.")},
    good={PAGE: page_text("How we work", "> > Quoted by somebody who was quoted.")},
)

TEXT_TOO_LARGE: Rule[None] = Rule(
    code="OKR163",
    name="text-too-large",
    severity="error",
    title="A text would make a page that is too large",
    why="""
A page has 8 MB of HTML at most, and is made of 300,000 parts such as cells, items and links.
A short text can make a huge page, since every use of a link's label repeats its whole address.
Such a page would keep the build and then every reader waiting.
""",
    bad={
        PAGE: page_text(
            "How we work", f"[a]: https://example.org/{'x' * 20_000}\n\n" + "[a] " * 1_000
        )
    },
    good={PAGE: page_text("How we work", "See [the plan](https://example.org/plan).")},
)

LOST_FOOTNOTE: Rule[None] = Rule(
    code="OKR411",
    name="lost-footnote",
    severity="warning",
    title="A footnote is not shown",
    why="""
A footnote is shown where the text refers to it. One that nothing refers to, or a second one of the
same name, would be lost without anybody noticing.
""",
    bad={PAGE: page_text("How we work", "We asked everybody.\n\n[^1]: In the survey of May.")},
    good={PAGE: page_text("How we work", "We asked everybody[^1].\n\n[^1]: In the survey of May.")},
)

RAW_HTML: Rule[None] = Rule(
    code="OKR165",
    name="raw-html",
    severity="warning",
    title="HTML in a text is shown as it is written",
    why="""
A text may come from anybody who opens a pull request, so no HTML of it reaches a page: readers see
`<b>` itself. Markdown has its own way for most of it.
""",
    bad={PAGE: page_text("How we work", "We decide <b>together</b>.")},
    good={PAGE: page_text("How we work", "We decide **together**, not with `<b>`.")},
)

UNKNOWN_SHORTCODE: Rule[None] = Rule(
    code="OKR412",
    name="unknown-shortcode",
    severity="error",
    title="No plugin gives this shortcode",
    why="""
A text in double brackets with a colon stands for something that the site knows. With a mistyped
name it stands for nothing, and readers see the brackets.
""",
    bad={PAGE: page_text("How we work", "Churn is [[valeu: customer-churn]] now.")},
    good={PAGE: page_text("How we work", "Churn is [[value: customer-churn]] now.")},
)

SHORTCODE_OF_NOTHING: Rule[None] = Rule(
    code="OKR413",
    name="shortcode-of-nothing",
    severity="error",
    title="A shortcode names something that is not there",
    why="""
The sentence around it promises a number, and its reader finds that none is available. Goals and
KPIs are renamed and dropped; an alias keeps the old name alive.
""",
    bad={PAGE: page_text("How we work", "Churn is [[value: costumer-churn]] now.")},
    good={PAGE: page_text("How we work", "Churn is [[value: customer-churn]] now.")},
)
