"""okrsite: goals as code, published for everyone."""

__version__ = "0.1.0"
