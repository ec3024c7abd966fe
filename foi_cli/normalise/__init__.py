"""Blocks into responses, questions and figures; opens no file."""
