"""Figures and tables into findings: one file a check; opens no file."""
