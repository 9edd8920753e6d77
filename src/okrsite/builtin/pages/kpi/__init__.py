"""One KPI, the board, the table and the loop of all of them."""
