"""Tables as people have them: CSV, TSV, XLSX, ODS, YAML and JSON, in and out."""

import logging

# What it has to say about a damaged PDF, the refusal says in a sentence.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
