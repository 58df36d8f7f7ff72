"""The Triton kernels of the operations one level up, which document them and say when they run.

Apart from them so that Triton is imported where it is used, and nowhere else. Kernels compute in float32, whatever the
dtype of their tensors.
"""

# Of every launch. Fused multiply-adds are Triton's default, but versions that mean to change it print a warning,
# into the user's notebook, where the choice is not stated.
OPTIONS = {"enable_fp_fusion": True}
