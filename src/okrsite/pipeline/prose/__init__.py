"""Prose: Markdown as safe HTML that is still open at its inner links."""

from okrsite.pipeline.prose.markdown import Markdown
from okrsite.pipeline.prose.unlink import unlinked

__all__ = ["Markdown", "unlinked"]
