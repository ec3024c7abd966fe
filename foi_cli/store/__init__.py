"""The embedded database at data/processed/foi.db: one writer, a transaction per document, nothing half-done.

Everything in it can be made again from data/raw, so that it may be deleted at any time.
"""
