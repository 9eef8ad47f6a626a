"""A source as something to cite: who wrote it, what sort of document it is, and what of it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shipa.cite.dates import PartialDate, parse_date
from shipa.cite.name import Name, names, series
from shipa.model import Source


class Genre(StrEnum):
    """The sorts of documents that citation styles tell apart."""

    PRESS_RELEASE = "press release"
    REPORT = "report"
    NEWS = "news article"
    DATASET = "dataset"
    WEB_PAGE = "web page"


_GENRES = {
    Genre.PRESS_RELEASE: "press release, news release, media release, 新闻稿, 新闻发布",
    Genre.REPORT: (
        "report, white paper, annual report, research report, working paper, policy paper, yearbook, "
        "statistical yearbook, bulletin, statistical bulletin, communique, "
        "报告, 白皮书, 年报, 年鉴, 统计年鉴, 公报, 统计公报"
    ),
    Genre.NEWS: "news article, newspaper article, news report, news, 新闻, 新闻报道, 报纸文章",
    Genre.DATASET: "dataset, data set, database, 数据集, 数据库",
}
_GENRE_OF = {kind: genre for genre, kinds in _GENRES.items() for kind in kinds.split(", ")}
_CHINESE_KINDS = {
    "press release": "新闻稿",
    "white paper": "白皮书",
    "report": "报告",
    "dataset": "数据集",
    "yearbook": "年鉴",
}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A source with everything that a citation may say of it; what is not known is empty or None.

    ``authors`` is who the styles put first: those whom the document names, or the body that issued it (then
    ``is_self_published``); a news article without a byline has none. ``title`` is without the square brackets that mark
    a description of our own (``is_description``). ``letter`` tells works of one author and year apart in the styles
    that do so; ``is_ambiguous`` says that another work in the list would be called the same in the text. ``remark`` is
    what else is to be said of it in a list of references that nobody prints.
    """

    id: str
    genre: Genre
    kind: str
    title: str
    is_description: bool = False
    translation: str = ""
    authors: tuple[Name, ...] = ()
    is_self_published: bool = False
    publisher: str = ""
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    is_access_asked: bool = False
    url: str = ""
    is_chinese: bool = False
    language: str = ""
    letter: str = ""
    is_ambiguous: bool = False
    remark: str = ""

    @property
    def described(self) -> str:
        """The title, in square brackets where it is a description of our own."""
        return f"[{self.title}]" if self.is_description else self.title

    @property
    def label(self) -> str:
        """The kind as a label beside the title, capitalised: ``Press release``; "" where the genre says enough."""
        says_enough = self.genre is Genre.NEWS or self.kind in {"report", "web page", "webpage", "website"}
        return "" if says_enough else self.kind[:1].upper() + self.kind[1:]

    @property
    def chinese_kind(self) -> str:
        """The kind in Chinese, "" where there is no word for it here."""
        return self.kind if _HAN.search(self.kind) else _CHINESE_KINDS.get(self.kind, "")

    @property
    def year(self) -> str:
        """The year of publication with the letter that tells it from others, "" where no date is known."""
        return f"{self.published.year}{self.letter}" if self.published else ""

    @property
    def access_to_print(self) -> PartialDate | None:
        """The access date where a style prints one only for an undated page, or because it was asked for."""
        return self.accessed if self.is_access_asked or self.published is None else None


def work_of(source: Source, *, accessed: PartialDate | None = None, url: str = "") -> Work:
    """Return a source as a work to cite.

    ``accessed`` takes the place of the recorded access date, ``url`` that of the address (a deep link into it). A
    source without an address has no access date. Raises UnreadablePeriodError for a date that is none.
    """
    kind = source.kind.strip()
    genre = _GENRE_OF.get(kind.casefold(), Genre.WEB_PAGE)
    is_chinese = _is_chinese(source)
    title, translation = (" ".join(one.split()) for one in _titles(source, is_chinese=is_chinese))
    is_description = title.startswith("[") and title.find("]") == len(title) - 1
    publishers = names((is_chinese and source.publisher_zh) or source.publisher)
    # Where nobody is named as the author, the body that issued a document is; a newspaper is not.
    authors = names(source.author, source.author_family) or (() if genre is Genre.NEWS else publishers)
    recorded = accessed or (parse_date(source.accessed) if source.accessed else None)
    return Work(
        id=source.id,
        genre=genre,
        kind=kind if kind.isupper() else kind[:1].lower() + kind[1:],
        title=title[1:-1].strip() if is_description else title,
        is_description=is_description,
        translation=translation,
        authors=authors,
        is_self_published=bool(authors) and _printed(authors) == _printed(publishers),
        publisher="、".join(_printed(publishers)) if is_chinese else series(_printed(publishers)),
        published=parse_date(source.published) if source.published else None,
        accessed=recorded if source.url else None,
        is_access_asked=accessed is not None and bool(source.url),
        url=url or source.url,
        is_chinese=is_chinese,
        language=source.language or ("zh" if is_chinese else ""),
    )


def _printed(bodies: tuple[Name, ...]) -> list[str]:
    return [name.printed for name in bodies]


def _is_chinese(source: Source) -> bool:
    if source.language:
        return source.language.casefold().startswith(("zh", "chi"))
    return bool(_HAN.search(source.title))


def _titles(source: Source, *, is_chinese: bool) -> tuple[str, str]:
    """Return the title that the document bears and, for a Chinese one, its English translation."""
    if is_chinese and source.title_zh and not _HAN.search(source.title):
        return source.title_zh, source.title
    return source.title, ""
