"""Assets: the files beside documents that a site may hold, since they show and never act."""

from okrsite.pipeline.assets.check import Asset, checked
from okrsite.pipeline.assets.types import ACTIVE, TYPES

__all__ = ["ACTIVE", "TYPES", "Asset", "checked"]
