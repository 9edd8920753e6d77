"""Preview: a site shown on the author's own machine, new at every save."""
