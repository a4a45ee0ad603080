"""What a run reads: files, fetched inputs, accepted claims of articles."""
