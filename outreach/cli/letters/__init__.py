"""The letters themselves: their templates, one shown, all of them as files or e-mails."""
