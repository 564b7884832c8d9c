"""One letter on the screen: as it is written, and the advice that goes with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from outreach.cli.opening.folder import open_workspace
from outreach.cli.prisons.facilities import origin_fields, told
from outreach.cli.screen import console
from outreach.cli.screen.folding import say_folded
from outreach.errors import UsageProblem
from outreach.model.campaign import Audience, LetterTemplate, TemplateSet
from outreach.model.guidance import Part, Point
from outreach.rules.guidance import points_for

_TO = {
    Audience.OFFICIAL: "Written to officials.",
    Audience.LEGISLATOR: "Written to legislators.",
    Audience.PRISONER: "Written to one person in prison, in your own words: "
    "outreach case write CASE --from {name}",
}
_HEADINGS = {
    Part.WRITE: "What to write",
    Part.NEVER: "What never to write",
    Part.LENGTH: "How long",
    Part.PAPER: "On paper",
    Part.AFTERWARDS: "Afterwards",
}


def carry_out(workspace: Path | None, name: str, language: str | None, *, as_json: bool) -> None:
    """Show a letter in all its languages, or in one."""
    folder = open_workspace(workspace)
    letter = folder.template(name)
    digest = folder.text_digest(letter.name)
    variants = _wanted(letter, language)
    points = points_for(variants[0])
    if as_json:
        console.document(**_fields(letter, variants, digest, points))
        return
    console.say(f"Digest of the text: {digest}", "dim")
    say_folded(_TO[letter.audience].format(name=letter.name), indent=0)
    for variant in variants:
        _say_variant(variant)
    _say_points(points, variants[0].language)


def _wanted(letter: TemplateSet, language: str | None) -> Sequence[LetterTemplate]:
    if not language:
        return letter.variants
    if variant := letter.in_language(language):
        return (variant,)
    there = ", ".join(one.language for one in letter.variants)
    raise UsageProblem(
        f"The letter “{letter.name}” is not written in {language}.", f"It is in {there}."
    )


def _say_variant(variant: LetterTemplate) -> None:
    console.say(f"\n{variant.file} ({variant.language})", "bold")
    if variant.note:
        say_folded(variant.note, style="dim", indent=0)
    for what, line in (
        ("Subject", variant.subject),
        ("Salutation", variant.salutation),
        ("Close", variant.close),
    ):
        if line:
            console.say(f"{what}: {line}")
    for fact in variant.facts:
        value = fact.value or "no value yet"
        console.say(f"Fact {fact.name}: {value} ({fact.as_of or 'undated'}; {fact.source})")
    for number, demand in enumerate(variant.demands, start=1):
        console.say(f"Demand {number}: {demand}")
    console.say(f"\n{variant.body.strip()}")


def _say_points(points: Sequence[Point], language: str) -> None:
    for part, heading in _HEADINGS.items():
        chosen = [point for point in points if point.part is part]
        if chosen:
            console.say(f"\n{heading}", "bold")
        for point in chosen:
            say_folded(point.in_language(language), indent=2)
            say_folded(told(point.origin), style="dim")


def _fields(
    letter: TemplateSet, variants: Sequence[LetterTemplate], digest: str, points: Sequence[Point]
) -> dict[str, Any]:
    return {
        "name": letter.name,
        "audience": letter.audience.value,
        "digest": digest,
        "variants": [_variant_fields(variant) for variant in variants],
        "guidance": [
            {"part": point.part.value, "text": dict(point.texts), **origin_fields(point.origin)}
            for point in points
        ],
    }


def _variant_fields(variant: LetterTemplate) -> dict[str, Any]:
    return {
        "language": variant.language,
        "file": variant.file,
        "note": variant.note,
        "subject": variant.subject,
        "salutation": variant.salutation,
        "close": variant.close,
        "facts": [
            {
                "name": fact.name,
                "value": fact.value,
                "as_of": str(fact.as_of or ""),
                "source": fact.source,
            }
            for fact in variant.facts
        ],
        "demands": list(variant.demands),
        "body": variant.body.strip(),
    }
