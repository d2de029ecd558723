"""The shape and words of writing plans."""
