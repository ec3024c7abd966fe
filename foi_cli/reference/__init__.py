"""Facts of the field as CSV, each loaded once and read only."""
