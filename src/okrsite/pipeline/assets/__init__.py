"""Assets: the files beside documents that a site may hold, since they show and never act."""

from okrsite.pipeline.assets.check import HEAD, Asset, checked, is_drawing
from okrsite.pipeline.assets.types import ACTIVE, TYPES

__all__ = ["ACTIVE", "HEAD", "TYPES", "Asset", "checked", "is_drawing"]
