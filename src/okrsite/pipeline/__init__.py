"""The pipeline: a pure function from text to pages, one stage a module."""
