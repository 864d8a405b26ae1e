"""Parts of a name that say no more of what is measured, and names that say nothing at all."""

import re
from typing import Final

from commitments.matching.lexicon.tables import words

# 工程 and 项目 at the end of a name, and measures of size.
TAILS: Final = words(
    """
    工程 项目 任务 工作 行动 计划 数量 数 总数 总量 总额 总值 总规模 规模 人数 人次 均值 平均值
    平均 个数 总 等 的 建设任务 改造任务 专项行动 家数 户数 总户数 量 圆满办结 全部办结
    圆满完成 全面完成 全部完成 如期完成 顺利完成 建成投用 投入使用 建成投运
    """
)
GROWTH_TAILS: Final = (
    "涨幅",
    "增速",
    "增幅",
    "增长率",
    "增长",
    "同比",
    "降幅",
    "增长速度",
    "总体",
)
# Qualifiers that widen or narrow nothing by themselves.
NEUTRAL: Final = re.compile(
    r"各类|各级|各种|重点|优质|一批|各型|(?<!创)新型|全面|主要|高标准|高质量|高水平|高品质|"
    r"现代化?|规范化?|标准化|示范性?|特色|全部|(?<=.)(?:工程|项目|任务)(?=.)|以上|及以上|左右|"
    r"等|的|了|实现|城市(?=危旧房|老旧|道路|公园|更新|燃气|供水|排水|地下|口袋|绿道)|"
    r"自来水(?=管网)|人口|人员|(?<!生产)总(?=产量|产值|规模|装机|里程|额|量|值)|金额|"
    r"容量(?=$)|年度?(?=产量|货邮|旅客|客流|货物|集装箱|吞吐|接待|发电)|"
    r"连续(?:\d+|[二三四五六七八九十]+)年$|生活(?=垃圾分类)|公共(?=充电|图书|停车)|本级|系统|"
    r"类(?=$)|工矿企业"
)
# Names that measure nothing by themselves: their figures speak of what a label or list names.
LABELS: Final = frozenset(
    words(
        """
    举 人 件 区 县 家 市 户 村 率 镇 首 专业 中心 举措 乡镇 事项 产业 产值 产品 产量 人员 人才
    任务 企业 会议 作品 使用 保护 保险 保障 信用 儿童 全国 全市 全省 公里 农业 农户 农村 农民
    净增 出口 创新 利润 区县 区域 医院 单位 占比 县区 县市 发展 同类 品牌 品种 团队 园区 国内
    国家 国际 地区 场景 城市 城镇 培训 基地 外贸 奖牌 存款 学校 学生 学科 实事 家庭 就业 居民
    展会 工业 工程 市县 市民 平台 床位 建议 建设 总量 成果 投资 指标 措施 提升 提案 支出 支持
    收入 改造 改革 政策 救助 数据 数量 新增 新建 景区 服务 机构 条例 标准 案例 法规 活动 消费
    港口 生产 目标 示范 社区 税收 站点 线路 群众 老人 职工 航线 营收 融资 行业 街道 补助 补贴
    覆盖 规模 论坛 设备 设施 试点 贷款 资金 赛事 车辆 进口 部门 里程 重大 重点 金牌 集群 面积
    项目 领域 高校 业务量 交易额 企业数 制造业 合同额 增加值 建筑业 服务业 老年人 销售额 高层次
    年度产量 政策措施 民生实事 省级重大 研发项目 营业收入 重大项目 重点工程 重点项目
    """
    )
)
# Short, but well known as the name of a growth or a sum.
KNOWN_SHORT: Final = frozenset(
    words(
        """
    出口 出口额 外贸 存款 就业 工业 建筑业 投资 收入 服务业 消费 税收 贷款 进口
    """
    )
)
