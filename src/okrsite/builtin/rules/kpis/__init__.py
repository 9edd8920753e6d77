"""Rules about KPIs."""
