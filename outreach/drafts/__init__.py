"""Letters that a group wrote in a word processor, turned into letter templates.

written    what a file says: lines with their kind, style and marked words
word       a .docx → that
form       what of it belongs to a letter's form: date, addresses, salutation, subject, close
blanks     what was left to be filled in
demands    the numbered list a letter leads to
wording    words → Markdown that says the same
template   all of it → the text of a template, and what is to be said about it
"""
