"""Limits of the files room."""

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 25_000_000
WIDEST = 1600
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
