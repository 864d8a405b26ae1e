"""What stands around the verb of a deliverable: how it is done, who does it, and what denies it."""

import re

MANNER = (
    "重点(?![项工任领企产区])|进一步|加快推动|加快推进|加快|加速|提速|抓紧|尽快|尽早|适时|及时|积极|全力|全面|大力|科学"
    "|稳步|稳妥|有序|扎实|深入|持续|继续"
    "|高标准|高质量|高水平|高起点|高效|统筹|研究|谋划|组织|认真|精心|切实|率先|基本|正式|提前"
    "|如期|按期|及早|早日|保质保量|保质|千方百计|想方设法|全速|迅速|立即|马上|务求|力保|着手|督促|敦促|帮助|倒逼|同步|一体|梯次"
    "|联合|共同|依法|逐步|分类别|分类|新|再|力争|争取|确保|努力|务必|下一步|接下来|先|实现|推动|推进|促进|促成"
    "|力促|支持|鼓励|引导"
    "|做好|抓好|着力|规划|布局|启动|配合|协助|主动|计划|拟|将|要|须|必须|应当|应|会|建好|用好"
    "|按时|成功|顺利|圆满|[一两二三五]年内|年内|今年内|今年|明年"
    "|今后|未来|到|前|底|末|并|和|与|及|同时|还|我们|我省|我市|我区|全省|全市|全区|全国|各地|尽力"
    "|完善|有力|精准|因地制宜|其中|包括|主要|一是"
    "|年|月|上半年|下半年|第[一二三四]季度|一季度|二季度|三季度|四季度|\\d+(?![号国省\\d])|左右|以前|之前|期间"
    "|“[^”]{2,6}”|时期|开始|起|在(?!建)|于"
)
# The signs that any of these begin with; elsewhere no alternative need be tried.
_OPENERS = "".join(sorted({word[0] for word in MANNER.split("|")} - set("[\\")))
MANNERS = re.compile(rf"(?=[{_OPENERS}\d一两二三五])(?:{MANNER})+")
# Who acts, or what for: 试点城市制定…, 在新能源汽车等行业开展…, 以…为重点建设….
ACTOR = re.compile(
    r"(?:[\u4e00-\u9fff、（）]{0,24}(?:政府|部门|单位|市|县|区|省|局|委|厅|办|院|会|公司|企业|幼儿园|学校|图书馆|文化馆|体育馆|博物馆|中心|社区|医院|公园|项目|工程|镇|乡|村"
    r"|城市|地区|街道|集团))?"
    r"(?:(?:在|以|围绕|聚焦|针对|面向|依托|按照|对|为|就|通过|结合|会同|配合|协助|联合|从)[^的]{2,30})?"
)
# Works that complete a part of themselves: 京唐城际铁路完成主体结构.
WORKS = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”（）#—-]{2,20}(?:项目|工程|铁路|高铁|高速|公路|[路桥园区馆院校站港厂]|[一二三四]期|号?线|绿心|中心|片区|枢纽|基地|学校|医院)"
    r"|[\u4e00-\u9fff]{2,10}(?:绿心|新城|片区)"
)
# 绿厅|计划今年完成…: what is to complete a part of itself.
INTENDED = re.compile(r"计划|预计|将|拟|力争|确保|预期")
SUBJECT = re.compile(r"[\u4e00-\u9fff ]{2,14}")
# 预计年底前可|投入运营: no leave is given, it is expected.
EXPECTED_TO = re.compile(r"(?:预计|计划|有望|将)[^，。；]{0,16}可(?:以|望)?$")
# 与各学校|签订责任书: with whom.
WITH_WHOM = re.compile(r"^[与同和][^，。；的]{1,20}$")
# 在迎宾路等主干道|建设天桥: where it stands is its name.
PLACED = re.compile(
    r"^在(?P<where>[^，。；]{1,60}(?:路|街|道|桥|河|湖|村|社区|小区|片区|园区|口|校|站|镇|广场|沿线|周边|两侧|地块|址))"
    r"(?:[上内旁]|附近)?$"
)
# 修改完善后|印发实施: the paper that was spoken of is issued.
REVISED = re.compile(
    r"(?:修改|完善|审定|审核|审议|研究|批准|同意|审查|征求意见)[^，。；]{0,8}后[，,]?(?:[^，。；]{0,6}(?:尽快|抓紧|按程序|及时))?$|(?:尽快|抓紧|及时|按程序)$"
)
# 推动石屏|申报…名城: whose application is pushed.
PUSHED = re.compile(r"(?:推动|支持|力促|指导)[\u4e00-\u9fff、]{2,12}")
BAD_PREFIX = re.compile(
    r"^与|^比|关于$|健全|[已了曾未]|不(?:得|能|要|再|予)|没有|去年|上年|此前|先后|累计|刚刚|禁止"
    r"|严禁|防止|避免|严控|控制|可以|可$|的$|所$|来$"
    r"|如何|是否|何时|何地|什么时候|几时|多久|能否|能不能|怎么|怎样|哪|谁|根据|依据|落实$|贯彻|执行|符合(?!条件的)|违反|参与$|取消|暂停|停止|以来|自$"
    r"|正在$|主持$|处于|抢抓|把握|借力|紧抓"
    r"|加强$|优化$|深化$|强化$"
)
# Just behind the verb: 建成了…, 出台后, 建设的….
DONE = re.compile(
    r"^(?:了|的|过|为|率|健全|以来|后|时|之|等|力度|水平|质量|能力|工作$|情况|进度|成本"
    r"|标准化|速度|中(?=[，。的]|$)|者|小康社会|社会主义)"
)
# 建成区|绿地率: the characters of a verb that are none.
BUILT_UP = re.compile(r"区(?![\u4e00-\u9fff]{2,})|区(?:面积|绿|内|黑臭|排水|生活)")
# 停征和归并一批基金 needs no more of a count than 停征基金.
SOME = re.compile(r"^一批|^一些|^部分")
# 合理确定…, 定期召开…: a way of working rather than one thing.
HABITUAL = re.compile(r"合理|科学|动态|自主|定期|经常|常态|按规定|依规")
SUCH_EVENTS = re.compile(r"等[^、，。；等]*(?:活动|赛事|会展|展会|会议|赛会)$")
ONGOING = re.compile(r"深入|持续|继续|坚定不移|长期|常态化")
# 成功创建…: what a review says of the past and a plan hopes for.
SUCCEEDED = re.compile("成功")
# Between what comes about and its verb: 沈白高铁|提前建成通车.
TRAILING_MANNER = re.compile(
    r"(?:年内|提前|如期|早日|快速|有序|尽早|主体|主体工程|全面|正式|按期|尽快|尽早|早日|同步|实现|顺利|力争|基本|全线|全部|加快"
    r"|陆续|相继|初步|总体|整体|确保|具备|达到"
    r"|[于在]?(?:20\d\d年|今年|明年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:[上中下]旬|份|底|末|初)?|年[底末内]|月底"
    r"|[上下]半年|[一二三四]季度)(?:以?前|之前|内)?)$"
)
