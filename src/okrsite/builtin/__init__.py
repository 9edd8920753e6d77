"""What ships with okrsite, written as plugins are written."""

# The modules that give the shipped extensions, by the name each goes by as a plugin.
SHIPPED = {
    "exporters": "okrsite.builtin.exporters",
    "pages": "okrsite.builtin.pages",
    "rules": "okrsite.builtin.rules",
    "scorers": "okrsite.builtin.scorers",
    "shortcodes": "okrsite.builtin.shortcodes",
    "sources": "okrsite.builtin.sources",
}
