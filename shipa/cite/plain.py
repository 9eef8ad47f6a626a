"""shipa's own style: one line that says who, what and when, and where to read it, to be pasted anywhere."""

from __future__ import annotations

from shipa.cite.prose import Prose, chinese_quoted, joined, link, roman
from shipa.cite.style import Style
from shipa.cite.work import Genre, Work


def _entry(work: Work) -> Prose:
    return _chinese(work) if work.is_chinese else _english(work)


def _english(work: Work) -> Prose:
    title = work.described if work.is_description else f'"{work.title.replace(chr(34), chr(39))},"'
    accessed = f"accessed {work.access_to_print.short}" if work.access_to_print else ""
    details = (
        roman("" if work.is_self_published or not work.authors else work.publisher),
        roman("" if work.genre is Genre.NEWS else work.label[:1].lower() + work.label[1:]),
        roman(work.published.short if work.published else "no date"),
        roman(accessed),
        link(work.url),
    )
    head = ", ".join(part for part in (_who(work), title) if part)
    return roman(f"{head}{',' if work.is_description else ''} ") + joined(details, ", ")


def _chinese(work: Work) -> Prose:
    title = roman(work.described) if work.is_description else chinese_quoted(work.title)
    details = (
        roman("" if work.is_self_published or not work.authors else work.publisher),
        roman("" if work.genre is Genre.NEWS else work.chinese_kind),
        roman(work.published.chinese if work.published else "日期不详"),
        roman(f"{work.access_to_print.chinese}访问" if work.access_to_print else ""),
        link(work.url),
    )
    return roman(f"{_who(work)}：" if _who(work) else "") + joined((title, *details), "，")


def _who(work: Work) -> str:
    separator = "、" if work.is_chinese else ", "
    return separator.join(name.printed for name in work.authors) or work.publisher


def _mention(work: Work) -> Prose:
    if work.is_chinese:
        date = work.published.chinese if work.published and work.is_ambiguous else work.year
        return roman("，".join(part for part in (_who(work), date) if part))
    date = work.published.short if work.published and work.is_ambiguous else work.year
    return roman(", ".join(part for part in (_who(work), date) if part))


PLAIN = Style(
    name="plain",
    entry=_entry,
    mention=_mention,
    lead=lambda work: roman(_who(work)),
    order=None,
    has_letters=False,
    has_full_width_brackets=True,
)
