"""Charts: pictures as values that draw themselves as SVG, and are told in words as well."""
