"""Citations as text to paste: entries, notes and forms for the running text, in plain text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from shipa.cite import bibtex, exchange, note
from shipa.cite.citation import Figure
from shipa.cite.prose import Prose, html_of, markdown_of, roman, text_of
from shipa.cite.style import Style
from shipa.cite.work import Work
from shipa.render.layout import change_text
from shipa.render.text import plain

_WORDS = {
    "en": ("{}, change computed from ", "{} for {}", " and ", ""),
    "zh": ("{}，由", "{}（{}）", "与", "计算得出"),
}


_MARKUP: Mapping[str, Callable[[Prose], str]] = {"text": text_of, "markdown": markdown_of, "html": html_of}


def entries(style: Style, figures: Sequence[Figure], works: Sequence[Work], markup: str, lang: str) -> Iterator[str]:
    """Yield the references in the order of the style, computed figures with what they come from before them."""
    arranged = style.arranged(works)
    mentions = {work.id: _spaced(style.inline(work)) if style.mention else () for work in arranged}
    paragraphs = [(_derivation(figure, mentions, lang), lang) for figure in figures if figure.base]
    paragraphs += [(style.entry(work), "zh" if work.is_chinese else "en") for work in arranged]
    yield from _paragraphs(paragraphs, markup)


def inline(style: Style, figures: Sequence[Figure], works: Sequence[Work], markup: str, lang: str) -> Iterator[str]:
    """Yield each figure with its source in brackets, as it stands in a text; of a source alone, the brackets."""
    brackets = {work.id: style.inline(work) for work in style.arranged(works)}
    spaced = {id_: _spaced(bracket) for id_, bracket in brackets.items()}
    forms = [_in_text(figure, spaced, lang) for figure in figures]
    cited = {fact.source for figure in figures for fact in figure.facts}
    forms += [brackets[work.id] for work in works if work.id not in cited]
    yield from _paragraphs([(form, lang) for form in forms], markup)


def footnotes(style: Style, figures: Sequence[Figure], works: Sequence[Work], lang: str) -> Iterator[str]:
    """Yield each figure with the mark of its note, then the notes, in Markdown; a source has one note however often."""
    marks = {work.id: roman(note.mark(work.id)) for work in works}
    for figure in figures:
        yield plain(markdown_of(_in_text(figure, marks, lang)).replace(r"\[^", "[^")) + "\n"
    if figures:
        yield "\n"
    for work in style.arranged(works):
        yield plain(note.definition(work, style)) + "\n"


def records(form: str, figures: Sequence[Figure], works: Sequence[Work], lang: str) -> Iterator[str]:
    """Yield the works as ``bibtex``, ``biblatex``, ``ris`` or ``csl-json``; a computed figure is said in a remark."""
    remarks = _remarks(figures, lang)
    works = [replace(work, remark=remarks.get(work.id, "")) for work in works]
    if form == "csl-json":
        chunks, end = exchange.csl_json(works), "\n"
    elif form == "ris":
        chunks, end = _apart(map(exchange.ris, works), "\r\n"), "\r\n"
    else:
        chunks, end = _apart(map(bibtex.bibtex if form == "bibtex" else bibtex.biblatex, works), "\n"), "\n"
    for chunk in chunks:
        yield end.join(plain(line) for line in chunk.split(end))


def _apart(chunks: Iterable[str], between: str) -> Iterator[str]:
    for index, chunk in enumerate(chunks):
        yield (between if index else "") + chunk


def _remarks(figures: Sequence[Figure], lang: str) -> dict[str, str]:
    """Return, by the id of the source, what is to be said of the figures that were computed from it."""
    said: dict[str, list[str]] = {}
    for figure in figures:
        if figure.base:
            ids = {fact.source: roman(f" [{fact.source}]") for fact in figure.facts}
            for source in ids:
                said.setdefault(source, []).append(text_of(_derivation(figure, ids, lang)))
    return {source: "; ".join(sentences) for source, sentences in said.items()}


def _spaced(bracket: Prose) -> Prose:
    """Return a bracket with the space before it; a full-width one has its own."""
    return bracket if text_of(bracket).startswith("（") else roman(" ") + bracket


def _in_text(figure: Figure, mentions: Mapping[str, Prose], lang: str) -> Prose:
    """Return a figure followed by the mention of its source, or each of two by its own."""
    if figure.base:
        return _derivation(figure, mentions, lang)
    entry = figure.row.entry
    stated = entry.reported or (figure.row.claim.text if figure.row.claim else "")
    return roman(figure.written or stated) + mentions[entry.source]


def _derivation(figure: Figure, mentions: Mapping[str, Prose], lang: str) -> Prose:
    """Return a computed figure with the two that it comes from, each with its source."""
    opening, part, between, closing = _WORDS[lang]
    result = roman(opening.format(figure.written or change_text(figure.row, lang)))
    for index, fact in enumerate(figure.facts):
        result += roman((between if index else "") + part.format(fact.reported, fact.period)) + mentions[fact.source]
    return result + roman(closing)


def _paragraphs(paragraphs: Sequence[tuple[Prose, str]], markup: str) -> Iterator[str]:
    """Yield a line each; Markdown needs an empty line between two, HTML a paragraph with its language."""
    write = _MARKUP[markup]
    for index, (prose, lang) in enumerate(paragraphs):
        if markup == "html":
            yield f'<p lang="{lang}">{plain(write(prose))}</p>\n'
        else:
            yield ("\n" if index and markup == "markdown" else "") + f"{plain(write(prose))}\n"
