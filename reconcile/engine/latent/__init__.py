"""Latent curves of what is heard: fitted where counts allow, published by gates, checked against what was said."""
