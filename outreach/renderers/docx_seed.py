"""The smallest document python-docx can open: no author, no program, no clock, no picture.

python-docx would start from a template of its own that names an author, a day in 2013 and some
program, with a picture of its first page. Nothing of that may travel with a letter.
"""

from io import BytesIO
from zipfile import ZipFile

from outreach.renderers.docx_languages import LATIN_FONT, Language

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES = f"""\
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>\
<Override PartName="/word/numbering.xml" ContentType="{_WORD_TYPE}.numbering+xml"/>\
<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_WORD_TYPE}.header+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""

_RELATIONS = f"""\
<Relationships xmlns="{PACKAGE_RELATION}">\
<Relationship Id="rId1" Type="{OFFICE_RELATION}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE_RELATION}/metadata/core-properties" \
Target="docProps/core.xml"/>\
</Relationships>"""

_DOCUMENT_RELATIONS = f"""\
<Relationships xmlns="{PACKAGE_RELATION}">\
<Relationship Id="rId1" Type="{OFFICE_RELATION}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{OFFICE_RELATION}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{OFFICE_RELATION}/numbering" Target="numbering.xml"/>\
<Relationship Id="rId4" Type="{OFFICE_RELATION}/fontTable" Target="fontTable.xml"/>\
<Relationship Id="rId5" Type="{OFFICE_RELATION}/header" Target="header1.xml"/>\
</Relationships>"""

# The header stands on every page but the first.
_DOCUMENT = f"""\
<w:document {W} {R}><w:body><w:sectPr><w:headerReference w:type="default" r:id="rId5"/>\
<w:titlePg/></w:sectPr></w:body></w:document>"""

HEADER = f"""\
<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>\
<w:r><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:tab/></w:r>\
<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>"""

CORE_PROPERTIES = f"""\
<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:title>%s</dc:title><dc:language>%s</dc:language></cp:coreProperties>"""

# Mode 15 keeps Word from opening letters in "compatibility mode". The two lines on top make Word
# leave its user's name and the time out when a volunteer edits a letter and saves it.
_SETTINGS = f"""\
<w:settings {W}><w:removePersonalInformation/><w:removeDateAndTime/>\
<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="%s" w:eastAsia="%s" w:bidi="%s"/>\
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""


def seed(language: Language) -> BytesIO:
    """A package with settings, fonts and default type for a language, and without any words."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _styles(language),
        "word/settings.xml": _SETTINGS
        % (language.latin, language.east_asian, language.complex_script),
        "word/numbering.xml": f"<w:numbering {W}/>",
        "word/fontTable.xml": _fonts(language),
        "word/header1.xml": HEADER % "",
        "docProps/core.xml": CORE_PROPERTIES % ("", ""),
    }
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, DECLARATION + xml)
    package.seek(0)
    return package


def _styles(language: Language) -> str:
    """Type for the whole document, and the four styles that every document has."""
    latin, east_asian = LATIN_FONT, language.east_asian_font[0]
    return f"""\
<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>\
<w:sz w:val="22"/><w:szCs w:val="22"/>\
<w:lang w:val="{language.latin}" w:eastAsia="{language.east_asian}" \
w:bidi="{language.complex_script}"/>\
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" \
w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
<w:qFormat/></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>\
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>\
</w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>"""


def _fonts(language: Language) -> str:
    """Names, families and character sets, by which a machine without a font finds a like one."""
    name, at_home, charset = language.east_asian_font
    return f"""\
<w:fonts {W}>\
<w:font w:name="{LATIN_FONT}"><w:charset w:val="00"/><w:family w:val="roman"/>\
<w:pitch w:val="variable"/></w:font>\
<w:font w:name="{name}"><w:altName w:val="{at_home}"/><w:charset w:val="{charset}"/>\
<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"""
