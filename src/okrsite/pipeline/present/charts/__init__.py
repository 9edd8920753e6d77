"""Charts: pictures drawn as SVG when the site is built, told in words as well."""
