"""What people decide: proposed claims reviewed, estimates approved, corrections listed."""
