"""The model: the values that flow from text to pages, and nothing that acts."""
