"""Digest text: the digest as Markdown, and as HTML that mail programs show."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.api.pages import Anchor, escape
from okrsite.builtin.pages.brief.digest import Digest
from okrsite.pipeline.present.sentences.sentence import Sentence

# Mail programs read no style sheet, so what little look there is stands at each element.
_BODY = "font:16px/1.5 system-ui,sans-serif;color:#1c2326;max-width:40em;margin:0 auto;padding:1em"
_SOFT = "color:#586266"


def markdown(digest: Digest) -> str:
    """The digest as Markdown that forges and chats show."""
    lines = [f"# {escaped(digest.title)}", "", digest.day, "", linked(digest.lead), ""]
    for section in digest.sections:
        lines += [f"## {escaped(section.title)}", ""]
        for group in section.groups:
            if group.title:
                lines += [f"**{escaped(group.title)}**", ""]
            lines += [*(f"- {linked(line)}" for line in group.lines), ""]
    return "\n".join([*lines, link(digest.home), ""])


def linked(sentence: Sentence) -> str:
    """A sentence in Markdown, its links as links."""
    return "".join(map(link, sentence.parts))


def link(anchor: Anchor) -> str:
    """Words in Markdown, led to their address where they have one."""
    text = escaped(anchor.text)
    return f"[{text}]({anchor.href})" if anchor.href else text


def escaped(text: str) -> str:
    """A text in one line that no mark of Markdown or HTML in it changes.

    The spaces at its ends stay, since it may stand between other words.
    """
    plain = " ".join(text.split())
    for sign in ("\\", "|", "*", "_", "`", "[", "]", "<", ">", "#"):
        plain = plain.replace(sign, f"\\{sign}")
    before = " " if text[:1].isspace() else ""
    return f"{before}{plain}{' ' if text[-1:].isspace() and plain else ''}"


def mail(digest: Digest, language: str) -> str:
    """The digest as a whole HTML document without scripts, style sheets or pictures."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(digest.title)}</title></head>\n"
        f'<body style="{_BODY}">\n<h1 style="font-size:1.5em">{escape(digest.title)}</h1>\n'
        f'<p style="{_SOFT}">{escape(digest.day)}</p>\n{body(digest)}\n</body>\n</html>\n'
    )


def body(digest: Digest) -> str:
    """What stands below the title, as HTML; feeds show it as well."""
    return "\n".join(_body(digest))


def _body(digest: Digest) -> Iterator[str]:
    yield f'<p style="font-size:1.15em">{digest.lead.__html__()}</p>'
    for section in digest.sections:
        yield f'<h2 style="font-size:1.15em">{escape(section.title)}</h2>'
        for group in section.groups:
            if group.title:
                yield f'<h3 style="font-size:1em;{_SOFT}">{escape(group.title)}</h3>'
            yield "<ul>"
            yield from (f"<li>{line.__html__()}</li>" for line in group.lines)
            yield "</ul>"
    yield f"<p>{Sentence((digest.home,)).__html__()}</p>"
