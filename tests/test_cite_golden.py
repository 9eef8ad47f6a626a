"""Every kind of document in every style and format, held against the files of ``golden/cite``."""

from __future__ import annotations

import pytest

from shipa.cite.styles import NAMES, style_named
from shipa.cite.work import work_of
from shipa.model import Location, Source
from shipa.render.citation import entries
from shipa.store import load, shipped
from tests.cite_examples import GOLDEN, written

WRITTEN = written()


@pytest.mark.parametrize("file", WRITTEN)
def test_examples_are_written_as_the_golden_file_has_them(file):
    assert WRITTEN[file] == (GOLDEN / file).read_bytes().decode()


def test_there_is_no_golden_file_that_nothing_writes():
    assert {path.name for path in GOLDEN.iterdir()} == set(WRITTEN)


def test_the_shipped_sources_are_cited_whole_in_every_style():
    works = [work_of(source) for source in load([shipped()]).sources.values()]
    for name in NAMES:
        text = "".join(entries(style_named(name), (), works, "text", "en"))
        assert [work.id for work in works if work.title not in text or work.url not in text] == []


def source(title, publisher, kind, published="", author="", family="", url="", accessed="", **more):
    at = Location(file="sources.toml", key="one")
    return Source(
        id="one", title=title, publisher=publisher, kind=kind, published=published, author=author,
        author_family=family, url=url, accessed=accessed, at=at, **more,
    )  # fmt: skip


FDA = (
    "https://www.fda.gov/news-events/press-announcements/fda-authorizes-first-interoperable-insulin-pump-intended-"
    "allow-patients-customize-treatment-through"
)
FLAX = "https://www.nytimes.com/2023/12/13/well/eat/flax-seeds-benefits.html"
FLAX_SEEDS = source(
    "Are Flax Seeds All That?", "The New York Times", "news article", "2023-12-13", "Dani Blum", "Blum", FLAX
)
YALE = "https://www.yale.edu/about-yale/yale-facts"
YALE_FACTS = source("About Yale: Yale Facts", "Yale University", "web page", url=YALE, accessed="2022-03-08")
SOMANYBOOKS = "https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/"
BAWDEN = "http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf"
OCLC = "http://www.oclc.org/about/cooperation.en.html"
CNNIC = "http://www.cnnic.net.cn/hlwfzyj/hlwxzbg/201201/P020120709345264469680.pdf"
YOUTH = "http://www.bjyouth.com.cn/Bqb/20000412/GB/4216%5ED0412B1401.htm"

# Documents that the manuals and standards themselves give as examples.
PUBLISHED = {
    "APA 10.4, a press release": (
        "apa",
        source(
            "FDA authorizes first interoperable insulin pump intended to allow patients to customize treatment through "
            "their individual diabetes management devices",
            "U.S. Food and Drug Administration",
            "press release",
            "2019-02-14",
            url=FDA,
        ),
        (
            "U.S. Food and Drug Administration. (2019, February 14). *FDA authorizes first interoperable insulin pump "
            "intended to allow patients to customize treatment through their individual diabetes management devices* "
            f"[Press release]. <{FDA}>"
        ),
    ),
    "APA 10.4, a report of two agencies": (
        "apa",
        source(
            "Strengthening trans-Tasman economic relations",
            "Australian Government Productivity Commission; New Zealand Productivity Commission",
            "report",
            "2012",
            url="https://www.pc.gov.au/inquiries/completed/australia-new-zealand/report/trans-tasman.pdf",
        ),
        (
            "Australian Government Productivity Commission & New Zealand Productivity Commission. (2012). "
            "*Strengthening trans-Tasman economic relations*. "
            "<https://www.pc.gov.au/inquiries/completed/australia-new-zealand/report/trans-tasman.pdf>"
        ),
    ),
    "APA 10.1, a newspaper article whose title is a question": (
        "apa",
        source(
            "Can we get better at forgetting?",
            "The New York Times",
            "news article",
            "2019-03-22",
            "Benedict Carey",
            "Carey",
            "https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html",
        ),
        (
            "Carey, B. (2019, March 22). Can we get better at forgetting? *The New York Times*. "
            "<https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html>"
        ),
    ),
    "APA 10.9, a data set": (
        "apa",
        source(
            "American trends panel Wave 26",
            "Pew Research Center",
            "dataset",
            "2018",
            url="https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26/",
        ),
        (
            "Pew Research Center. (2018). *American trends panel Wave 26* [Data set]. "
            "<https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26/>"
        ),
    ),
    "APA 10.16, a page that changes": (
        "apa",
        source(
            "U.S. and world population clock",
            "U.S. Department of Commerce",
            "web page",
            author="U.S. Census Bureau",
            url="https://www.census.gov/popclock/",
            accessed="2019-07-03",
        ),
        (
            "U.S. Census Bureau. (n.d.). *U.S. and world population clock*. U.S. Department of Commerce. "
            "Retrieved July 3, 2019, from <https://www.census.gov/popclock/>"
        ),
    ),
    "Chicago, a newspaper article": (
        "chicago",
        FLAX_SEEDS,
        f"Blum, Dani. 2023. “Are Flax Seeds All That?” *New York Times*, December 13. <{FLAX}>.",
    ),
    "Chicago, a page without a date": (
        "chicago",
        YALE_FACTS,
        f"Yale University. n.d. “About Yale: Yale Facts.” Accessed March 8, 2022. <{YALE}>.",
    ),
    "Chicago notes, a newspaper article": (
        "chicago-notes",
        FLAX_SEEDS,
        f"Dani Blum, “Are Flax Seeds All That?,” *New York Times*, December 13, 2023, <{FLAX}>.",
    ),
    "Chicago notes, a page without a date": (
        "chicago-notes",
        YALE_FACTS,
        f"“About Yale: Yale Facts,” Yale University, accessed March 8, 2022, <{YALE}>.",
    ),
    "MLA, an article on a site": (
        "mla",
        source(
            "The Reading Brain: Differences between Digital and Print",
            "So Many Books",
            "news article",
            "2013-04-25",
            "Stefanie Hollmichel",
            "Hollmichel",
            SOMANYBOOKS,
        ),
        (
            "Hollmichel, Stefanie. “The Reading Brain: Differences between Digital and Print.” *So Many Books*, "
            f"25 Apr. 2013, <{SOMANYBOOKS}>."
        ),
    ),
    "GB/T 7714—2015, a page by a person": (
        "gbt7714-2015",
        source(
            "Origins and concepts of digital literacy",
            "City University",
            "web page",
            "2008-05-04",
            "David Bawden",
            "Bawden",
            BAWDEN,
            "2013-03-08",
        ),
        f"BAWDEN D. Origins and concepts of digital literacy[EB/OL]. (2008-05-04)[2013-03-08]. <{BAWDEN}>.",
    ),
    "GB/T 7714—2015, a page of a company": (
        "gbt7714-2015",
        source(
            "About OCLC: history of cooperation",
            "Online Computer Library Center, Inc.",
            "web page",
            url=OCLC,
            accessed="2012-03-27",
        ),
        f"Online Computer Library Center, Inc. About OCLC: history of cooperation[EB/OL]. [2012-03-27]. <{OCLC}>.",
    ),
    "GB/T 7714—2015, a Chinese report online": (
        "gbt7714-2015",
        source(
            "第29次中国互联网络发展现状统计报告",
            "中国互联网络信息中心",
            "报告",
            "2012-01-16",
            url=CNNIC,
            accessed="2013-03-26",
        ),
        f"中国互联网络信息中心. 第29次中国互联网络发展现状统计报告[R/OL]. (2012-01-16)[2013-03-26]. <{CNNIC}>.",
    ),
    "GB/T 7714—2015, a Chinese newspaper online": (
        "gbt7714-2015",
        source(
            "大风沙过后的思考",
            "北京青年报",
            "news article",
            "2000-01-12",
            "傅刚；赵承；李佳路",
            "",
            YOUTH,
            "2005-09-28",
        ),
        f"傅刚, 赵承, 李佳路. 大风沙过后的思考[N/OL]. 北京青年报, 2000-01-12[2005-09-28]. <{YOUTH}>.",
    ),
    "GB/T 7714—2025, a Chinese page": (
        "gbt7714-2025",
        source(
            "2024年上海知识产权白皮书发布",
            "上海市知识产权局",
            "press release",
            "2025-04-24",
            url=YALE,
            accessed="2026-11-22",
        ),
        f"上海市知识产权局. 2024年上海知识产权白皮书发布[EB/OL]. （2025-04-24）[2026-11-22]. <{YALE}>.",
    ),
    "GB/T 7714—2025, a Chinese report online": (
        "gbt7714-2025",
        source("电信业发展白皮书：2023", "中国信息通信研究院", "white paper", "2023-12-28", url=YALE),
        f"中国信息通信研究院. 电信业发展白皮书：2023[R/OL]. 2023-12-28. <{YALE}>.",
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_examples_of_a_manual_come_out_as_it_prints_them(name):
    style, example, expected = PUBLISHED[name]
    assert "".join(entries(style_named(style), (), [work_of(example)], "markdown", "en")) == expected + "\n"
