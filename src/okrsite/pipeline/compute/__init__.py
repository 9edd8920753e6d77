"""Compute: every number beside its goal, as of one day."""

from okrsite.pipeline.compute.compute import compute

__all__ = ["compute"]
