"""A project folder and what happens in it: its settings, its stages, its exports, what people decided."""
