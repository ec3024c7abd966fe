"""Bytes into blocks: one file a format."""
