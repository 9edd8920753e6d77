"""Live: the preview of a site on the author's own machine, new at every save."""
