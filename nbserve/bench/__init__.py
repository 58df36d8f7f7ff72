"""Benchmarks: nbserve beside what its users would run instead, and beside the machine's own limits, in one run."""
