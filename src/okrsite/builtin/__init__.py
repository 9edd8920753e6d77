"""What ships with okrsite, written as plugins are written."""
