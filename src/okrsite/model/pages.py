"""Free pages: what a company wants to say beside its goals."""

from okrsite.model.names import PageId, Visibility
from okrsite.model.position import Written
from okrsite.model.prose import Prose


class FreePage(Written, frozen=True, kw_only=True, tag=True, tag_field="entity"):
    """A text of its own; the page with the id `index` is the text of the home page.

    `id` keeps its folders (`method/six-steps`), since pages may be as many as their author likes.
    """

    id: PageId
    title: str
    aliases: tuple[str, ...] = ()
    visibility: Visibility | None = None
    body: Prose = Prose()
