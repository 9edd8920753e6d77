"""One objective, the lists of all of them, and what is told of them."""
