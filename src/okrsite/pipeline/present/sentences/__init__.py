"""Sentences: what a page says of its facts, each clause led to the page that proves it.

A text of `locales/` says how a language puts a fact; the facts fill its places:

    clause = counted(words, "brief.off_track", 1, "1", href=...)     # "1 off track", as a link
    sentence = said(words, "brief.kpis", kpis=listed(words, links))  # places may be links
    paragraph(words, [ended(words, [clause, sentence]), ...])        # comma, full stop, space

A template places a `Sentence` as it is, and it draws its links itself.

`sentence` has the type and these verbs; `status` tells how goals stand, `change` what is another
since an earlier day.
"""
