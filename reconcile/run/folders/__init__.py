"""A folder of claims, larger than memory, as a folder of tables: read by files, dealt out, done in parts."""
