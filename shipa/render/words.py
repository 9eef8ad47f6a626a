"""The words of headings, cells and notes, in each language. Nothing slow to import is imported here."""

from __future__ import annotations

_ENGLISH = {
    "period": "Period", "value": "Value", "change": "Change", "percent": "Percent", "said": "The document says",
    "source": "Source", "indicator": "Indicator", "unit": "Unit", "title": "Title", "periods": "Periods",
    "match": "Match", "target": "target", "implied": "implied", "since": " since {}", "interval": "possible values",
    "during": "", "end": "at the end of the period", "as-of": "on the day",
    "pp": " pp", "places": " places", "place": " place", "none": "no value", "why": "no change",
    "by publication": "dated by its publication", "inferred": "date inferred",
    "located": "where", "note": "note", "document": "document", "computed": "computed change",
}  # fmt: skip
_CHINESE = {
    "period": "时期", "value": "数值", "change": "变化", "percent": "变化率", "said": "原文所述",
    "source": "来源", "indicator": "指标", "unit": "单位", "title": "名称", "periods": "时期",
    "match": "匹配", "target": "目标", "implied": "推算", "since": "（较{}）", "interval": "可能值",
    "during": "", "end": "期末", "as-of": "当日",
    "pp": "个百分点", "places": "位", "place": "位", "none": "无数值", "why": "无变化值",
    "by publication": "日期取自发布日", "inferred": "日期系推断",
    "located": "位置", "note": "说明", "document": "原文", "computed": "计算所得变化",
}  # fmt: skip
WORDS = {"en": _ENGLISH, "zh": _CHINESE}
LANGUAGES = tuple(WORDS)
