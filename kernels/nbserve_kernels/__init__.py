"""The operations of nbserve's forward pass: one file each, tensors in, tensors out.

Knows neither models nor requests."""
