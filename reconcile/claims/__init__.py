"""What sources said: reading, checking and correcting tables of claims."""
