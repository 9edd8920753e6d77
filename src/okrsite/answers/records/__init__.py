"""Records of any source: loaded into tables once a run, and asked by every KPI in SQL."""
