"""The words that stand around quantities, and what each of them does there."""

from enum import StrEnum


class Role(StrEnum):
    """What a word does between the name of a thing and its value."""

    RISE = "rise"
    FALL = "fall"
    HOLD = "hold"
    REACH = "reach"
    CREATE = "create"
    TO = "to"
    EACH = "each"
    BOTH = "both"
    ANNUAL = "annual"
    TOTAL = "total"
    FUTURE = "future"
    PAST = "past"
    FILLER = "filler"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def entries(text: str) -> dict[str, str]:
    """A table in which 部:门队 stands for one entry."""
    return dict(entry.split(":") for entry in text.split())


def _table(groups: dict[Role, str]) -> dict[str, Role]:
    return {word: role for role, words in groups.items() for word in words.split()}


# Peeled off the end of what stands before a number: 力争|同比|增长|到|约.
ENDINGS = _table(
    {
        Role.RISE: """
            增长 提高 提升 增加 上升 上涨 扩大 攀升 递增 增 升 跃升 增收 上调 上浮 高出 高 提速 涨
            净增 净增加 净增长 多 延长 放宽 扩展 拓展 攀 上扬 微增 微升 同比增 正增长 快于 高于
            实现增长
            保持增长 反弹 回升 增至 提至 提升至 恢复 扩容
        """,
        Role.FILLER: """
            快 同比 环比 同期 同口径 平均 稳步 持续 大幅 进一步 再 又 仅 还 就 也 全年 连续
            按照 也要 基本 不断 显著 明显 快速 逐步 首次 整体 总体 名义 不变价 可比 每人每年
            每人每月 每月 人均 户均 亩均 分 其中 上 方面 等 左右 率先 较快 了 着 好 历史性
            成功 由 从 比 较 已由 已从 约从 要从 将从 则 平稳 稳健 大约 一举 提前 顺利 连年
            并 且 和 与 及 ： 、 “ ‘
        """,
        Role.TO: """
            升至 到 至 为 在 于 是 有 按 即 成为 之 位居 居 列 排 排名 位列 排在 稳居 跃居 名列
            前移 跃升至 跻身
        """,
        Role.FALL: """
            下浮 微降 下降 降低 减少 降 压减 缩小 缩短 压缩 回落 收窄 下调 削减 减 下滑 精简 压降
            减量
            缩减
            减排 减轻 低 少 低于 减免 调减 核减 减至 降至 精减 负增长 化解 消减 再减
        """,
        Role.HOLD: """
            保持 稳定 维持 控制 巩固 稳 持平 锁定 稳守 稳定保持 始终保持 继续保持
        """,
        Role.REACH: """
            达到 达 突破 超过 超 实现 完成 约 近 逾 力争达到 占 仅占 约占
        """,
        Role.EACH: """
            分别 分别为 各
        """,
        Role.BOTH: """
            均 都 双双 皆 全部 均已
        """,
        Role.ANNUAL: """
            年均 每年 平均每年 逐年 年平均 每年均
        """,
        Role.TOTAL: """
            累计 共 合计 总计 一共 总共 累积 共计 累计达 合共 五年累计 五年共
        """,
        Role.FUTURE: """
            力争 确保 将 要 拟 争取 计划 预期 努力 目标 力求 预计 有望 应 需 保证
        """,
        Role.PAST: """
            已 已经 现已 已有 已达 目前 现有 目前已 目前已有 目前有 再次
        """,
    }
)
LONGEST_ENDING = max(map(len, ENDINGS))

# Verbs that bring something about; they stay in the metric (新建…, 培育…).
CREATIONS = _words(
    """
    新建 建设 建成 打造 培育 新增 开通 布局 实施 组建 举办 创建 改造 新改建 新建改建 培养 引进
    建立 设立 布局建设 新培育 新认证 认证 推进 开工 竣工 投运 建成投运 投放 发放 支持 安排 投入
    争取 供应 保障 提供 完成 优化 打通 整治 治理 修复 建好 新设 创成 招引 引育 引入 集聚 吸引 帮扶
    救助 培训 选派 选树 遴选 认定 评定 制定 修订 制修订 出台 发布 推出 编制 开展 开设 开办 签约
    落地 实现 推动 新开工 续建 扩建 改建 迁建 翻建 更新 加装 安装 配备 配建 配置 铺设 架设 敷设
    新开 新开通 新开辟 增设 新布局 新落地 新引进 转化 攻克 突破 研发 授予 建强 做强 壮大 淘汰 关停
    关闭 拆除 清理 盘活 处置 化解 回收 种植 造林  绿化 栽种 植树 退耕 储备 收储 出让 拍卖 划定
    划转 承办 争创 创评 创建成 新创建 累计建成 累计创建 组织 资助 奖励 补助 减免 减税 退税
    新增减税 投资 融资 募集 发行 争取到 到位 获批 获得 荣获 入选 评选 覆盖 惠及 服务 受理 办理
    查处 办结 审结 侦破 破获 查办 立案 检查 抽检 排查 整改 巡视 督办 接待 接收 安置 转移 搬迁 脱贫
    签订 签署 达成 缔结 开行 开工建设 加快建设 规划建设 启动建设 推动建设 推进建设 高标准建设 谋划
    谋划实施 组织实施 深入实施 扎实推进 加快推进 统筹推进 新建成 筹集 筹建 建设筹集 改造提升
    提升改造 升级改造 更新改造 整合 压减 减少 精减 取消 下放 调整 承接 新建和改造 改扩建 新建扩建
    新改扩建 新改建和 规划 梯度培育 大力培育 加快培育 力争培育 研究制定 制定实施 出台实施 落实
    兑现 拨付 下达 下达资金 筹措 统筹 整合资金 推广 应用 生产 产出 出栏 捕捞 养殖 收购 收获 销售
    出口 进口 接种 筛查 配送 运送 输送 外送 新签 命名 表彰 聘任 招聘 招录 招收 录用 扩招 选聘 援建
    共建 联建 培树 创新 建造 交付 竣工交付 开建 启动 解决 免除 复垦 垦造 新垦 修建 整修 维修 养护
    疏浚 清淤 除险加固 加固 消除 整理 恢复 建档 签发 颁发 核发 扶持 孵化 辐射 带动 链接 接入 联网
    上线 迁移 汇聚 归集 开放 共享 发布实施 完善 建成投用 建成投产 投产 投用 投入使用 通车 建成通车
    贯通 改善 美化 亮化 硬化 新硬化 拓宽 增加 补充 提升 新晋 晋级 升级 推荐 申报 布设 部署 规上
    上市 新增上市 挂牌 出台了 建成了 实施了
    严守 坚守 守住 守牢 形成
    """
)
LONGEST_CREATION = max(map(len, CREATIONS))

# Of these only the thing moved is measured when a rate follows: 带动|产业投资增长6.5%.
DRIVERS = _words(
    """
    推动 带动 推进 实现 支持 促进 提升 落实 加快 拉动 撬动 力争 确保
    """
)
LONGEST_DRIVER = max(map(len, DRIVERS))

# Of these the work on the thing is what a ledger names: 背街小巷|治理.
TREATING = _words(
    """
    治理 整治 改造 修复 更新 维修 养护 精细化治理 综合整治 综合治理
    """
)

# Pushing on the building of a thing is not building it: 推动|11处场馆|建设.
PUSHING = _words("推动 推进 加快 加快推进 支持 促进 扎实推进 统筹推进 有序推进 持续推进")

# Making a thing adds it; holding or treating it (举办, 整治, 查处) counts it as done.
ADDING = (
    "新", "建", "增", "培育", "打造", "开通", "布局", "改造", "组建", "引进", "打通", "扩",
    "续建",
)  # fmt: skip

# Trimmed off the front of a metric: they say when, how eagerly or for whom, not what.
OPENINGS = _words(
    """
    力争 确保 全省 全市 全区 全县 全州 全国 全年 其中 目前 目前已 目前已有 已 将 要 拟 努力 争取
    实现 推动 使 让 促进 保持 完成 截至 截止 到 至 在 于 自 从 由 比 较 比较 预计  计划 今年
    我省 我市 我区 我国 本市 本省 本区 着力 继续 进一步 同时 此外 另外 另 还 并 并将 且 和 与 及
    以及 或 按 按照 对 为 把 将把 向 以 用 即 约 近 共 累计 共计 合计 总计 年内 全面 加快 积极
    大力 深入 扎实 稳步 持续 有序 统筹 切实 高质量 高标准 高水平 精准 加强 加大 深化 强化 聚焦
    围绕 通过 抓好 抓紧 扎实抓好 大力推进 是 有 有的 了 的 地 首先 一是 二是 三是 四是 五是
    六是 七是 八是 九是 十是 均 都 分别 再 又 也 各 每年 年均 已有 现有 已经 首次 成功 顺利 超额
    如期 提前 圆满 率先 基本 不断 逐步 逐年 建议 安排 目标 一年来 五年来 五年 三年 两年 过去一年
    区域内 经济社会发展的主要预期目标 确定 提出 我们 我们将 公司 这些 这 该 其 各地 各级 各类
    创造性 坚决 坚持 严格   稳妥    健全 推动实现 努力实现 力争实现 确保实现
    全力 全力以赴 竭力 务必 必须 应当 但 但是 不过
    """
)
LONGEST_OPENING = max(map(len, OPENINGS))

# Where the name of a counted thing ends and its predicate begins: 15处重大水利项目|加快推进.
PREDICATES = _words(
    """
    加快推进 加快建设 开工建设 建成投运 建成投用 建成投产 建成通车 提前建成 全部建成 相继 陆续
    顺利 大幅 显著 全部 全面 获批 获评 入选 列入 纳入 进入 落地 落户 投产 投用 投运 通车 开工 竣工
    完工 建成 实现 达到 完成 提前 基本 稳步 加快 有序 扎实 持续 不断 引入 引进 开展 叫好 挂牌
    上线 启动 运行 揭牌 开业 成为 位居 参加 参与 惠及 受益 得到 首次 发放 免费 享受 保持 稳定在
    超过 突破 跨过 跨上 迈上 站上 越过
    推进 推动 落实 实施 增长 下降 跻身 荣获 新晋 亮相 如期 率先 成功 用于 带动 提供 较
    比上 同比 分别 其中 以及
    """
)

# Of one character, and a predicate only outside these words.
SHORT_PREDICATES = (
    r"(?<!全)覆盖|建设(?!工作|任务|项目|用地|规模|高标准|$|[，。；、等和与及])|"
    r"居(?![民住家所间宜])|均(?![衡价等])|获(?![得取])|占(?![地比用])|(?<![行作成因])为(?![主民人])|"
    r"(?<![存现潜])在(?![线建校岗册营职外孵编])|将(?![来军士])|并(?![购网轨联])|被(?![子服])|已(?!婚)"
)

# Openings of one character begin a longer word in these.
LONGER_THAN_OPENINGS = _words(
    """
    和美 和田 和龙 与民 及时 在园 在库 在建
    新建 新增 新型 新能 新兴 新开 新改 新培 新认 新签 新设 新一 新集 新投 新业 新生 新就 新引 新股
    新城 新质 新药 新高 新 经 新材 新落 新布 新成 新晋 老旧 老年 老人 老楼 老工 对外 对口 对内
    对标 对接 对非 地区 地方 地铁 地表 地级 地市 区域 区块 区间 市场 市区 市级 市县 市政 市外 省级
    省际 省属 省内 省外 省定 省重 省部 自主 自然 自贸 自有 自动 自治 自来 共建 共享 共同 共有 以上
    以下 以旧 以工 以奖 以竹 以税 用地 用电 用水 用能 用海 用气 用林 用户 用工 人均 在校 在建 在岗
    在册 在营 在线 在外 在孵 在地 在鲁 至今 到位 到访 到账 到期 到港 到发 有色 有机 有效 有线 为民
    和谐 向外 重要 按揭 能源 能耗 能效 可再 可支 可比 可持 可用 可降 得分 得到 得益 及格 要素 要塞
    将军 各项 各类 各级 各地 各族 各方 近零 近海 近岸 近郊 约束 并购 并网 并联 也门 还款 还贷 还本
    还建 其他 其它 其中 使用 使命 应急 应届 应税 应用 应收 应对 比例 比重 比亚 较大 由于 从业 从事
    从严 会议 会展 会员 会计 这些 是否 即墨 又好 再生 再贷 再担 再就 再培 且末 与会 均衡 均价 都市
    让利 于田 已建
    """
)

# Names of measures that say nothing without the thing measured.
GENERIC = _words(
    """
    产量 总产量 规模 总规模 总量 总额 数量 面积 总面积 总投资 投资 完成投资 投资额 产值 总产值
    增加值 增速 增幅 占比 比重 完成率 覆盖率 利用率 达标率 合格率 就业率 装机 总装机 装机容量
    总里程 里程 运营里程 收入 营业收入 利润 成交额 交易额 销售额 营收 年产值 出让收益 销量 出口
    进口 总人数 人数 份额 总数 余额 贷款余额 存款余额 总值 吞吐量 年产量 产能 单产 亩产
    """
)

# Cut off a full name, they leave the thing measured: 粮食|播种面积. The longest come first.
MEASURES = tuple(
    """
    播种面积 种植面积 完成投资 装机容量 营业收入 总产量 总规模 总投资 投资额 总产值 增加值 总里程
    成交额 交易额 面积 产量 规模 数量 总量 总额 投资 产值 增速 增幅 里程 装机 收入 人数 总数 出栏
    出让 增长
    """.split()  # noqa: SIM905
)

# What ends a name of a measure that needs no more.
COMPLETE = tuple(
    """
    率 数 量 额 值 收入 投资 面积 规模 比重 占比 消费 人数 贷款 余额 出口 进口
    """.split()  # noqa: SIM905
)
