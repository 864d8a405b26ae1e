"""Every text of a report in both languages, side by side, so that neither can lack one."""

from collections.abc import Mapping

from commitments.rendering.values import Comparator, Progress, Workflow

CHINESE = "zh-hans"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

Pair = tuple[str, str]

PROGRESS: Mapping[Progress, Pair] = {
    Progress.ACHIEVED: ("已完成", "Achieved"),
    Progress.AHEAD: ("超序时进度", "Ahead"),
    Progress.ON_SCHEDULE: ("达到序时进度", "On schedule"),
    Progress.BEHIND: ("进度滞后", "Behind"),
    Progress.MISSED: ("超期未完成", "Missed"),
    Progress.NOT_STARTED: ("未启动", "Not started"),
    Progress.NOT_ASSESSED: ("未评估", "Not assessed"),
}

WORKFLOW: Mapping[Workflow, Pair] = {
    Workflow.REGISTERED: ("已立项", "Registered"),
    Workflow.ASSIGNED: ("已交办", "Assigned"),
    Workflow.IN_PROGRESS: ("办理中", "In progress"),
    Workflow.COMPLETION_REQUESTED: ("申请办结", "Completion requested"),
    Workflow.COMPLETED: ("已办结", "Completed"),
    Workflow.CLOSED: ("已销号", "Closed"),
    Workflow.RETURNED: ("退回", "Returned"),
    Workflow.SUSPENDED: ("暂停", "Suspended"),
    Workflow.TERMINATED: ("终止", "Terminated"),
    Workflow.MERGED: ("合并", "Merged"),
}

COMPARATOR: Mapping[Comparator, Pair] = {
    Comparator.EQ: ("{value}", "{value}"),
    Comparator.GTE: ("不低于{value}", "at least {value}"),
    Comparator.GT: ("超过{value}", "more than {value}"),
    Comparator.LTE: ("不高于{value}", "at most {value}"),
    Comparator.LT: ("低于{value}", "less than {value}"),
    Comparator.BETWEEN: ("{value}至{value_max}", "{value} to {value_max}"),
    Comparator.APPROX: ("约{value}", "about {value}"),
}

QUARTERS: tuple[Pair, ...] = (
    ("一季度", "first quarter of"),
    ("二季度", "second quarter of"),
    ("三季度", "third quarter of"),
    ("四季度", "fourth quarter of"),
)
HALVES: tuple[Pair, ...] = (("上半年", "first half of"), ("下半年", "second half of"))
CHINESE_NUMERALS = "一二三四五六七八九十"

LETTERHEAD: Mapping[str, Pair] = {
    "issue": ("{year}年第{number}期", "{year}, No. {number}"),
    "subject": ("关于{period}承诺事项进展情况的通报", "Progress of commitments, {period}"),
    "contents": ("目录", "Contents"),
}

SENTENCES: Mapping[str, Pair] = {
    "tracked": (
        "截至{as_of}，纳入跟踪的承诺事项共{total}项{change}。",
        "As of {as_of}, commitments tracked: {total}{change}.",
    ),
    "tracked_none": (
        "截至{as_of}，尚无纳入跟踪的承诺事项。",
        "As of {as_of}, no commitments are tracked.",
    ),
    "split": ("其中，{parts}。", "Of these: {parts}."),
    "split_part": ("{progress}{count}项，占{percent}", "{progress} {count} ({percent})"),
    "since_last": (
        "，比上期（第{number}期，截至{as_of}）{change}",
        " ({change} since No. {number} of {as_of})",
    ),
    "change_more": ("增加{count}项", "{count} more"),
    "change_fewer": ("减少{count}项", "{count} fewer"),
    "change_none": ("持平", "no change"),
    "attention": (
        "进度滞后和超期未完成事项合计{count}项，占{percent}{change}。",
        "Behind or missed: {count} ({percent}){change}.",
    ),
    "attention_since": (
        "，比上期{change}，占比{points}",
        "; since the last issue {change}, share {points}",
    ),
    "points_up": ("上升{points}个百分点", "up {points} percentage points"),
    "points_down": ("下降{points}个百分点", "down {points} percentage points"),
    "points_none": ("持平", "unchanged"),
    "on_time": (
        "截至本期已到期{due}项，其中按期完成{kept}项，按期完成率{percent}。",
        "Due so far: {due}; kept on time: {kept}; on-time rate {percent}.",
    ),
    "attention_none": (
        "本期无进度滞后和超期未完成事项。",
        "Nothing is behind or missed in this issue.",
    ),
    "first_issue": ("本期为首期，无上期可比。", "This is the first issue; nothing to compare."),
    "changes_none": (
        "与上期（第{number}期，截至{as_of}）相比无变化。",
        "No changes since No. {number} of {as_of}.",
    ),
    "changes": (
        "与上期（第{number}期，截至{as_of}）相比，{parts}。",
        "Since No. {number} of {as_of}: {parts}.",
    ),
    "changes_part": ("{name}{count}项", "{name} {count}"),
    "units_none": ("本期无分单位情况。", "No units to report on."),
    "themes_note": (
        "注：合计为{times}项次，涉及{items}项；其中{several}项列入两个以上主题，在各主题下分别计数。",
        "Note: {times} in the rows, {items} commitments in all; those with several themes "
        "({several}) are counted under each.",
    ),
    "assumed_note": (
        "注：标有“推定”的目标由文件所述现有水平推定，以正式确认的目标为准。",
        "Note: a target marked “assumed” is taken from the level that the document reports; "
        "a confirmed target replaces it.",
    ),
    "as_of_note": ("（截至{as_of}）", "(as of {as_of})"),
}

HEADINGS: Mapping[str, Pair] = {
    "overall": ("总体情况", "Overview"),
    "units": ("分单位情况", "By unit"),
    "themes": ("分主题情况", "By theme"),
    "themes_table": ("各主题事项进度评价情况", "Progress by theme"),
    "attention": ("进度滞后和超期事项", "Behind and missed"),
    "changes": ("与上期相比的变化", "Changes since the last issue"),
    "annex": ("附表", "Annex"),
    "annex_title": ("承诺事项进展一览表", "Commitments and their progress"),
    "counts_table": ("承诺事项进度评价情况", "Commitments by progress"),
    "units_table": ("各单位牵头事项进度评价情况", "Progress by lead unit"),
    "registered": ("新立项", "Newly registered"),
    "moved": ("进度评价变化", "Progress changed"),
    "revised": ("目标调整", "Targets revised"),
    "ended": ("办结、销号、终止或合并", "Completed, closed, terminated or merged"),
    "sheet_overall": ("总体情况", "Overview"),
    "sheet_units": ("分单位", "By unit"),
    "sheet_themes": ("分主题", "By theme"),
    "sheet_items": ("事项台账", "Ledger"),
    "sheet_changes": ("变化", "Changes"),
    "groups": ("分组情况", "By place or group"),
}

WORDS: Mapping[str, Pair] = {
    "none": ("—", "—"),
    "number": ("序号", "No."),
    "code": ("编号", "Code"),
    "item": ("承诺事项", "Commitment"),
    "indicator": ("指标", "Indicator"),
    "target": ("目标", "Target"),
    "target_and_due": ("目标和时限", "Target and due date"),
    "target_and_progress": ("目标和进展", "Target and progress"),
    "measured": ("进展", "Progress made"),
    "value": ("目标值", "Target value"),
    "value_max": ("目标上限", "Upper bound"),
    "unit_of_count": ("计量单位", "Unit"),
    "is_assumed": ("推定目标", "Assumed"),
    "assumed": ("{target}（推定）", "{target} (assumed)"),
    "yes": ("是", "Yes"),
    "baseline": ("基期值", "Baseline"),
    "expected": ("序时应达", "Expected by now"),
    "actual": ("实绩", "Actual"),
    "actual_text": ("实绩说明", "Actual, in words"),
    "actual_on": ("实绩日期", "Measured on"),
    "dated": ("{value}（{day}）", "{value} ({day})"),
    "achievement": ("完成程度", "Achievement"),
    "due": ("完成时限", "Due"),
    "lead_unit": ("牵头单位", "Lead unit"),
    "supporting_units": ("配合单位", "Supporting units"),
    "responsible": ("责任单位", "Responsible units"),
    "lead": ("牵头", "Lead"),
    "support": ("配合", "Support"),
    "nobody": ("未明确牵头单位", "No lead unit"),
    "workflow": ("办理环节", "Stage"),
    "progress": ("进度评价", "Progress"),
    "why": ("评估说明", "Why"),
    "source": ("出处", "Source"),
    "document": ("出处文件", "Source document"),
    "quote": ("原文", "Very words"),
    "unit": ("单位", "Unit"),
    "theme": ("主题", "Theme"),
    "no_theme": ("未列入主题", "No theme"),
    "times": ("合计（项次）", "In all rows"),
    "total": ("合计", "Total"),
    "count": ("件数（项）", "Count"),
    "percent": ("占比（%）", "Share (%)"),
    "count_before": ("上期（项）", "Last issue"),
    "count_change": ("增减（项）", "Change"),
    "percent_change": ("占比增减（百分点）", "Change of share (pct. points)"),
    "on_time_rate": ("按期完成率", "On-time rate"),
    "kept": ("按期完成（项）", "Kept on time"),
    "came_due": ("已到期（项）", "Due so far"),
    "before": ("上期", "Before"),
    "after": ("本期", "Now"),
    "target_before": ("原目标", "Former target"),
    "target_after": ("现目标", "Present target"),
    "reason": ("调整原因", "Reason"),
    "change": ("变化类型", "Change"),
    "note": ("说明", "Note"),
    "issuer": ("印发单位", "Issued by"),
    "issued_on": ("印发日期", "Issued on"),
    "period": ("报告期", "Period"),
    "from_to": ("{period}（{start}至{end}）", "{period} ({start} to {end})"),
    "as_of": ("数据截至", "As of"),
    "dimension": ("分组维度", "Broken down by"),
    "group": ("分组", "Group"),
    "group_target": ("分组目标值", "Target of the group"),
    "group_value": ("分组实绩", "Value of the group"),
    "share_of_target": ("占目标比例", "Share of target"),
    "list_separator": ("、", ", "),
    "clause_separator": ("；", "; "),
    "part_separator": ("，", ", "),
    "label_value": ("{label}：{value}", "{label}: {value}"),
}

TEXTS: Mapping[str, Pair] = {**LETTERHEAD, **SENTENCES, **WORDS}
