"""Publish: the output folder as a unit, so that a reader sees the old site or the new, never half.

The next generation is built in a folder beside the output, on the same file system; what did not
change is a hard link to the file that is there. Then the two folders are exchanged in one step.
"""

from okrsite.effects.publish.committed import refuse_committed
from okrsite.effects.publish.generation import Generation, generation
from okrsite.effects.publish.output_guard import PublishError
from okrsite.effects.publish.records import PublishedFile, record_files

__all__ = [
    "Generation",
    "PublishError",
    "PublishedFile",
    "generation",
    "record_files",
    "refuse_committed",
]
