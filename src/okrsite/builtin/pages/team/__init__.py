"""One team, the tree of teams, and how teams practise."""
