"""Pages that explain: the six steps, KPI or OKR, the words, and a company's own texts."""
