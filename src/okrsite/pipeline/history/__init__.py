"""History: what every commit did to the goals, and what of it an audience may know."""

from okrsite.pipeline.history.record import CommitRecord, FileChange, RawCommit, record_of
from okrsite.pipeline.history.visible import visible_history

__all__ = ["CommitRecord", "FileChange", "RawCommit", "record_of", "visible_history"]
