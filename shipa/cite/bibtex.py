"""BibTeX and BibLaTeX entries, with every character of a title or name protected from LaTeX.

Entry types and fields are those of the BibTeX 0.99 and BibLaTeX 3 manuals. A title keeps its capitals (double braces),
a body keeps its name in one piece, and an address stands as it is: both programs read it verbatim.
"""

from __future__ import annotations

import re

from shipa.cite.dates import PartialDate
from shipa.cite.name import Name
from shipa.cite.work import Genre, Work

_SPECIAL = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_ESCAPES = str.maketrans(_SPECIAL)
# BibTeX counts escaped braces too, so a lone one is written by its name.
_LONE_BRACES = _ESCAPES | str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_BRACES = re.compile("[{}]")
_LIGATURE = re.compile(r"(?<=([-'`<>,]))(?=\1)|(?<=[?!])(?=`)")
_NOT_IN_ADDRESS = re.compile(r"[\s{}\\\x00-\x1f]")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"en": "english", "zh": "chinese", "de": "german", "fr": "french", "es": "spanish", "ja": "japanese"}

_Fields = list[tuple[str, str]]


def bibtex(work: Work) -> str:
    """Return the work as a BibTeX entry."""
    published = work.published
    fields = [("author", _authors(work)), ("title", _kept(work.described))]
    match work.genre:
        case Genre.REPORT:
            type_ = "techreport"
            fields += [("institution", _kept(work.publisher)), ("type", _kept(work.label))]
        case Genre.NEWS:
            type_ = "article"
            fields += [("journal", _kept(work.publisher))]
        case _:
            type_ = "misc"
            fields += [("howpublished", _escaped(work.label)), ("publisher", _other_publisher(work))]
    fields += [("year", _braced(str(published.year))), *_month(published)] if published else []
    fields += [
        ("url", _address(work.url)),
        ("note", _braced(f"Accessed {work.accessed.iso}" if work.accessed else "")),
        ("language", _language(work)),
        ("annote", _escaped(work.remark)),
    ]
    return _written(type_, work.id, fields)


def biblatex(work: Work) -> str:
    """Return the work as a BibLaTeX entry."""
    fields = [("author", _authors(work)), ("title", _kept(work.described))]
    match work.genre:
        case Genre.REPORT:
            type_ = "report"
            fields += [("type", _kept(work.label or "Report")), ("institution", _kept(work.publisher))]
        case Genre.NEWS:
            type_ = "article"
            fields += [("journaltitle", _kept(work.publisher)), ("entrysubtype", _braced("newspaper"))]
        case Genre.DATASET:
            type_ = "dataset"
            fields += [("publisher", _other_publisher(work))]
        case _:
            type_ = "online" if work.url else "misc"
            fields += [("titleaddon", _escaped(work.label)), ("organization", _other_publisher(work))]
    fields += [
        ("date", _braced(work.published.iso if work.published else "")),
        ("url", _address(work.url)),
        ("urldate", _braced(work.accessed.iso if work.accessed else "")),
        ("langid", _language(work)),
        ("annotation", _escaped(work.remark)),
    ]
    return _written(type_, work.id, fields)


def key_of(id_: str) -> str:
    """Return a source id as an entry key, in which BibTeX allows ASCII letters, digits and a few signs."""
    return _NOT_IN_KEY.sub("-", id_).strip("-") or "source"


def _written(type_: str, id_: str, fields: _Fields) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in fields if value)
    return f"@{type_}{{{key_of(id_)},\n{lines}}}\n"


def _authors(work: Work) -> str:
    return _braced(" and ".join(_author(name) for name in work.authors))


def _author(name: Name) -> str:
    return _latex(f"{name.family}, {name.given}") if name.family else f"{{{_latex(name.printed)}}}"


def _other_publisher(work: Work) -> str:
    return "" if work.is_self_published else _kept(work.publisher)


def _month(date: PartialDate) -> _Fields:
    """Return the month as one of BibTeX's own strings, and the day."""
    day = [("day", _braced(str(date.day)))] if date.day else []
    return [("month", _MONTHS[date.month - 1]), *day] if date.month else []


def _language(work: Work) -> str:
    return _braced(_LANGUAGES.get(work.language[:2].casefold(), ""))


def _address(url: str) -> str:
    return _braced(_NOT_IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url))


def _kept(text: str) -> str:
    """Return text in double braces, so that no style changes its capitals."""
    return f"{{{_escaped(text)}}}" if text else ""


def _escaped(text: str) -> str:
    return _braced(_latex(text))


def _latex(text: str) -> str:
    """Return text on one line that LaTeX prints as it is, with no dashes or quotation marks made of its signs."""
    line = " ".join(text.split())
    return _LIGATURE.sub("{}", line.translate(_ESCAPES if _is_balanced(line) else _LONE_BRACES))


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACES.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
