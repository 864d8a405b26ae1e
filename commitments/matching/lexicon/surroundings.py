"""Words in front of a figure and in its quote that say what kind of figure it is."""

import re
from typing import Final

# A figure that sets one thing against another is none of the thing itself.
COMPARED: Final = re.compile(
    r"[高低快慢好优大小]于|超过(?:全国|全省|全市|平均)|[高低快慢]出"
    r"|(?:比|较)(?:全国|全省|全市|GDP|生产总值|经济|上月|前一|预期|目标|任务)|领先|落后于"
    r"|相当于|折合|第\d+[位名]|居全[国省市]|[占达]全[国省市]|贡献率|拉动"
)
# Of the words in front of a name only those left without these can narrow it.
FILLING: Final = re.compile(
    r"^[,.\d—-]*|^[一二三四五六七八九十]+[）)]|其中|当中|全[国省市区县州]|我[省市区县州]|预计|初步|实现"
    r"|完成|全年|去年|今年|一年来|20\d\d年|累计|同比|共|新|我们|各级|各地|成功|扎实|深入|持续|加快"
    r"|大力|着力|积极|统筹|有力|有效|全面|超额|圆满|顺利|稳步|推动|推进|实施|开展|组织|支持|高质量"
    r"|年内|其他|以及|此外|分别|达到?|突破|稳定在|保持|带动|促进|确保|力争|抓好|落实|强化|加强|做好"
    r"|坚持|切实|进一步|又|再|已|了|的|将|并|建成|建设|改造|新建|提升|新增|目前|年度|地区|社会|经济"
    r"|过去|这|一年|刚刚|来|为|在"
)
# 甲、乙等3家养老院: the members of what is counted, not a part of it.
MEMBERS: Final = ("等", "等共", "共计")
PARTIAL: Final = re.compile(r"(?:包括|含)$")
# 连续6年稳定在325天以上: what held over years says no year's own value.
CONTINUED: Final = re.compile(r"连续(?:\d+|[二两三四五六七八九十]+)年")
# What there is, as against what was added.
STOCK: Final = re.compile(
    r"达到?(?=[\d近约]|$)|跃上|迈上|增至|增加到|升至|稳定在|保持在|总数|总量|累计|拥有|现有|已有|共有"
    r"|保有|存量|突破|超过?(?=\d)"
)
# What adds up over a year.
FLOWS: Final = re.compile(
    r"产量|投资|收入|支出|销售|成交|吞吐|接待|发电量|进出口|零售|客流|培训|就业|人次|减税|交易|用电量"
    r"|运量|运输|完成|签约|到位|游客|放贷|募集|贷款(?!余额)|营业|产值|增加值|出口|进口"
)
# What has a value on a day.
RATES: Final = re.compile(r"率|占比|浓度|指数|强度|余额|存量|里程|拥有量|保有量|参保")
