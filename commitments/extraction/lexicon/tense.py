"""The words that say whether a text looks back or ahead."""

import re

# --- Kinds of paper ---------------------------------------------------------------------------

# A newspaper tells in the third person that somebody has reported.
REPORTS_ITSELF = re.compile(
    r"(?:我|现)[^。]{0,20}(?:报告(?:政府)?工作|作(?:政府)?工作报告)|报告过去[一五]年(?:的)?(?:政府)?工作"
)
WORK_REPORT = re.compile(
    r"政府工作报告|报告政府工作|作政府工作报告|报告过去[一五]年(?:的)?(?:政府)?工作|向大会(?:作)?报告"
)
PLAN_TITLE = re.compile(
    r"规划|方案|行动计划|意见|措施|办法|纲要|要点|通知|实施细则|若干政策|行动|任务分工|清单|规定|条例|决定|建议|专栏|工程"
    r"|实事|重点事项|目标表|目标任务|主要(?:目标|指标)"
    r"|20\d\d年度?\S{0,20}(?:计划|安排|分解|分工|任务书)表?(?=$|\s|的通知|[（(])"
)
# A headline runs as a sentence: 全力抓好“七大提升行动”, 某区今年计划增加学位7000个.
HEADLINE = re.compile(
    r"^[^“”《》，]{0,12}(?:全力|奋力|着力|大力|召开|传达|举行|今年计划|将新|力争)"
    r"|访谈|发布会|出炉|解读|答记者问|侧记|综述|专访"
)
NEWS = re.compile(r"本报讯|本报记者|新华社|记者 ?[\u4e00-\u9fff]{2,4}[）)]")
SPOKEN = re.compile(r"新闻发布会上|主持人[：:]|记者[：:]|在线访谈|访谈嘉宾|网友[：:]")
SUMMARY = re.compile(r"公报|总结|通报|白皮书|年报|评估报告|进展情况|执行情况|完成情况")
# Replies, letters and awards answer or praise; what they name has been asked or done.
TELLS_WHAT_WAS_DONE = re.compile(
    r"(?:(?:完成|执行|落实|进展|实施|推进)情况(?:的)?(?:督查|督办)?(?:报告|通报|汇报)?|总结(?:报告)?|公报|白皮书|年报|通报)$"
)
PROMISES_NOTHING = re.compile(
    r"(?:批复|复函|的函|答复(?:意见)?|请示|请求)(?:[（(][^（）()]*[)）])?$"
    r"|表彰|表扬|嘉奖|授予.{2,30}称号|激励支持力度"
)
MINUTES = re.compile(r"会议纪要|办公会纪要|纪要$")

# --- Headings ---------------------------------------------------------------------------------

LOOKS_BACK = re.compile(
    r"回顾|成绩|成就|成效|过去|总结|工作情况|完成情况|进展|基本情况|现状|形势|背景|发展基础|面临|存在的?问题|以来|"
    r"主要做法|经验|取得|执行情况|历程|(?:一|五|三)年来|(?:如期|圆满|顺利|胜利)(?:实现|完成)"
)
# Whole names of chapters that look back, whatever the paper.
CHAPTER_BACK = re.compile(
    r"(?:发展基础|现状|成就|回顾|成效|形势|背景|挑战|存在的?(?:主要|突出)?问题|基本情况|完成情况"
    r"|执行情况|实施情况|进展情况|发展环境|(?:如期|圆满|顺利|胜利)(?:实现|完成)|工作总结)[。：:]?$"
)
# 夯实经济发展基础, 总结推广经验: an effort, not a chapter that looks back.
EFFORT_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}(?:章|节|编|部分)"
    r"|[\s\u3000])*"
    r"(?:切实|着力|大力|全面|深入|扎实|坚持|加强|加快|夯实|筑牢|打牢|巩固|强化|推进|推动|总结|抢抓|优化|提升|突出|聚焦)"
)
WEAK_BACK = frozenset(
    ("过去", "总结", "进展", "形势", "背景", "发展基础", "面临", "经验", "历程", "工作情况")
)
LOOKS_AHEAD = re.compile(
    r"目标|任务|安排|部署|计划|重点工作|打算|建议|未来|今年|明年|展望|取向|下一步|今后|总体要求|蓝图"
    r"|民生实事|实事项目|重点(?:民生)?事项|项目清单"
)
# Said of both times, these look ahead only where nothing looks back.
MAY_LOOK_AHEAD = re.compile(r"举措|措施|要求|保障|思路|行动|政府自身建设|主要工作|工作重点")
# 2023年重点民生事项, 2025年任务清单: a list that promises for the year it names.
LIST_OF_A_YEAR = re.compile(
    r"实事|重点(?:民生)?事项|清单|重点(?:任务|工作|项目)|工作(?:要点|计划|安排|任务)|主要(?:目标|指标)|目标任务|项目表"
    r"|绩效目标|预期目标|发展目标|行动(?:方案|计划)"
)
REPORTED_LIST = re.compile(r"(?:完成|落实|进展|执行|实施)情况|回顾|总结|通报|成效")
GLOSSARY = re.compile(r"名词解释|名词注释|注释|相关报道|相关文档|相关链接|名词说明|有关词语")

# --- Openings of paragraphs -------------------------------------------------------------------

OPENS_BACK = re.compile(
    r"过去[的一三五]?[一三五]?年|一年来|[五三]年来|这[五一三]年|刚刚过去|回顾|我们(?:也)?清醒|在肯定成绩|"
    r"(?:全会)?充分肯定|以来，|成绩来之不易|“十[一二三四五]五”(?:时期|期间)(?!.{0,40}(?:到20|目标)).{0,30}(?:极不平凡|取得|成就|里程碑)|"
    r"主要做了以下|目前，|截至"
)
OPENS_AHEAD = re.compile(
    r"主要预期目标|预期目标|今年(?:工作的|发展的|要|是|经济社会|政府工作|我们)|发展目标|主要目标|未来[五三十]年|今后[五三]年|"
    r"到20[2-5]\d年|下一步|接下来|展望|总体要求|做好今年|新的一年|工作目标|重点(?:做好|抓好)|将编制|目标[：:]"
)
# What promises the plan of a whole paper, also right after a review.
SETS_THE_AIMS = re.compile(r"(?:预期|主要|发展)目标(?:建议)?(?:是|为|：|:)")

# --- Sentences --------------------------------------------------------------------------------

CUE = re.compile(
    r"""(?P<future>
        力争|力求|确保(?!了)|争取(?=.{0,6}(?:达|到|超|突破|实现|更))|预期目标
      | (?:主要|工作|总体|发展|奋斗)目标
      | 将(?=进一步|继续|[全深重持大加积着认坚编出举建打推实达超新开完按以聚围从在于锚筑提对通]
           |[结成是会有增减下不力把启组培统优突改迁扩投引争])
      | 拟(?!合|定了|人|声)
      | 未来(?!产业|城|科技|学校|工厂|乡村|社区)|今后|下一步|接下来|明年
      | (?<![主重需只若摘纲简首紧想概])要(?![求素闻点道塞害地务]|约)
      | 目标(?:是|为)|规划(?:建设|新建|到)|年内(?!已)
      | 计划(?!完成率|完成情况|完成进度|投资完成)
        (?=.{0,4}(?:建|投|新|实|完|到|用|安|引|培|总|增|改|开))|努力|有望
      | 会议(?:要求|强调|决定|议定|明确))
    | (?P<past>
        (?<!项)目前(?![的期])|截至|(?<![比较])(?<![高低快慢优好多少]于)去年|(?<![比较础以过于])上年(?!均)|现已|已经?(?!知|故|婚|有的)
      | 以来|过去|刚刚|曾|荣获|获评|同比|(?<=[\u4e00-\u9fff])了(?=[\d近约超])
      | 累计(?=.{0,6}(?:达|完成|建成|实现|超|投))|连续(?=.{1,4}(?:年|个))
      | 创(?:历史)?新高|再创|实现历史性)""",
    re.VERBOSE,
)
# In a plan the weak do not yet report; in a review only the strong promise.
WEAK_PAST = frozenset(("累计", "同比", "连续", "了", "曾", "再创", "以来"))
# What these say of the past holds over the clauses that follow.
LASTING = ("目前", "截至", "已", "现已", "过去")
# These bind their own clause and the sentence after it, no more.
CLOSE_FUTURE = ("力争", "力求", "确保", "争取", "努力", "有望", "到", "至")
STRONG_FUTURE = frozenset(("力争", "明年", "预期目标"))
# 今年，推动…: an effort that the year is to see, where 今年完成… may as well report.
THIS_YEAR_SEES = re.compile(
    r"[，,]?(?:我们|我[省市区县州]|全[省市区县州])?(?:推动|推进|加快|着力|继续|深入|重点|计划|拟|预计)"
)
# 普惠率达97.8%, 现有…, 相继投用: a state, where no word of the sentence looks ahead.
STATE = re.compile(
    r"达(?:到了|成了)?(?=[\d近约超])|共有(?!产权|制)|现有|(?<![人户亩])拥有|位居|位列|相继|先后|陆续|封顶|同比|[比较]上年|[比较]去年"
)
# …27人，较2024年增加17人: compared with what has been, behind the figure.
COMPARED_BEHIND = re.compile(
    r"[，,]?(?:同比|[比较](?:上年|去年|20\d\d年|■+年?|上季|上月|年初)[^，。；]{0,8}?"
    r"(?:增|减|提高|提升|上升|下降|降低|多|少|扩大))"
)
# 1—8月, 1至10月: from the first month of the year to one that is over.
MONTHS_SO_FAR = re.compile(
    r"(?<![\d.])(?:0?1)月?[—\-－–~～至到]{1,2}(?P<last>1[0-2]|0?[2-9])\s?月(?:份|底)?(?![前以])"
)
# 下一步将出台…: what a review says of the time to come.
IN_A_REVIEW = re.compile(r"(?:下一步|今后|接下来|将)[^，。；]{0,20}$")
