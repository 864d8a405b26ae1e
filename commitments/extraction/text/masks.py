"""Mask what looks like a number or a clause end but belongs to a name.

The masked text has the length of the original, so that every place in it is the same place.

>>> mask("实施“1+8”方案和《计划（2026—2030年）》，天然气（页岩气）产量562亿")
'实施＿＿＿＿＿方案和＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿，天然气￣￣￣￣￣产量562亿'
>>> mask("推进平台建设，得2分。 1.4月底前建成")
'推进平台建设，＿＿＿。 ＿＿4月底前建成'
>>> mask("经济总量突破“万亿”大关，“十五五”时期")
'经济总量突破“万亿”大关，“十五五”时期'
"""

import re

NAME, ASIDE = "＿", "￣"

# 2012－2015 and 2026-12-31 look like telephone numbers, and are days and years.
DATED = r"(?:19|20)\d\d[\-－](?:(?:19|20)\d\d|[01]?\d[\-－][0-3]?\d)(?!\d)"
FEAST = "(?:三八|[五六七八]一|十一|双节|两节)"
# What scoring rules weigh and deduct: （8分）, 得5分, 少一次扣1分, 推广2篇得2分.
_POINTS = r"\d+(?:\.\d+)?\s?分(?![钟之别])"
_PER = r"(?:每?(?:少|缺|漏|迟报?|出现|发现)\s?[一1]\s?[次例项个处起件篇天条份人名户家])"
SCORE = (
    rf"[（(]\s?(?:满分|共|计)?\s?{_POINTS}\s?(?:[，,；;][^（）()\n]{{0,40}})?[）)]"
    rf"|{_PER}[^，。；\n]{{0,12}}?[扣减]\s?{_POINTS}"
    rf"|\d+[\u4e00-\u9fff]{{1,2}}[，,]?\s?[得加计]\s?{_POINTS}"
    rf"|(?:[得扣加减计记各共]|满分|总分|最高|分值|权重|每[项次个例])\s?(?:为|到|：)?\s?{_POINTS}"
)
# The signs that any of these begin with; elsewhere no alternative need be tried.
OPENERS = "《“‘〔（(\\d第前一二三四五六七八九十上下凌中傍早晚每少缺漏迟出发得扣"
OPENERS += "时投任加减计记各共满总最分权浏阅点访hw"
# Names in quotation marks are short and hold no clause; what is longer is speech.
MASKED = re.compile(
    rf"""(?=[{OPENERS}])(?:(?P<name>
        《[^《》\n]{{1,80}}(?:《[^《》\n]{{1,60}}》[^《》\n]{{0,60}})?》
      | “(?!十[一二三四五六七]五”|{FEAST}”前|[\d百千万亿.]+(?:元|人)?”)[^“”，。；：！？\n]{{1,18}}”
      | ‘(?!十[一二三四五六七]五’|[\d百千万亿.]+(?:元|人)?’)[^‘’，。；：！？\n]{{1,18}}’
      | 〔\d{{4}}〕\d+号
      | (?<![\d\-－])(?!{DATED})\d[\d\-－]{{6,}}(?![\d.]*[%％万亿个家人元户件项])
      | 第[\d一二三四五六七八九十百千零]+(?:[条章款节届次批期代版部分页编集轮卷号]|季(?!度))
      | [一二三四五六七八九十]{{1,3}}次(?:、[一二三四五六七八九十]{{1,3}}次)*
            (?:全会|全体会议|党代会|会议)
      | (?:(?:上午|下午|凌晨|中午|傍晚|[早晚]上?)\s?)?\d{{1,2}}[时点]\d{{1,2}}分(?!钟)
      | (?:上午|下午|凌晨|中午|傍晚|[早晚]上?)\s?\d{{1,2}}[时点](?:半|整)?
      | {SCORE}
      | (?<=[\t|｜。；;：:\s])\d{{1,2}}[.．](?=(?:1[0-2]|[1-9])月)
      | \d+\s?(?:人参与|条评论|[次人]浏览|次阅读)
      | (?:浏览|阅读|点击|访问)(?:次数|数|量)?[：:]?\s?\d+次?
      | (?:时间|任务|投资(?:任务)?)过半
      | [第前][一二三四五六七八九十]大 | (?:https?://|www\.)[\x21-\x7e]{{1,200}}
      )
      | (?P<count>[（(](?:共|合计|总计|计)?\s?\d{{1,4}}\s?[项条款类章篇][）)])
      | (?P<aside>[（(](?![一二三四五六七八九十]{{1,3}}[）)])
          (?![套艘间户部架辆次台座][）)])[^（）()\d%％\n]{{1,24}}[）)]))
    """,
    re.VERBOSE,
)


# 2.50个小区…, in the line below 1. and above 3.: the second item, not two and a half.
ITEM = re.compile(r"(?:(?<=\n)|^)[ \u3000]*(?P<number>\d{1,2})[.．](?=\D|\d{1,5}[\u4e00-\u9fff])")


def mask(text: str) -> str:
    """The text with names and short asides replaced, character for character."""
    masked = MASKED.sub(_mark, text)
    pieces: list[str] = []
    at = last = 0
    for item in ITEM.finditer(text):
        number, counts = int(item["number"]), text[item.end() : item.end() + 1].isdigit()
        if counts and (last == 0 or number != last + 1):
            continue
        if counts:
            start, end = item.start("number"), item.end()
            pieces += masked[at:start], NAME * (end - start)
            at = end
        last = number
    return "".join(pieces) + masked[at:] if pieces else masked


def _mark(match: re.Match[str]) -> str:
    mark = NAME if match["name"] else ASIDE
    return mark * (match.end() - match.start())
