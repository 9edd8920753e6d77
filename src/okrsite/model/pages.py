"""Free pages: what a company wants to say beside its goals."""

from okrsite.model.names import PageId, Visibility
from okrsite.model.plugin_fields import PluginFields
from okrsite.model.position import Written
from okrsite.model.prose import Prose


class FreePage(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A text of its own; the page with the id `index` is the text of the home page.

    Attributes:
        id: Its path within its folder (`method/six-steps`).
        title: What readers see as its name.
        aliases: Ids it had before.
        visibility: Who may see it.
        extra: Its `[extra]` as JSON text, free for plugins; no export holds it.
        plugins: What stands in it under `[plugins.NAME]`; `fields_of` gives it.
        body: The text below the fields.
    """

    id: PageId
    title: str
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    extra: bytes = b"{}"
    plugins: tuple[PluginFields, ...] = ()
    body: Prose = Prose()
