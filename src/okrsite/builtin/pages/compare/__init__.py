"""Any level of the company side by side by the same measures: departments, teams, people."""
