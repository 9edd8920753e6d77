"""What is wrong with the names and places of files."""

from okrsite.api import Rule
from okrsite.builtin.example import objective_text, page_text

UNKNOWN_FOLDER: Rule[None] = Rule(
    code="OKR040",
    name="unknown-folder",
    severity="error",
    title="A folder of the content has a name that means nothing",
    why="""
The first folder decides what a file is. In a folder of another name a goal would never be read, and
nobody would miss it until the quarter's end.
""",
    bad={"content/objectivs/grow.md": objective_text()},
    good={"content/objectives/grow.md": objective_text()},
)

STRAY_FILE: Rule[None] = Rule(
    code="OKR041",
    name="stray-file",
    severity="error",
    title="A text lies where it is not read",
    why="""
Texts are read from the folders of the content, and only where their names end in `.md`, or `.csv`
for observations. Anything else would be left out in silence.
""",
    bad={"content/glossary.md": page_text("Glossary", "KPI: a number that we watch.")},
    good={"content/pages/glossary.md": page_text("Glossary", "KPI: a number that we watch.")},
)

COLLIDING_NAMES: Rule[None] = Rule(
    code="OKR042",
    name="colliding-names",
    severity="error",
    title="Two files are one where case or accents do not count",
    why="""
On macOS and Windows the two names mean one file: a clone would lose one of them, and so would the
site.
""",
    bad={
        "content/pages/values.md": page_text("Values", "What we stand for."),
        "content/pages/Values.md": page_text(
            "Our values", "What we do not stand for.", 'id = "others"'
        ),
    },
    good={"content/pages/values.md": page_text("Values", "What we stand for.")},
)

UNPORTABLE_NAME: Rule[None] = Rule(
    code="OKR043",
    name="unportable-name",
    severity="error",
    title="A name cannot be stored everywhere",
    why="""
Some names exist on one system only: Windows keeps `con` and `aux` for devices and drops a dot or a
space at the end, and no file system holds more than 255 bytes.
""",
    bad={"content/pages/aux.md": page_text("Auxiliaries", "Who helps.")},
    good={"content/pages/helpers.md": page_text("Auxiliaries", "Who helps.")},
)

UNREADABLE_FILE: Rule[None] = Rule(
    code="OKR044",
    name="unreadable-file",
    severity="error",
    title="A file cannot be read",
    why="""
A file that may not be read, is too large or is no file at all would leave a hole in the goals. The
finding says what the system said.
""",
    bad={},
    good={},
)

LINK_OUT_OF_CONTENT: Rule[None] = Rule(
    code="OKR045",
    name="link-out-of-content",
    severity="error",
    title="A link does not lead to a file of the content",
    why="""
A link in the file system could make a site show what lies anywhere on the machine that builds it.
Only links to files inside the content are followed, and none to folders; `content` itself may be
one, since that is the choice of whoever keeps the site. Below `content/data/` there is no link at
all, hidden names included: the engines that read there would follow it, and `okrsite fetch` asks
nobody while there is one.
""",
    bad={},
    good={},
)

ASSET_TYPE: Rule[None] = Rule(
    code="OKR046",
    name="asset-type",
    severity="error",
    title="A linked file is of a type that a site does not hold",
    why="""
The site runs nothing that somebody put into a folder, so only files that show are published: png,
jpg, gif, webp, avif, svg, pdf, csv, txt, xlsx, docx, pptx, odt, ods, mp4 and webm. A file must
begin as its ending says. A maintainer can allow more endings with `asset_types` in `[build]`, but
none that a browser would run.
""",
    bad={},
    good={},
)

DRAWING_PARTS: Rule[None] = Rule(
    code="OKR067",
    name="drawing-parts",
    severity="hint",
    title="A drawing is published without some of its parts",
    why="""
An SVG can hold scripts, web pages and addresses of other hosts. It is published as a new drawing
made of its shapes, texts, styles and pictures, and without the rest.
""",
    bad={},
    good={},
)

NO_CONTENT: Rule[None] = Rule(
    code="OKR047",
    name="no-content",
    severity="error",
    title="There is no content",
    why="""
Everything that a site shows stands in `content/`. Where the folder is missing, called otherwise or
empty, a site without a single goal would take the place of a good one. Nothing is published then,
not even with `--keep-going`.
""",
    bad={},
    good={},
)

HIDDEN_DOCUMENT: Rule[None] = Rule(
    code="OKR057",
    name="hidden-document",
    severity="warning",
    title="A document is hidden, and not read",
    why="""
Files and folders whose names begin with a point are left to programs, which keep their own things
in them. Whoever hides a goal so that it is not seen yet writes `state = "draft"` instead.
""",
    bad={},
    good={},
)

BESIDE_CONTENT: Rule[None] = Rule(
    code="OKR049",
    name="beside-content",
    severity="error",
    title="A document lies beside the content",
    why="""
Goals are read from `content/objectives/`, not from an `objectives/` beside `okrsite.toml`. What
lies there looks like a part of the site and is none.
""",
    bad={},
    good={},
)
