"""What changed of the goals, week by week, as pages and as feeds."""
