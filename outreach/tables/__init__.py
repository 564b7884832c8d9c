"""Tables as people have them: CSV, TSV, XLSX, ODS, YAML and JSON, in and out."""
