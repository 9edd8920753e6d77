"""Statements of KPIs, read before they are sent: one SELECT that touches nothing but tables."""
