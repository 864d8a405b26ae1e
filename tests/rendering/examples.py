"""Reports to render: a district's first quarters, and any number of commitments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

from commitments.rendering.values import (
    NEEDS_ATTENTION,
    Breakdown,
    Changes,
    Comparator,
    End,
    Ended,
    GroupRow,
    Item,
    Moved,
    OnTime,
    Previous,
    Progress,
    ProgressCount,
    Registered,
    Report,
    Revised,
    Source,
    Target,
    UnitRow,
    Workflow,
)

PLAN = "中共北京市海淀区委关于制定海淀区国民经济和社会发展第十五个五年规划的建议"
YEAR_END = date(2025, 12, 31)
QUARTER_END = date(2026, 3, 31)
PLAN_END = date(2030, 12, 31)
TENTH = Decimal("0.1")

ITEMS = (
    Item(
        code="HD-2026-001",
        title="人均体育场地面积达到3.7平方米以上",
        indicator="人均体育场地面积",
        progress=Progress.ON_SCHEDULE,
        workflow=Workflow.IN_PROGRESS,
        target=Target(Comparator.GTE, Decimal("3.7"), unit="平方米", due=PLAN_END),
        baseline=Decimal("2.92"),
        expected=Decimal("2.96"),
        actual=Decimal("2.96"),
        actual_on=QUARTER_END,
        achievement_percent=Decimal("100"),
        lead_unit="区体育局",
        supporting_units=("市规划自然资源委海淀分局", "区园林绿化局"),
        why="完成值2.96平方米，与序时应达2.96平方米持平，序时完成率100.0%，在90%至110%之间。",
        source=Source(
            PLAN, "到2030年，人均体育场地\n面积达到3.7平方米以上，经常参加体育锻炼人数超过60%"
        ),
    ),
    Item(
        code="HD-2026-002",
        title="新建、扩建和改造提升重大体育场馆",
        progress=Progress.BEHIND,
        workflow=Workflow.IN_PROGRESS,
        target=Target(Comparator.EQ, Decimal(11), unit="处", due=PLAN_END),
        indicator="重大体育场馆建设数量",
        baseline=Decimal(0),
        expected=Decimal("1.5"),
        actual=Decimal(1),
        actual_on=date(2026, 3, 20),
        achievement_percent=Decimal("66.7"),
        lead_unit="区体育局",
        supporting_units=("区发展改革委", "区住房城乡建设委", "区财政局"),
        why="完成值1处，序时应达1.5处，序时完成率66.7%，低于90%：上庄体育中心项目用地手续未办结。",
        source=Source("海淀报2025年11月23日第1版", "规划建设重大体育场馆11处"),
    ),
    Item(
        code="HD-2026-003",
        title="养老家庭照护床位保持现有规模",
        indicator="养老家庭照护床位",
        progress=Progress.MISSED,
        workflow=Workflow.RETURNED,
        target=Target(
            Comparator.GTE, Decimal(39331), unit="张", due=date(2026, 2, 28), is_assumed=True
        ),
        baseline=Decimal(39331),
        actual=Decimal(38870),
        actual_on=date(2026, 2, 28),
        completion_percent=Decimal("98.8"),
        end=End.NOT_DONE,
        lead_unit="区民政局",
        supporting_units=("各街道办事处、镇人民政府",),
        why="2026年2月28日到期，完成值38870张，低于目标39331张。",
        source=Source("海淀报2025年11月23日第2版", "建成养老家庭照护床位39331张"),
    ),
    Item(
        code="HD-2026-004",
        title="固定资产投资每年保持千亿元以上",
        indicator="固定资产投资额",
        progress=Progress.AHEAD,
        workflow=Workflow.IN_PROGRESS,
        target=Target(Comparator.GTE, Decimal(100_000_000_000), unit="元", due=date(2026, 12, 31)),
        expected=Decimal(25_000_000_000),
        actual=Decimal("28136500000"),
        actual_on=QUARTER_END,
        achievement_percent=Decimal("112.5"),
        lead_unit="区发展改革委",
        why="完成值281.365亿元，序时应达250亿元，序时完成率112.5%，高于110%。",
        source=Source("海淀报2025年11月23日第3版", "固定资产投资每年保持在千亿元以上"),
    ),
    Item(
        code="HD-2026-005",
        title="编制出台《海淀区“十五五”时期体育事业发展规划》",
        progress=Progress.ACHIEVED,
        workflow=Workflow.COMPLETED,
        target=Target(text="印发规划", due=date(2026, 3, 31)),
        actual_text="已印发",
        end=End.ON_TIME,
        actual_on=date(2026, 3, 18),
        lead_unit="区体育局",
        why="2026年3月18日印发，早于时限。",
        source=Source("海淀报2025年11月23日第1版", "编制出台《海淀区体育事业发展规划》"),
    ),
    Item(
        code="HD-2026-006",
        title="举办海淀体育大会",
        progress=Progress.NOT_STARTED,
        workflow=Workflow.ASSIGNED,
        target=Target(text="举办1次", due=date(2026, 6, 30)),
        lead_unit="区体育局",
        why="尚未收到进展反馈，时限为2026年6月30日。",
        source=Source("海淀报2025年11月23日第1版", "2026年上半年将举办海淀体育大会"),
    ),
    Item(
        code="HD-2026-007",
        title="建成大规模高性能国产智算集群，提升闲时算力服务稳定性",
        indicator="闲时算力服务稳定性",
        progress=Progress.NOT_ASSESSED,
        workflow=Workflow.REGISTERED,
        target=Target(Comparator.GTE, Decimal("99.9"), unit="%"),
        source=Source("海淀报2025年11月23日第3版", "闲时算力服务稳定性99.9%以上"),
    ),
    Item(
        code="HD-2026-008",
        title="经常参加体育锻炼人数比例超过60%",
        indicator="经常参加体育锻炼人数比例",
        progress=Progress.BEHIND,
        workflow=Workflow.IN_PROGRESS,
        target=Target(Comparator.GT, Decimal(60), unit="%", due=PLAN_END),
        baseline=Decimal("53.1"),
        expected=Decimal("53.5"),
        actual=Decimal("53.2"),
        actual_on=date(2026, 1, 31),
        achievement_percent=Decimal("25"),
        lead_unit="区体育局",
        supporting_units=("区教委", "区总工会"),
        why="完成值53.2%，序时应达53.5%，序时完成率25.0%，低于90%。",
        source=Source("海淀报2025年11月23日第1版", "经常参加体育锻炼人数超过60%"),
    ),
)

CHANGES = Changes(
    registered=(Registered("HD-2026-007", ITEMS[6].title),),
    moved=(Moved("HD-2026-002", ITEMS[1].title, Progress.ON_SCHEDULE, Progress.BEHIND),),
    revised=(
        Revised(
            "HD-2026-004",
            ITEMS[3].title,
            before=Target(Comparator.GTE, Decimal(95_000_000_000), unit="元", due=YEAR_END),
            after=ITEMS[3].target,
            reason="区委全会确定的年度目标高于原计划。",
        ),
    ),
    ended=(Ended("HD-2026-005", ITEMS[4].title, Workflow.COMPLETED),),
)


def counts_of(items: Sequence[Item]) -> tuple[ProgressCount, ...]:
    """Counts with shares that add up to 100.0, by largest remainder."""
    counted = Counter(item.progress for item in items)
    exact = {p: Decimal(100 * counted[p]) / max(len(items), 1) for p in Progress}
    shares = {p: share.quantize(TENTH, ROUND_DOWN) for p, share in exact.items()}
    left = int((100 - sum(shares.values())) / TENTH) if items else 0
    for progress in sorted(Progress, key=lambda p: shares[p] - exact[p])[:left]:
        shares[progress] += TENTH
    return tuple(ProgressCount(p, counted[p], shares[p]) for p in Progress)


def units_of(items: Sequence[Item]) -> tuple[UnitRow, ...]:
    rows = []
    for name in dict.fromkeys(item.lead_unit for item in items):
        counts = Counter(item.progress for item in items if item.lead_unit == name)
        ends = Counter(item.end for item in items if item.lead_unit == name and item.end)
        on_time = OnTime(ends[End.ON_TIME], ends.total(), ends[End.LATE], ends[End.NOT_DONE])
        rows.append(UnitRow(name, counts.total(), dict(counts), on_time))
    return tuple(rows)


def report_of(items: Sequence[Item] = ITEMS, **fields: object) -> Report:
    """A consistent report of these commitments; any field can be set."""
    attention = [i.code for p in NEEDS_ATTENTION for i in items if i.progress is p]
    values: dict[str, object] = {
        "title": "海淀区承诺事项进展情况通报",
        "issuer": "海淀区委区政府督查室",
        "year": 2026,
        "number": 2,
        "period": "2026-Q1",
        "period_start": date(2026, 1, 1),
        "period_end": QUARTER_END,
        "as_of": QUARTER_END,
        "issued_on": date(2026, 4, 8),
        "total": len(items),
        "counts": counts_of(items),
        "units": units_of(items),
        "items": tuple(items),
        "attention": tuple(attention),
        "previous": Previous(1, YEAR_END, counts_of(items[:-2])),
        "changes": CHANGES,
        **fields,
    }
    return Report(**values)  # type: ignore[arg-type]


def many(count: int) -> tuple[Item, ...]:
    """As many commitments as wanted, each with a code of its own."""
    return tuple(
        replace(ITEMS[place % len(ITEMS)], code=f"HD-2026-{place + 1:04}") for place in range(count)
    )


def with_text(text: str) -> tuple[Item, ...]:
    """A commitment whose every free text is this one."""
    return (
        replace(
            ITEMS[2],
            code=text,
            title=text,
            indicator=text,
            target=Target(value=Decimal(1), unit=text, is_assumed=True),
            actual_text=text,
            lead_unit=text,
            supporting_units=(text, text),
            why=text,
            source=Source(text, text),
            groups=(Breakdown(text, (GroupRow(text, Decimal(1)),)),),
        ),
    )
