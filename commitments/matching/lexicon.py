"""Words that name the same thing, and words that say what is done to it.

Each table maps what writers write to one canonical word; the longest that fits wins.
"""

import re
from collections.abc import Mapping
from typing import Final


def _entries(table: str) -> dict[str, str]:
    """`canonical: written written …` on each line."""
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        canonical, _, written = line.strip().partition(": ")
        for word in written.split():
            found[word] = canonical
    return found


def _pattern(words: Mapping[str, object] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Written in any place of a name. A canonical word that also is an ending of others stands for
# itself, so that it is not rewritten inside them.
SYNONYMS: Final = _entries(
    """
    生产总值: 地区生产总值 国内生产总值 国民生产总值 生产总值 GDP
    规上: 规模以上 规上 年主营业务收入2000万元以上
    规上工业: 规模以上工业 规模工业 规上工业
    限上: 限额以上 限上
    社会消费品零售额: 社会消费品零售总额 社会消费品零售额 社会消费品零售 社零总额 社零额 社零 社消零
    固定资产投资: 全社会固定资产投资额 全社会固定资产投资 固定资产投资总额 固定资产投资额 固定资产投资 固投
    进出口额: 外贸进出口总额 外贸进出口总值 外贸进出口额 外贸进出口 货物贸易进出口总额 货物贸易进出口 货物进出口总额 货物进出口总值 货物进出口 进出口贸易总额 进出口总额 进出口总值 进出口总量 进出口额 进出口 对外贸易总额 外贸总额
    出口额: 外贸出口总额 外贸出口额 外贸出口 出口总额 出口额
    一般公共预算收入: 地方一般公共预算收入 地方财政一般公共预算收入 地方级一般公共预算收入 财政一般公共预算收入 一般公共预算财政收入 一般公共预算收入
    税收收入: 地方税收收入 税收收入
    研发: 研究与试验发展 研究与实验发展 研究与试验发展（R&D） 研究与试验发展(R&D) 研发 R&D
    研发投入强度: 研发经费投入强度 研发投入强度 研发经费强度 研发强度
    单位生产总值能耗: 单位生产总值能耗 单位生产总值能源消耗 单位能耗 万元生产总值能耗 万元生产总值能源消耗 生产总值能耗
    碳排放: 二氧化碳排放量 二氧化碳排放 碳排放量 碳排放
    居民消费价格: 居民消费价格总水平 居民消费价格指数（CPI） 居民消费价格指数 居民消费价格 居民消费物价 CPI
    粮食产量: 粮食年产量 粮食总产量 粮食总产 粮食产量 粮食产能
    居民人均可支配收入: 常住居民人均可支配收入 居民人均可支配收入 居民人均收入 居民收入 人均可支配收入 居民可支配收入 居民人均纯收入 人均纯收入
    空气优良天数占比: 环境空气质量优良天数比例 空气质量优良天数比例 空气质量优良天数比率 空气质量优良天数占比 空气优良天数比例 空气优良天数比率 空气质量优良率 空气优良率 优良天数比例 优良天数比率 空气质量优良比例 优良天数占比 优良天数率
    空气优良天数: 环境空气质量优良天数 空气质量优良天数 空气优良天数
    PM2.5浓度: 细颗粒物（PM2.5）年均浓度 细颗粒物（PM2.5）平均浓度 细颗粒物（PM2.5）浓度 细颗粒物年均浓度 细颗粒物平均浓度 细颗粒物浓度 PM2.5年平均浓度 PM2.5年均浓度 PM2.5平均浓度 PM2.5年均值 PM2.5平均值 PM2.5浓度均值 PM2.5浓度
    城镇新增就业: 城镇新增就业人员 城镇新增就业人数 城镇新增就业人口 城镇新增就业 新增城镇就业人数 新增城镇就业人员 新增城镇就业
    城镇调查失业率: 全国城镇调查失业率 城镇调查失业率均值 城镇调查失业率平均值 城镇调查失业率 调查失业率
    城镇登记失业率: 城镇登记失业率 登记失业率
    转移就业: 实现转移就业 转移就业
    城镇化率: 常住人口城镇化率 城镇化率
    人均预期寿命: 居民人均预期寿命 居民平均预期寿命 人口平均预期寿命 平均预期寿命 人均预期寿命
    实际使用外资: 实际使用外商直接投资 实际利用外商直接投资 实际使用外资金额 实际利用外资额 实际利用外资 实际使用外资 实际到位外资
    市场主体: 市场经营主体 经营主体 市场主体
    接待游客: 接待国内外游客 接待旅游总人数 接待旅游人数 接待旅游者 接待游客人数 接待游客人次 接待游客量 接待游客 游客接待量 游客接待人次
    旅游收入: 旅游总收入 旅游收入 旅游总花费 游客旅游花费 旅游花费 旅游综合收入
    技术合同成交额: 技术合同成交金额 技术合同交易额 技术合同登记额 技术合同成交总额 技术合同成交额
    老旧小区: 城镇老旧小区 城市老旧小区 老旧住宅小区 老旧小区
    农村公路: “四好农村路” 四好农村公路 四好农村路 农村公路
    保障性租赁住房: 保障性租赁住房 保租房
    高新技术企业: 国家级高新技术企业 国家高新技术企业 高新技术企业 高企
    占比: 占比 比重 比例 比率
    占生产总值占比: 占生产总值的占比 占生产总值占比 相当于生产总值的占比 相当于生产总值占比
    覆盖率: 覆盖面 覆盖率
    原煤产量: 煤炭产量 原煤产量
    农业转移人口: 农业转移人口 农村转移人口
    托位: 普惠托位 普惠性托位 托育服务托位 婴幼儿照护服务托位 婴幼儿托位 托位数 托位
    养老床位: 养老服务床位 养老机构床位 养老床位数 养老床位
    """
)
SYNONYM: Final = re.compile(_pattern(SYNONYMS))
# Whole names, after synonyms: what a word means when nothing else stands there.
WHOLE_NAMES: Final = _entries(
    """
    生产总值: 经济 经济总量 地区经济
    研发投入强度: 研发经费投入占生产总值占比 研发经费支出占生产总值占比 研发经费占生产总值占比 研发投入占生产总值占比 研发支出占生产总值占比
    单位生产总值能耗: 能耗强度 单位生产总值综合能耗 单位能耗
    居民消费价格: 物价 物价总水平 消费价格 居民消费价格水平
    城镇新增就业: 新增就业 城镇就业
    居民人均可支配收入: 居民人均可支配收入 居民人均可支配收入
    """
)

# What is done, by family. Families that say nothing of the thing's end are empty.
BUILD, RENEW, ADD, STOP, OPEN = "build", "renew", "add", "stop", "open"
DEEDS: Final[dict[str, frozenset[str]]] = {
    word: frozenset(families.split("+"))
    for families, words in (
        (
            BUILD,
            "新建 建设 建成 建好 建成投用 打造 布局 布局建设 兴建 修建 铺设 建造 筹建 构建 设立 新设 "
            "组建 创建 谋划建设 规划建设 建立 新布局 筹集建设 建设筹集 筹集 新投用 投用",
        ),
        (OPEN, "新开工 开工 开工建设 启动建设 动工"),
        (
            RENEW,
            "改造 提升 改造提升 提升改造 更新 更新改造 改建 整治 治理 综合整治 综合治理 修复 升级 维修 "
            "改善 提质 升级改造 改造升级 规范提升 优化提升 提质改造 翻新 整治提升 盘活 修缮 维修改造",
        ),
        (
            f"{BUILD}+{RENEW}",
            "新建改造 新建和改造 建设改造 新建改建 新建、改建 新建和改建 新改建 新改扩建 改扩建 扩建 "
            "新建改扩建 新建、改扩建 新（改、扩）建 新（改）建 新建（改造） 新建及改造 新建、改造 建设提升 建设和改造 "
            "新建或改造 改造建设 改造和新建 建设改造提升 新建改造提升 建改 建成改造 新建扩建 新建扩容 新建、提升 新建改建扩建",
        ),
        (
            ADD,
            "新增 增加 净增 扩增 培育 壮大 招引 引进 发展 认定 评选 引育 培育壮大 新培育 新认定 新引进 "
            "增设 加装 发展壮大 培养 选育 遴选 评定 创成 新创建 吸引 集聚 汇聚 净增加 新注册 新登记 新入库 新增加 新招引 新发展 引培 新落地 补充 新开 新开辟 开辟 新开通 开通 加密 新开行 新推广 推广",
        ),
        (STOP, "淘汰 关停 压减 退出 拆除 清退 取消 削减 压降 化解 减少 关闭 淘汰退出 拆违"),
    )
    for word in words.split()
}
# Deeds that any target of its kind is carried out by.
PLAIN_DEEDS: Final = tuple(
    "开展 举办 组织 组织开展 实施 完成 推进 办好 推动 落实 抓好 实现 支持 深入实施 加快推进 加快 推行 "
    "力争 争取 确保 达到 累计 共 滚动实施 启动 启动实施 组织实施 协同推进 统筹推进 全年 扎实推进 持续 提供 "
    "新 再 全力 重点推进 重点 抓 用好 建优 做优 推进实施 全面完成 超额完成 高质量完成 如期完成 率先 促进 帮助 接续推进 谋划 谋划实施 选派 派驻 做好 安排 拿出 为 对 将 使 让 "
    "编制 投入 投放 布设 布放 安装 配备 配置 购置 更换 设置 推出 上线 发布 出台 制定 制修订".split()  # noqa: SIM905
)
DEED_FIRST: Final = re.compile(
    f"(?:{_pattern(DEEDS)}|{_pattern(PLAIN_DEEDS)})(?:了|和(?![美平谐])|与|、|及)?"
)
# At the end of a name only what names the deed, never 发展 or 实施.
DEEDS_LAST: Final[dict[str, frozenset[str]]] = {
    "建设": frozenset({BUILD}),
    "新建": frozenset({BUILD}),
    "建成": frozenset({BUILD}),
    "建设改造": frozenset({BUILD, RENEW}),
    "新建改造": frozenset({BUILD, RENEW}),
    "建设提升": frozenset({BUILD, RENEW}),
    "新改建": frozenset({BUILD, RENEW}),
    "新建改建": frozenset({BUILD, RENEW}),
    "新建和改造": frozenset({BUILD, RENEW}),
    "扩建": frozenset({BUILD, RENEW}),
    "改扩建": frozenset({BUILD, RENEW}),
    "改造": frozenset({RENEW}),
    "改造提升": frozenset({RENEW}),
    "提升改造": frozenset({RENEW}),
    "更新改造": frozenset({RENEW}),
    "升级改造": frozenset({RENEW}),
    "改造升级": frozenset({RENEW}),
    "综合整治": frozenset({RENEW}),
    "整治提升": frozenset({RENEW}),
    "整治": frozenset({RENEW}),
    "综合治理": frozenset({RENEW}),
    "治理": frozenset({RENEW}),
    "修复": frozenset({RENEW}),
    "更新": frozenset({RENEW}),
    "修缮": frozenset({RENEW}),
    "提升": frozenset({RENEW}),
    "开工": frozenset({OPEN}),
    "开工建设": frozenset({OPEN}),
    "加装": frozenset({ADD}),
    "培育": frozenset({ADD}),
}
# 工程 and 项目 at the end say no more of what is counted; nor do measures of size.
TAILS: Final = tuple(
    "工程 项目 任务 工作 行动 计划 数量 数 总数 总量 总额 总值 总规模 规模 人数 人次 均值 平均值 平均 个数 总 等 的 建设任务 改造任务 专项行动 家数 户数 总户数 量 圆满办结 全部办结 圆满完成 全面完成 全部完成 如期完成 顺利完成 建成投用 投入使用 建成投运".split()  # noqa: SIM905
)
GROWTH_TAILS: Final = tuple("涨幅 增速 增幅 增长率 增长 同比 降幅 增长速度 总体".split())  # noqa: SIM905
LAST: Final = re.compile(f"(?:{_pattern(DEEDS_LAST)}|{_pattern(TAILS)})$")
# Qualifiers that widen or narrow nothing by themselves.
NEUTRAL: Final = re.compile(
    "各类|各级|各种|重点|优质|一批|各型|(?<!创)新型|全面|主要|高标准|高质量|高水平|高品质|现代化?|规范化?|标准化|示范性?|特色|全部|"
    "(?<=.)(?:工程|项目|任务)(?=.)|以上|及以上|左右|等|的|了|实现|城市(?=危旧房|老旧|道路|公园|更新|燃气|供水|排水|地下|口袋|绿道)|自来水(?=管网)|"
    r"人口|人员|(?<!生产)总(?=产量|产值|规模|装机|里程|额|量|值)|金额|容量(?=$)|年度?(?=产量|货邮|旅客|客流|货物|集装箱|吞吐|接待|发电)|连续(?:\d+|[二三四五六七八九十]+)年$|生活(?=垃圾分类)|公共(?=充电|图书|停车)|本级|系统|类(?=$)|工矿企业"
)
# Names that measure nothing by themselves: their figures speak of what a label or list names.
LABELS: Final = frozenset(
    "企业 项目 学科 学校 国家 城市 平台 集群 政策 措施 举措 政策措施 案例 单位 地区 县区 区县 区域 机构 服务 产品 活动 团队 人才 重大 重点 "
    "省级重大 重大项目 群众 市民 居民 老人 老年人 学生 儿童 人 人员 作品 成果 园区 产业 领域 行业 场景 任务 事项 品牌 标准 街道 乡镇 村 社区 "
    "县 市 区 镇 县市 市县 部门 工程 重点工程 改革 投资 资金 收入 支出 产值 产量 增加值 总量 规模 面积 利润 营收 营业收入 税收 里程 数量 占比 率 "
    "覆盖 建设 改造 重点项目 景区 基地 中心 站点 线路 床位 设施 设备 车辆 农户 农民 职工 家庭 家 户 港口 航线 品种 专业 高校 医院 国际 国内 全国 "
    "试点 示范 创新 指标 实事 民生实事 件 举 目标 条例 法规 建议 提案 论坛 展会 会议 赛事 奖牌 金牌 年度产量 合同额 交易额 销售额 业务量 "
    "新增 净增 首 数据 信用 公里 农村 城镇 全省 全市 同类 新建 企业数 研发项目 高层次 "
    "生产 使用 发展 保护 支持 提升 培训 保障 贷款 融资 存款 保险 补贴 补助 救助 服务业 工业 农业 制造业 建筑业 消费 出口 进口 外贸 就业".split()  # noqa: SIM905
)
# As whole names of growth or of a sum these are known well enough.
KNOWN_SHORT: Final = frozenset(
    "服务业 工业 建筑业 消费 出口额 税收 就业 存款 贷款 外贸 投资 出口 进口 收入".split()
)  # noqa: SIM905
