"""What okrsite reports while it reads, fetches and builds: one text for each code, by family.

No rule checks these. The code that finds the mistake says the code and the severity, and a test
compares them with the entry here. The entries are rules all the same, so that `okrsite rules` and
the documentation explain them like any other.
"""
