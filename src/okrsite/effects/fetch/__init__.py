"""Fetch: sources asked all at once, each in a process of its own, and files written whole."""

from okrsite.effects.fetch.ask import Asked, ask_all
from okrsite.effects.fetch.reply import Reply
from okrsite.effects.fetch.shelf import Shelf, ShelfTaken, shelf
from okrsite.effects.fetch.variables import wrong_variables

__all__ = ["Asked", "Reply", "Shelf", "ShelfTaken", "ask_all", "shelf", "wrong_variables"]
