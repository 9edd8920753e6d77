"""Old names: references that are understood by an alias only, with what writes the name in use."""

from okrsite.model.diagnostic import Diagnostic, help_with_fix
from okrsite.model.edit import Substitution
from okrsite.model.position import Span


def old_name(
    written: str,
    current: str,
    span: Span,
    what: str,
    search_from: Span | None = None,
    *,
    is_below: bool = False,
) -> Diagnostic:
    """The hint that a name is an old one of `what`, with the fix that writes the one in use.

    `search_from` is where the name is looked for on its line, if it stands before the place;
    `is_below` tells that it may stand on a line below.
    """
    edits = (Substitution(search_from or span, written, current, is_below),)
    message = f"'{written}' is an old name of the {what} '{current}'"
    help_ = help_with_fix(f"Write {current}", edits)
    return Diagnostic("OKR106", "hint", span, message, help_, edits=edits)
