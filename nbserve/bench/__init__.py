"""Benchmarks: nbserve beside what its users would run instead, in one process, on the same weights."""
