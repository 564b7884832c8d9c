"""`outreach demo`: the whole job in a temporary folder."""


def demo() -> int:
    """The whole job, on invented people, against a mail server of its own.

    Makes a folder, renders the letters as PDF and DOCX, sends the e-mails to a server that runs
    on this machine for that long, shows the record, and says where everything is.

    Example: `outreach demo`
    """
    from outreach.cli.starting.demonstration import carry_out

    return carry_out()
