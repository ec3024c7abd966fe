"""Results into files: one file a format."""
