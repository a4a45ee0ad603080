"""Many kernels become one interval: pooling methods, agreement, verdicts."""
