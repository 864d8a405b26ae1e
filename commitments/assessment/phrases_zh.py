"""Sentences about evaluations in Chinese, as supervision offices write them."""

from commitments.assessment.outcome import ReasonCode
from commitments.assessment.phrasebook import Phrasebook
from commitments.assessment.values import Aggregation, Comparator, Progress
from commitments.figures import chinese_day, chinese_figure

PROGRESS = {
    Progress.NOT_ASSESSED: "未评估",
    Progress.NOT_STARTED: "未启动",
    Progress.BEHIND: "进度滞后",
    Progress.ON_SCHEDULE: "达到序时进度",
    Progress.AHEAD: "超序时进度",
    Progress.ACHIEVED: "已完成",
    Progress.MISSED: "超期未完成",
}

BODIES = {
    ReasonCode.SUSPENDED: "{name}自{since}起暂停办理",
    ReasonCode.TERMINATED: "{name}自{since}起终止办理",
    ReasonCode.COMPLETED: "{name}已于{done_on}办结",
    ReasonCode.COMPLETED_LATE: "{name}已于{done_on}办结，晚于{due}的期限",
    ReasonCode.OVERDUE: "{name}应于{due}前办结，截至{on}仍未办结{overdue}",
    ReasonCode.BEFORE_START: "{name}定于{start}启动，截至{on}尚未开始",
    ReasonCode.NOTHING_REPORTED: "{subject}尚无进展反馈",
    ReasonCode.SILENT: "{name}最近一次反馈为{spoken_on}，已超过{silence}未反馈",
    ReasonCode.REPORTED_IN_TIME: "{name}已于{reported_on}反馈进展，期限为{due}",
    ReasonCode.NO_DUE_DATE: "{head}{against}未设完成期限，无法对照进度",
    ReasonCode.MILESTONE_OVERDUE: (
        "{subject}有{count}个节点逾期未完成（{milestone}应于{due}完成）"
    ),
    ReasonCode.MILESTONES_KEPT: "{subject}应完成{asked}个节点，已完成{done}个",
    ReasonCode.MILESTONES_AHEAD: "{subject}应完成{asked}个节点，已完成{done}个",
    ReasonCode.GOAL_INCOMPLETE: "{name}的目标值不完整",
    ReasonCode.GOAL_CONTRADICTORY: "{name}的目标方向与比较方式相互矛盾，需先更正",
    ReasonCode.NO_VALUE: "{subject}尚无完成值",
    ReasonCode.NO_VALUE_BY_DUE: "{subject}未报送期限内的完成值，{due}到期{overdue}",
    ReasonCode.NO_RATIO: "{subject}的完成值缺少可用的分子、分母",
    ReasonCode.STALE: "{name}最近一次完成值为{measured_on}的{actual}，已超过{frequency}未更新",
    ReasonCode.MET: "{head}已达到目标（{target}）",
    ReasonCode.MET_BY_DUE: "{name}于{due}到期，当日{measure}，达到目标（{target}）",
    ReasonCode.MET_LATE: "{head}已达到目标（{target}），但晚于{due}的期限",
    ReasonCode.NOT_MET: "{head}{missing}，{due}到期{overdue}",
    ReasonCode.AHEAD_OF_PATH: "{head}{way}，不低于{threshold}",
    ReasonCode.ON_PATH: "{head}{way}，不低于{threshold}",
    ReasonCode.BEHIND_PATH: "{head}{way}，低于{threshold}",
    ReasonCode.BETTER_THAN_PLANNED: "{head}已好于同期应达的{expected}",
    ReasonCode.AS_PLANNED: "{head}{asked}，已达到计划",
    ReasonCode.SHORT_OF_PLANNED: "{head}{asked}，未达到计划",
    ReasonCode.NO_GAIN: "{head}与基期值{baseline}持平",
    ReasonCode.FELL_BACK: "{head}{than}基期值{baseline}",
    ReasonCode.NOTHING_ASKED_YET: "{head}{against}目前尚无阶段性要求",
    ReasonCode.NO_START_DATE: "{head}{against}缺少起始日期，无法计算序时进度",
    ReasonCode.NO_BASELINE: "{head}{against}缺少基期值，无法计算序时进度",
    ReasonCode.NO_STEPS: "{head}{against}未设分阶段计划值，无法对照进度",
    ReasonCode.HOLDS: "{head}符合“{target}”的要求",
    ReasonCode.BROKEN: "{head}{missing}",
    ReasonCode.KEPT: "{name}于{due}到期，当日{measure}，符合“{target}”的要求",
    ReasonCode.NOT_KEPT: "{name}于{due}到期，当日{measure}，{missing}",
}

CHINESE = Phrasebook(
    day=chinese_day,
    figure=chinese_figure,
    period=lambda months, days: (
        (f"{months}个月" if months else "")
        + ("零" if months and days else "")
        + (f"{days}天" if days else "")
    ),
    nameless="本事项",
    subject="截至{on}，{name}",
    parts="分项加权完成率",
    measured="{label}{actual}",
    dated="（{measured_on}数据）",
    head="{subject}{measure}{dated}，",
    unmeasured_head="{subject}",
    comma="，",
    full_stop="。",
    labels={
        Aggregation.LATEST: "",
        Aggregation.SUM: "累计",
        Aggregation.AVERAGE: "平均",
        Aggregation.MAXIMUM: "最高",
        Aggregation.RATIO: "",
    },
    grew="同比增长",
    fell="同比下降",
    growth="增长{target}",
    decline="下降{target}",
    targets={
        Comparator.EQ: "{value}",
        Comparator.GTE: "不低于{value}",
        Comparator.GT: "高于{value}",
        Comparator.LTE: "不高于{value}",
        Comparator.LT: "低于{value}",
        Comparator.BETWEEN: "{value}至{value_max}",
        Comparator.APPROX: "约{value}",
    },
    asked={
        (False, True): "序时应达{expected}",
        (False, False): "计划应达{expected}",
        (True, True): "序时应降至{expected}",
        (True, False): "计划应降至{expected}",
    },
    share_of_plan={
        True: "为序时任务（{expected}）的{achievement}",
        False: "为计划任务（{expected}）的{achievement}",
    },
    gained={
        False: (
            "{asked}，较基期值（{baseline}）增加{gain}，为应增加量（{asked_gain}）的{achievement}"
        ),
        True: (
            "{asked}，较基期值（{baseline}）下降{gain}，为应下降量（{asked_gain}）的{achievement}"
        ),
    },
    missing={
        False: "低于目标（{target}）{gap}",
        True: "高于目标（{target}）{gap}",
        None: "未达到目标（{target}）",
    },
    share_of_target="，为目标的{share}",
    against="{missing}，",
    overdue="，超期{days}天",
    lower="低于",
    higher="高于",
    milestone="“{title}”",
    first_milestone="其中最早的",
    bodies=BODIES,
    remarks={
        ReasonCode.LOST_AGAIN: "此前曾于{met_on}达到目标",
        ReasonCode.COMPLETED_UNMET: "虽已于{done_on}办结，但完成值未达到目标",
        ReasonCode.DUE_TODAY: "今日到期",
    },
    conclusions=PROGRESS | {Progress.NOT_ASSESSED: "暂不评估"},
    progress=PROGRESS,
    late="逾期完成",
    computed="系统评为{progress}",
    overridden="；经人工评定为{progress}（理由：{why}），有效期至{until}",
)
