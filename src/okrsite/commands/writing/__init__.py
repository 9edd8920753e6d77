"""What new files are made of: ids, lines of TOML, the names of cycles."""
