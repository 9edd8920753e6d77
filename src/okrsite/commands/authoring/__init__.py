"""What writes content: ids, front matter, the names of cycles, and what the site has already."""
