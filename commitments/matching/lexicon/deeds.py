"""What is done to a thing: verbs by family, at the head of a name and at its end."""

import re
from typing import Final

from commitments.matching.lexicon.tables import entries, longest_first, words

BUILD, RENEW, ADD, STOP, OPEN = "build", "renew", "add", "stop", "open"


def _families(table: str) -> dict[str, frozenset[str]]:
    return {word: frozenset(head.split("+")) for word, head in entries(table).items()}


DEEDS: Final = _families(
    """
    build: 新建 建设 建成 建好 建成投用 打造 布局 布局建设 兴建 修建 铺设 建造 筹建 构建
        设立 新设 组建 创建 谋划建设 规划建设 建立 新布局 筹集建设 建设筹集 筹集 新投用 投用
    open: 新开工 开工 开工建设 启动建设 动工
    renew: 改造 提升 改造提升 提升改造 更新 更新改造 改建 整治 治理 综合整治 综合治理 修复
        升级 维修 改善 提质 升级改造 改造升级 规范提升 优化提升 提质改造 翻新 整治提升 盘活
        修缮 维修改造
    build+renew: 新建改造 新建和改造 建设改造 新建改建 新建、改建 新建和改建 新改建
        新改扩建 改扩建 扩建 新建改扩建 新建、改扩建 新（改、扩）建 新（改）建 新建（改造）
        新建及改造 新建、改造 建设提升 建设和改造 新建或改造 改造建设 改造和新建 建设改造提升
        新建改造提升 建改 建成改造 新建扩建 新建扩容 新建、提升 新建改建扩建
    add: 新增 增加 净增 扩增 培育 壮大 招引 引进 发展 认定 评选 引育 培育壮大 新培育 新认定
        新引进 增设 加装 发展壮大 培养 选育 遴选 评定 创成 新创建 吸引 集聚 汇聚 净增加 新注册
        新登记 新入库 新增加 新招引 新发展 引培 新落地 补充 新开 新开辟 开辟 新开通 开通 加密
        新开行 新推广 推广
    stop: 淘汰 关停 压减 退出 拆除 清退 取消 削减 压降 化解 减少 关闭 淘汰退出 拆违
    """
)
# Deeds that say nothing of how the thing ends up.
PLAIN_DEEDS: Final = words(
    """
    开展 举办 组织 组织开展 实施 完成 推进 办好 推动 落实 抓好 实现 支持 深入实施 加快推进 加快
    推行 力争 争取 确保 达到 累计 共 滚动实施 启动 启动实施 组织实施 协同推进 统筹推进 全年
    扎实推进 持续 提供 新 再 全力 重点推进 重点 抓 用好 建优 做优 推进实施 全面完成 超额完成
    高质量完成 如期完成 率先 促进 帮助 接续推进 谋划 谋划实施 选派 派驻 做好 安排 拿出 为 对 将
    使 让 编制 投入 投放 布设 布放 安装 配备 配置 购置 更换 设置 推出 上线 发布 出台 制定
    制修订
    """
)
DEED_FIRST: Final = re.compile(
    f"(?:{longest_first((*DEEDS, *PLAIN_DEEDS))})(?:了|和(?![美平谐])|与|、|及)?"
)
# At the end of a name only what names the deed (老旧小区改造), never 发展 or 实施.
DEEDS_LAST: Final = _families(
    """
    build: 建设 新建 建成
    build+renew: 建设改造 新建改造 建设提升 新改建 新建改建 新建和改造 扩建 改扩建
    renew: 改造 改造提升 提升改造 更新改造 升级改造 改造升级 综合整治 整治提升 整治
        综合治理 治理 修复 更新 修缮 提升
    open: 开工 开工建设
    add: 加装 培育
    """
)
