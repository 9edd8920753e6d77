"""Rules about objectives and key results."""
