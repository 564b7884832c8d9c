"""campaigns/*.toml → Campaign; a campaign is called by its file's name or by its id."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from outreach.errors import InputInvalid, NotFound, Problem
from outreach.model.campaign import Campaign, HolderGone, Match, Sign, Way
from outreach.tables.reading import READERS
from outreach.workspace.bilingual import both_languages
from outreach.workspace.case_keys import case_named, with_the_privacy_of_its_case
from outreach.workspace.documents import Document, read_toml
from outreach.workspace.enclosures import enclosures
from outreach.workspace.facts import facts, variables
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_file_name, is_key, language_tag

FOLDER = "campaigns"
DEFAULT_NOT_WITHIN = timedelta(days=14)


def find_campaign(root: Path, name: str) -> Path:
    """The file of a campaign called by file name or id; refuses an id that two files give."""
    ids = _ids(root)
    path = root / FOLDER / f"{name.removesuffix('.toml')}.toml"
    if path not in ids:
        named = [other for other, key in ids.items() if key == name]
        if not named:
            known = {other.stem for other in ids} | {key for key in ids.values() if key}
            raise NotFound("campaign", name, known)
        path = named[0]
    twins = sorted(_shown(other) for other, key in ids.items() if key and key == ids[path])
    if len(twins) > 1:
        raise InputInvalid(
            Problem(
                f"The id “{ids[path]}” is also that of {', '.join(set(twins) - {twin})}.",
                "Give a copied campaign an id of its own.",
                twin,
            )
            for twin in twins
        )
    return path


def campaign_files(root: Path) -> tuple[Path, ...]:
    """Every campaign's file, in the order of their names."""
    return tuple(sorted(path for path in (root / FOLDER).glob("*.toml") if path.name[0] != "."))


def taken_names(root: Path) -> Mapping[str, Path]:
    """Every name and id by which a campaign is called already, and its file."""
    ids = _ids(root)
    return {name: path for path, key in ids.items() for name in (path.stem, key) if name}


def read_campaigns(root: Path) -> tuple[Campaign, ...]:
    """Every campaign; raises InputInvalid with the problems of all files."""
    campaigns: list[Campaign] = []
    problems: list[Problem] = []
    for path in campaign_files(root):
        try:
            campaigns.append(read_campaign(path))
        except InputInvalid as found:
            problems.extend(found.problems)
    if problems:
        raise InputInvalid(problems)
    return tuple(campaigns)


def read_campaign(path: Path) -> Campaign:
    """Read one campaign; raises InputInvalid with all its problems."""
    campaign = campaign_of(read_toml(path, _shown(path)), path.stem)
    return with_the_privacy_of_its_case(campaign, path.parent.parent)


def campaign_of(document: Document, stem: str) -> Campaign:
    """The campaign a document gives; `stem` is the name of its file."""
    problems: list[Problem] = []
    whole = Section.whole(document, problems)
    bilingual, languages = both_languages(whole)
    campaign = Campaign(
        id=_id(whole, stem),
        title=whole.one_line("title", stem),
        template=_template(whole),
        recipients=_lists(whole),
        where=whole.text("where"),
        channels=_ways(whole),
        sign=_sign(whole),
        opens=whole.day("opens"),
        closes=whole.day("closes"),
        language=_language(whole),
        dated=whole.day("date"),
        not_within=_not_within(whole),
        facts=facts(whole.section("facts")),
        variables=variables(whole.section("variables")),
        personal=whole.text("personal"),
        reason=whole.text("reason"),
        private=whole.flag("private"),
        judges=whole.texts("judges") if "judges" in whole else (),
        max_age=whole.span("max_age"),
        holder_gone=whole.choice("holder_gone", HolderGone, HolderGone.HELD),
        layout=_layout(whole),
        max_pages=whole.number("max_pages", 0, 0, 20),
        file=document.file,
        where_line=whole.line("where"),
        writers=_writers(whole),
        match=_match(whole),
        enclosures=enclosures(whole),
        enclosures_mb=whole.number("enclosures_mb", 5, 1, 25),
        cc=whole.lines("cc"),
        cc_line=whole.line("cc"),
        bilingual=bilingual,
        languages=languages,
        languages_line=whole.line("languages"),
        case=case_named(whole),
        case_line=whole.line("case"),
        ruled_out=whole.lines("ruled_out"),
    )
    _object_to_one_voice(whole, campaign)
    if campaign.cc and campaign.writers:
        whole.objection("cc", "goes with one writer.", "Take out cc, or writers.")
    if campaign.opens and campaign.closes and campaign.closes < campaign.opens:
        whole.objection("closes", f"lies before it opens ({campaign.opens}).", "Change one.")
    whole.finish()
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))
    return campaign


def adhoc_campaign(root: Path, template: str, lists: tuple[str, ...], case: str = "") -> Campaign:
    """A one-off made of a letter and lists, without a file; about a case where one is named."""
    campaign = Campaign(
        id=":".join(filter(None, ("adhoc", template, case))),
        title=template,
        template=template,
        recipients=lists,
        adhoc=True,
        case=case,
    )
    return with_the_privacy_of_its_case(campaign, root)


def _shown(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


def _ids(root: Path) -> Mapping[Path, str]:
    """The id of each campaign file, empty where it cannot be read: that is for its own reading."""
    ids: dict[Path, str] = {}
    for path in campaign_files(root):
        try:
            found = tomllib.loads(path.read_text("utf-8-sig")).get("id")
        except (OSError, UnicodeError, tomllib.TOMLDecodeError, RecursionError):
            found = ""
        ids[path] = found if isinstance(found, str) else ""
    return ids


def _id(whole: Section, stem: str) -> str:
    key = whole.required("id", f'id = "{stem}"')
    if key and not is_key(key):
        whole.objection("id", "is not one word.", "Use letters, digits, “-”, “_” and “.”.")
    return key


def _template(whole: Section) -> str:
    name = whole.required("template", 'template = "appeal"').removesuffix(".md")
    if name and not is_file_name(name):
        whole.objection(
            "template", f"is not the name of a letter: “{name}”.", "Give the name without folder."
        )
    return name


def _layout(whole: Section) -> str:
    name = whole.one_line("layout").removesuffix(".typ")
    if name and not is_file_name(name):
        whole.objection(
            "layout", f"is not the name of a layout: “{name}”.", "Give the name without folder."
        )
    return name


def _lists(whole: Section) -> tuple[str, ...]:
    names = whole.lines("recipients")
    if not names:
        whole.objection("recipients", "is missing.", 'Write it, as in: recipients = ["officials"]')
    for name in names:
        if not is_file_name(name):
            whole.objection(
                "recipients",
                f"holds “{name}”, which is not the name of a list.",
                "Give the name without folder.",
            )
        elif names.count(name) > 1:
            whole.objection("recipients", f"names “{name}” more than once.", "Name it once.")
            break
    return names


def _sign(whole: Section) -> Sign:
    return whole.choice("sign", Sign, Sign.EACH if "writers" in whole else Sign.ONCE)


def _writers(whole: Section) -> str:
    name = whole.one_line("writers")
    if name and not (is_file_name(name) and Path(name).suffix.casefold() in READERS):
        whole.objection(
            "writers",
            f"is not the name of a table: “{name}”.",
            'The file lies beside outreach.toml: writers = "writers.csv"',
        )
    return name


def _match(whole: Section) -> Match:
    word = whole.one_line("match")
    if word not in tuple(Match):
        whole.objection(
            "match",
            f"cannot be “{word}”.",
            'Write match = "division", or leave it out: every writer then writes to everybody.',
        )
        return Match.ALL
    if word and "writers" not in whole:
        whole.objection(
            "match",
            "tells which writer writes to whom, and `writers` is missing.",
            'Write it as well, as in: writers = "writers.csv"',
        )
    return Match(word)


def _object_to_one_voice(whole: Section, campaign: Campaign) -> None:
    """What belongs to one writer does not go with many."""
    if not campaign.writers:
        return
    if campaign.sign is Sign.ONCE:
        whole.objection(
            "sign",
            'is "once", one letter to a recipient whoever writes; with `writers`, each writes one.',
            'Write sign = "each", or take out `writers`.',
        )
    if campaign.personal:
        whole.objection(
            "personal",
            "holds one person's own words, and with `writers` they would stand under every name.",
            "Take them out, or write them into the letter that the writers agree to.",
        )


def _ways(whole: Section) -> tuple[Way, ...]:
    known = [way.value for way in Way]
    names = whole.texts("channels") if "channels" in whole else ("email", "post")
    if not names:
        whole.objection("channels", "names no way out.", 'Write channels = ["email", "post"].')
    for name in names:
        if name not in known:
            choice = ", ".join(f'"{way}"' for way in known)
            whole.objection("channels", f"cannot hold “{name}”.", f"Choose of {choice}.")
    return tuple(dict.fromkeys(Way(name) for name in names if name in known))


def _language(whole: Section) -> str:
    written = whole.one_line("language", "en")
    tag = language_tag(written)
    if not tag:
        whole.objection("language", f"cannot be “{written}”.", "Write a code: en, fr, zh-Hant.")
    return tag


def _not_within(whole: Section) -> timedelta:
    given = whole.span("not_within")
    return DEFAULT_NOT_WITHIN if given is None else given
