"""Outside formats, one file each, read into tables of text."""
