"""The calendar page: what falls due this week and next, for everybody, by day and owner."""
