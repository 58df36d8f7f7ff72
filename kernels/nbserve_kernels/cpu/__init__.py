"""Native CPU kernels, written in Python and compiled by Numba: a whole forward pass in one call without the
interpreter lock. Knows only memory addresses and sizes."""
