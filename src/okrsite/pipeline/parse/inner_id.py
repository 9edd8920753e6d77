"""Inner ids: names of things inside a document, each good as an anchor and taken once."""

from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.identity import fault_of_word
from okrsite.pipeline.toml.table import BLANK, Table


def is_new_id(context: ParseContext, id_: str, table: Table, seen: set[str], what: str) -> bool:
    """Whether an id inside a document can be used and is not taken yet; notes what is wrong."""
    if id_ == BLANK:
        return False
    if fault := fault_of_word(id_):
        context.report("OKR015", table.at("id"), f"the id '{id_}' {fault}")
        return False
    if id_.casefold() in seen:
        message = f"two {what}s have the id '{id_}'"
        context.report("OKR017", table.at("id"), message, "Give each an id of its own.")
        return False
    seen.add(id_.casefold())
    return True
