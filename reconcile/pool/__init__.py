"""Many kernels to one interval."""
