"""Limits of the files room."""

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 25_000_000
WIDEST = 1600
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

# Documents people hand in, by how the name ends. Macros and everything that runs are left out on purpose.
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# What a packed document may fill when unpacked; whoever opens it has to hold that.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 5_000

# Films we keep ourselves: what every browser plays, told by their first bytes; and WebVTT for the captions.
FILM_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
MAX_CAPTIONS = 500_000
