"""Pooling methods, one file each."""
