"""Use: which plugin or source a table names, when all else in it is that one's business."""

from typing import Any

from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.toml.table import Table


def use_of(context: ParseContext, settings: dict[str, Any], table: Table, field: str) -> str | None:
    """The plugin's or source's name in a table that is otherwise its own business."""
    if "use" not in table.value[field]:
        meant = "; it is called 'use' here" if "plugin" in table.value[field] else ""
        help_ = f'Write {field} = {{ use = "...", ... }}.'
        context.report("OKR012", table.at(field), f"'use' is missing{meant}", help_)
        return None
    use = settings.get("use")
    if not isinstance(use, str) or not use:
        message = "'use' must be text in quotes"
        context.report("OKR011", table.at(field, "use"), message, 'Write use = "...".')
        return None
    return use
