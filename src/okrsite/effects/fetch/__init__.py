"""Fetch: sources asked all at once, each in a process of its own, and files written whole."""

from okrsite.effects.fetch.locked_folder import Shelf, ShelfTaken, shelf
from okrsite.effects.fetch.result import Reply
from okrsite.effects.fetch.runner import Asked, ask_all
from okrsite.effects.fetch.variables import wrong_variables

__all__ = ["Asked", "Reply", "Shelf", "ShelfTaken", "ask_all", "shelf", "wrong_variables"]
