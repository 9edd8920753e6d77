"""Figures: numbers as people read them, rounded half up, in a language's own signs and spaces."""
