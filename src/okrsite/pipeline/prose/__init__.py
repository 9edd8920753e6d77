"""Prose: Markdown as safe HTML that is still open at its inner links."""

from okrsite.pipeline.prose.markdown import Markdown
from okrsite.pipeline.prose.unlink import without_links

__all__ = ["Markdown", "without_links"]
