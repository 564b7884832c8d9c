"""Documents that are archives: spreadsheets, and what word processors write."""

import lzma
import zipfile
import zlib

# What the standard library raises for an archive that is damaged, cut off, packed in a way nobody
# uses for documents, or protected with a password.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
