"""A run in parts: claims that have to do with one another together, each part by itself, and their tables as one."""
