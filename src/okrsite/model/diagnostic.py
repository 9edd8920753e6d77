"""Findings and signals: what is to be mended in the text, and what the business should know."""

from typing import TypeAlias

from msgspec import Struct

from okrsite.model.edit import Edit
from okrsite.model.names import Kind, Severity
from okrsite.model.position import Span

Fact: TypeAlias = str | float

FIXES_IT = "`okrsite check --fix` does it"


class Subject(Struct, frozen=True, order=True, array_like=True, gc=False):
    """What a finding is about.

    Attributes:
        kind: The kind of thing, such as `objective`.
        id: Its id.
        key_result: The key result's id, only where it is one key result of an objective.
    """

    kind: Kind
    id: str
    key_result: str = ""


class Finding(Struct, frozen=True):
    """What a rule saw at one place, before the rule's code and severity are put to it.

    Attributes:
        span: The place in the source file: `objective.at("title")` is that of a field.
        message: What is wrong, in a sentence without the place.
        help: What to do about it.
        subject: The goal, KPI or other thing that it is about.
        facts: The names and figures of the sentence, days as ISO text, so that a site in
            another language can say the same in its own words.
    """

    span: Span
    message: str
    help: str = ""
    subject: Subject | None = None
    facts: dict[str, Fact] = {}


class Diagnostic(Struct, frozen=True):
    """A finding as everybody reads it: code, place, what it is, and how to mend it.

    Attributes:
        code: The rule's code, such as `OKR101`.
        severity: How bad it is; an error keeps a site from being published.
        span: The place in the source file.
        message: What is wrong, in a sentence without the place.
        help: What to do about it.
        subject: The goal, KPI or other thing that it is about.
        facts: The names and figures of the sentence, for sites in another language.
        edits: What `check --fix` does about it, where there is one right answer.
        also: Other places of the same mistake, which its help names.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    help: str = ""
    subject: Subject | None = None
    facts: dict[str, Fact] = {}
    edits: tuple[Edit, ...] = ()
    also: tuple[Span, ...] = ()

    @property
    def places(self) -> tuple[Span, ...]:
        """Every place of the mistake, its own first."""
        return (self.span, *self.also)

    def __str__(self) -> str:
        return f"{self.span}: {self.code} {self.message}"


def error(
    code: str, span: Span, message: str, help_: str = "", edits: tuple[Edit, ...] = ()
) -> Diagnostic:
    """An error of the text, as the reading stages report it; with edits the help names the fix."""
    return Diagnostic(code, "error", span, message, help_with_fix(help_, edits), edits=edits)


def help_with_fix(help_: str, edits: tuple[Edit, ...]) -> str:
    """What to do about a finding, and that `check --fix` does it where it has edits."""
    if not edits:
        return help_
    return f"{help_.removesuffix('.')}; {FIXES_IT}." if help_ else f"{FIXES_IT}."


def sorted_findings(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Findings as an editor wants to read them: by file, line and column, each once."""
    unique = {_key(finding): finding for finding in findings}
    return [unique[key] for key in sorted(unique)]


def _key(finding: Diagnostic) -> tuple[str, int, int, str, str]:
    # Tuples of plain values are compared in half the time of structs.
    span = finding.span
    return span.path, span.line, span.column, finding.code, finding.message
