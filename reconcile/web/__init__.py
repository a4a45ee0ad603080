"""The desk as local pages in a browser: what the project says now, read, decided and approved there."""
