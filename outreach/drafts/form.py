"""What of a letter belongs to its form: date, addresses, salutation, subject, close, signature.

A letter's form is written anew for each recipient, in their language and by the rules of their
country. So what a draft has of it is found, named and left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from outreach.drafts.written import COLUMN_BEGINS, PROMPT_BEGINS, Kind, Line, Words

_FARTHEST = 40  # lines that may stand above the salutation, and below the close
_LONGEST_LINE = 160  # of an address or a signature; what is longer says something
_SALUTATION = re.compile(
    r"(?:dear|your excellency|to whom it may concern|excellency|sehr geehrte|cher|chère|monsieur|"
    r"madame|excellence|estimad[oa]|señor|excelentísim|prezad[oa]|exm|gentile|egregio|geachte|"
    r"уважаем|шановн|敬[啟启]者|尊敬的|致[：:]|GreetingLine)|.{1,40}(?:鈞鑒|钧鉴|台鑒|台鉴|大鑒|大鉴)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:re|ref|subject|concerning|betreff|betr\.|objet|concerne|asunto|assunto|oggetto|betreft|"
    r"主旨|主題|主题|事由)\s*[:.：]\s*",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?:yours\b|(?:very |most )?(?:sincerely|respectfully|truly|faithfully)|kind(?:est)? regards|"
    r"best (?:regards|wishes)|warm(?:est)? regards|(?:with )?(?:kind |best |warm )?regards\b|"
    r"in solidarity|with (?:respect|thanks|best|kind|hope|gratitude)|mit freundlichen|"
    r"hochachtungsvoll|cordialement|veuillez (?:agréer|recevoir|croire)|je vous prie d|salutations|"
    r"atentamente|cordialmente|respetuosamente|atenciosamente|distinti saluti|"
    r"met vriendelijke|с уважением|з повагою|此致|[順顺][頌颂]|[謹谨][啟启上])",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|févr|avr|juin|juil|août|"
    r"déc|ene|abr|ago|dic|out)"
)
_DATE = re.compile(
    r"(?:\w+,? )?(?:le |den |the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de |of )?{_MONTH}\w*\.?,? (?:de )?\d{{4}}"
    rf"|{_MONTH}\w*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}"
    r"|\d{4}\s*年.{1,12}日)\.?|[\[(<{«]*\s*(?:insert |today['’]?s )?date\s*[\])>}»]*",
    re.IGNORECASE,
)
_ENCLOSURES = "enclosures, which go under enclosures:"
_FURTHER = (
    (_ENCLOSURES, re.compile(r"encl|attach|anlage|pi[eè]ces? jointe|附件|adjunt", re.IGNORECASE)),
    ("copies to", re.compile(r"c\.?c\.?\b|copy to|copies to|副本|kopie", re.IGNORECASE)),
    ("a postscript", re.compile(r"p\.?\s?s\b", re.IGNORECASE)),
)
_OF_STYLE = {
    "return-address": "your address",
    "envelope-return": "your address",
    "date": "the date",
    "inside-address": "the recipient's address",
    "envelope-address": "the recipient's address",
    "salutation": "the salutation",
    "closing": "the close",
    "signature": "the signature",
    "enclosures": _ENCLOSURES,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the form: what it is, and its words."""

    what: str
    text: str


@dataclass(slots=True)
class Form:
    """A draft taken apart. `subject` is empty where none was found."""

    body: list[Line] = field(default_factory=list)
    subject: tuple[Words, ...] = ()
    found: list[Found] = field(default_factory=list)


def taken_apart(lines: tuple[Line, ...]) -> Form:
    """The letter's own words, its subject, and what belongs to the form."""
    form = Form()
    top = _salutation(lines)
    bottom = _close(lines, 0 if top is None else top + 1)
    first = 0 if top is None else top + 1
    last = len(lines) if bottom is None else bottom
    if top is not None:
        _head(lines[:top], form)
        form.found.append(Found("the salutation", lines[top].text))
    first = _subject_at(lines, first, last, form)
    for line in lines[first:last]:
        _middle(line, form)
    if bottom is not None:
        form.found.append(Found("the close", lines[bottom].text))
        _tail(lines[bottom + 1 :], form)
    return form


def _salutation(lines: tuple[Line, ...]) -> int | None:
    for at, line in enumerate(lines[:_FARTHEST]):
        if line.style == "salutation":
            return at
    for at, line in enumerate(lines[:_FARTHEST]):
        text = line.text.lstrip(f"{COLUMN_BEGINS}{PROMPT_BEGINS}«[")
        if line.kind is Kind.TEXT and len(text) <= _LONGEST_LINE and _SALUTATION.match(text):
            return at
    return None


def _close(lines: tuple[Line, ...], first: int) -> int | None:
    """The last line that closes a letter; a signature and little else stands below it."""
    below = 0
    for at in range(len(lines) - 1, first - 1, -1):
        line = lines[at]
        if line.style == "closing":
            return at
        short = line.kind is Kind.TEXT and len(line.text) <= _LONGEST_LINE
        if short and _CLOSE.match(line.text):
            return at
        below += bool(line.text)
        if below > _FARTHEST:
            return None
    return None


def _head(head: tuple[Line, ...], form: Form) -> None:
    """Lines above the salutation; those of one block are named together."""
    told = [at for at, line in enumerate(head) if line.text]
    subject = next((at for at in told if _is_subject(head[at])), None)
    if subject is None and told and head[told[-1]].stands_out and len(told) > 1:
        subject = told[-1]
    block: list[str] = []
    for at, line in enumerate((*head, Line(()))):
        what = _OF_STYLE.get(line.style, "")
        if at == subject:
            form.subject = _without_label(line.words)
        elif _DATE.fullmatch(line.text):
            form.found.append(Found("the date", line.text))
        elif len(line.text) > _LONGEST_LINE:
            form.body.append(line)
        elif what:
            form.found.append(Found(what, _on_one_line(line.text)))
        elif line.text:
            block.append(_on_one_line(line.text))
            continue
        if block:
            form.found.append(Found("an address above the salutation", ", ".join(block)))
            block = []


def _subject_at(lines: tuple[Line, ...], first: int, last: int, form: Form) -> int:
    """Where the letter's own words begin, behind a subject that stands above them."""
    start = next((at for at in range(first, last) if lines[at].text), last)
    if form.subject or start >= last:
        return start
    line = lines[start]
    if _is_subject(line) or (line.stands_out and len(line.text) <= _LONGEST_LINE):
        form.subject = _without_label(line.words)
        return start + 1
    return start


def _middle(line: Line, form: Form) -> None:
    """A line of the letter itself, unless its style or its label says that it is none."""
    if line.style in _OF_STYLE:
        form.found.append(Found(_OF_STYLE[line.style], _on_one_line(line.text)))
    elif not form.subject and _is_subject(line):
        form.subject = _without_label(line.words)
    else:
        form.body.append(line)


def _tail(tail: tuple[Line, ...], form: Form) -> None:
    signature: list[str] = []
    for line in tail:
        if not line.text:
            continue
        what = next((name for name, start in _FURTHER if start.match(line.text)), "")
        if what or len(line.text) > _LONGEST_LINE:
            form.found.append(Found(what or "text below the close", _on_one_line(line.text)))
        elif _DATE.fullmatch(line.text):
            form.found.append(Found("the date", line.text))
        else:
            signature.append(_on_one_line(line.text))
    if signature:
        form.found.append(Found("the signature", ", ".join(signature)))


def _is_subject(line: Line) -> bool:
    return line.style == "subject" or bool(_SUBJECT.match(line.text))


def _without_label(words: Iterable[Words]) -> tuple[Words, ...]:
    """A subject is plain words on one line, without “Re:” in front."""
    text = "".join(part.text for part in words).strip()
    marked = any(part.marked for part in words)
    return (Words(_on_one_line(_SUBJECT.sub("", text, count=1)), marked=marked),)


def _on_one_line(text: str) -> str:
    return " ".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    yield from text.split()
