"""`python -m outreach` is the same as `outreach`."""

from outreach.cli.app import main

main()
