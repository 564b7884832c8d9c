"""What was sent to whom: the record, on SQLite or PostgreSQL.

    opening      opens a ledger, or says why it cannot be used
    reading      every question asked of it; on SQLite without loading SQLAlchemy
    store        SqlLedger: claims, outcomes, marks, decisions
    tables       the schema; migrations/ brings a ledger to it
    moves        the one table of moves between statuses
    standing     the one function that derives a status from attempts and events
    restoring    puts a copy back without losing what is known

Writing goes through SQLAlchemy Core, one transaction a call unless `together()` joins several.
"""
