"""Every text of a report in both languages, side by side, so that neither can lack one."""

from collections.abc import Mapping

from commitments.rendering.axes import Crossing, End, Progress, Workflow

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

END: Mapping[End, Pair] = {
    End.ON_TIME: ("按期完成", "On time"),
    End.LATE: ("逾期完成", "Late"),
    End.NOT_DONE: ("逾期未完成", "Not done"),
}

CROSSING: Mapping[Crossing, Pair] = {
    Crossing.REGISTERED: ("新增", "registered"),
    Crossing.RESUMED: ("恢复", "resumed"),
    Crossing.STANDS_ALONE: ("单列", "no longer a part"),
    Crossing.MERGED: ("合并", "merged"),
    Crossing.TERMINATED: ("终止", "terminated"),
    Crossing.SUSPENDED: ("暂停", "suspended"),
    Crossing.BECAME_PART: ("列为分项", "became a part"),
    Crossing.PUT_OFF: ("推迟启动", "start put off"),
}

# The period of the same kind just before, by the months of one.
PERIOD_BEFORE: Mapping[int, Pair] = {
    1: ("上月", "the month before"),
    3: ("上季度", "the quarter before"),
    6: ("上个半年", "the half-year before"),
    12: ("上年", "the year before"),
}

QUARTERS: tuple[Pair, ...] = (
    ("一季度", "first quarter of"),
    ("二季度", "second quarter of"),
    ("三季度", "third quarter of"),
    ("四季度", "fourth quarter of"),
)
HALVES: tuple[Pair, ...] = (("上半年", "first half of"), ("下半年", "second half of"))
CHINESE_NUMERALS = "一二三四五六七八九十"

# What a report is called, and who issues it, where the office has set no name of its own.
GIVEN_NAMES: Mapping[str, Pair] = {
    pair[0]: pair
    for pair in (
        ("承诺事项进展情况通报", "Progress of Commitments"),
        ("督查室", "Supervision Office"),
    )
}

LETTERHEAD: Mapping[str, Pair] = {
    "issue_draft": ("{year}年第　期（草稿）", "{year}, draft"),
    "draft": ("草稿", "Draft"),
    "addressed": ("{names}：", "To: {names}"),
    "signer": ("签发人", "Signed by"),
    "scope": ("范围", "Scope"),
    "attachments": ("附件", "Annexes"),
    "attachment": ("{number}. {title}", "{number}. {title}"),
    "copied": ("抄送：{names}。", "Copies: {names}."),
    "printed_on": ("{day}印发", "Printed {day}"),
    "missing_units": (
        "（草稿提示：尚有{count}家单位未报送：{names}。）",
        "(Draft: units that have not reported yet: {count}: {names}.)",
    ),
    "corrects": (
        "本期对{year}年第{number}期予以更正。",
        "This issue corrects {year}, No. {number}.",
    ),
    "corrects_because": (
        "本期对{year}年第{number}期予以更正：{reason}。",
        "This issue corrects {year}, No. {number}: {reason}.",
    ),
    "issue": ("{year}年第{number}期", "{year}, No. {number}"),
    "subject": ("关于{period}承诺事项进展情况的通报", "Progress of commitments, {period}"),
    "annex": ("附件{number}", "Annex {number}"),
    "contents": ("目录", "Contents"),
}

SENTENCES: Mapping[str, Pair] = {
    "tracked": (
        "截至{as_of}，纳入督办的承诺事项共{total}项{change}。",
        "As of {as_of}, commitments tracked: {total}{change}.",
    ),
    "tracked_none": (
        "截至{as_of}，尚无纳入督办的承诺事项。",
        "As of {as_of}, no commitments are tracked.",
    ),
    "split": ("其中，{parts}。", "Of these: {parts}."),
    "split_part": ("{progress}{count}项，占{percent}", "{progress} {count} ({percent})"),
    "against": ("{period}（截至{as_of}）", "{period} (as of {as_of})"),
    "against_issue": ("上期（第{number}期，截至{as_of}）", "No. {number} (as of {as_of})"),
    "last_issue": ("上期", "the last issue"),
    "year_ago": ("上年同期", "the same period of the year before"),
    "change_more": ("，比{against}增加{count}项", "; {count} more than {against}"),
    "change_fewer": ("，比{against}减少{count}项", "; {count} fewer than {against}"),
    "change_none": ("，与{against}持平", "; as many as {against}"),
    "points_up": ("，占比上升{points}个百分点", ", share up {points} percentage points"),
    "points_down": ("，占比下降{points}个百分点", ", share down {points} percentage points"),
    "points_none": ("，占比持平", ", share unchanged"),
    "attention": (
        "进度滞后和超期未完成事项合计{count}项，占{percent}{change}。",
        "Behind or missed: {count} ({percent}){change}.",
    ),
    "attention_none": ("本期无滞后事项。", "Nothing is behind or missed."),
    "since_year_ago": (
        "{against}纳入督办的承诺事项共{total}项，其中进度滞后和超期未完成{count}项，占{percent}。",
        "In {against}, commitments tracked: {total}; behind or missed: {count} ({percent}).",
    ),
    "bridge": ("上期{before}{terms}＝本期{now}", "Before {before}{terms} = now {now}"),
    "bracketed": ("（{words}。）", "({words}.)"),
    "bridge_plus": ("＋{why}{count}", " + {count} {why}"),
    "bridge_minus": ("－{why}{count}", " − {count} {why}"),
    "ends": ("截至{as_of}，{parts}。", "As of {as_of}: {parts}."),
    "end_due": ("应完成{count}项", "due {count}"),
    "end_kept": ("按期完成{count}项", "done on time {count}"),
    "end_late": ("逾期完成{count}项", "done late {count}"),
    "end_not_done": ("逾期未完成{count}项", "not done {count}"),
    "end_unknown": ("到期未评估{count}项", "due and not assessed {count}"),
    "end_rate": ("按期完成率{percent}", "on-time rate {percent}"),
    "halted": ("另有{parts}，不计入总数。", "Not counted: {parts}."),
    "parts_note": (
        "分解为分项的事项按1项计，其分项{count}项列于附件，不另计数。",
        "What is split is counted once; its parts ({count}) are listed in the annex only.",
    ),
    "not_begun": (
        "另有{count}项起始日期在本期之后，未纳入。",
        "Left out since they start after this period: {count}.",
    ),
    "registered_later": (
        "另有{count}项在本期之后立项，未纳入。",
        "Left out since they were registered after this period: {count}.",
    ),
    "shares_note": (
        "注：占比经调整使合计为100.0%，其中{parts}。",
        "Note: shares are adjusted to add up to 100.0%: {parts}.",
    ),
    "shares_part": (
        "{progress}四舍五入应为{percent}",
        "{progress} would round to {percent}",
    ),
    "no_previous": (
        "此前未印发同类时段的通报，无可比数据。",
        "No earlier report of this kind of period; nothing to compare.",
    ),
    "versus": ("比{before}{change}", "{change} since {before}"),
    "share_label": ("{progress} {count}项 {percent}", "{progress} {count} ({percent})"),
    "trend_line": ("{name}：{points}", "{name}: {points}"),
    "fell_behind": ("比{before}新增滞后{count}项", "Fell behind since {before}: {count}"),
    "recovered": ("比{before}由滞后转为正常{count}项", "Recovered since {before}: {count}"),
    "moved_none": (
        "与{before}相比，无新增滞后或转为正常的事项。",
        "Nothing fell behind or recovered since {before}.",
    ),
    "and_others": ("另有{count}项", "and {count} more"),
    "overdue": ("超期{days}天", "{days} days overdue"),
    "ranks_note": (
        "注：按滞后占比由低到高排名，占比相同的，按完成和超进度事项占比由高到低排名。",
        "Note: ranked by the share of led commitments that are behind or missed, the lowest "
        "first, then by the share achieved or ahead; equal units share a rank.",
    ),
    "ranks_cut": (
        "注：按滞后占比由低到高排名，共{units}家单位，此处列前{first}位和后{last}位。",
        "Note: by the share that lags; units: {units}, shown the first {first}, the last {last}.",
    ),
    "rank_new": ("新列入", "new"),
    "worst_cut": (
        "注：滞后事项共{count}项，此处列出其中{shown}项，完整情况见附件。",
        "Note: behind or missed {count}, of which {shown} are shown; all in the annex.",
    ),
    "list_cut": (
        "注：共{count}项，此处列出前{shown}项，全部见本期 Excel 文件。",
        "Note: {count} in all, of which the first {shown} are shown; all are in the workbook.",
    ),
    "unnamed": ("注：另有滞后事项{count}项未列名。", "Note: not named here: {count}."),
    "one_line_note": (
        "注：各事项的完整台账见本期 Excel 文件。",
        "Note: the full ledger is the workbook of this issue.",
    ),
    "part": ("└ {title}", "└ {title}"),
    "changes_none": ("与{against}相比无变化。", "No changes since {against}."),
    "changes": ("与{against}相比，{parts}。", "Since {against}: {parts}."),
    "changes_part": ("{name}{count}项", "{name} {count}"),
    "parts_lagging": (
        "分项滞后{count}项（所属事项已计数，不另计）",
        "Parts behind or missed: {count} (counted with their wholes)",
    ),
    "said_on": ("{label}（{day}）：{words}", "{label} ({day}): {words}"),
    "nothing_reported": ("尚无进展反馈", "Nothing reported yet"),
    "revised_on": (
        "原目标：{target}（{day}调整，{reason}）",
        "Former target: {target} (revised {day}: {reason})",
    ),
    "merged_into": ("并入{code}：{reason}", "merged into {code}: {reason}"),
    "part_of": ("所属事项：{code}", "Part of {code}"),
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
    "ranks": ("单位排名", "Units by rank"),
    "movement": ("进度变化", "What moved"),
    "worst": ("突出滞后事项", "What lags most"),
    "problems": ("存在问题", "Problems"),
    "requirements": ("下一步要求", "What is asked for"),
    "lagging": ("进度滞后和超期事项情况表", "Behind and missed in full"),
    "statistics": ("承诺事项统计表", "Statistics"),
    "items": ("承诺事项进展一览表", "Commitments and their progress"),
    "counts": ("总体情况", "Overview"),
    "trend": ("近12个月进展趋势", "The last twelve months"),
    "units": ("分单位情况", "By unit"),
    "themes": ("分主题情况", "By theme"),
    "themes_table": ("各主题事项进度评价情况", "Progress by theme"),
    "changes": ("与{before}相比的变化", "Changes since {before}"),
    "counts_table": ("承诺事项进度评价情况", "Commitments by progress"),
    "registered": ("新立项", "Newly registered"),
    "moved": ("进度评价变化", "Progress changed"),
    "revised": ("目标调整", "Targets revised"),
    "ended": (
        "办结、销号、暂停、终止或合并",
        "Completed, closed, suspended, terminated or merged",
    ),
    "sheet_overall": ("总体情况", "Overview"),
    "sheet_trend": ("趋势", "Trend"),
    "sheet_units": ("分单位", "By unit"),
    "sheet_themes": ("分主题", "By theme"),
    "sheet_items": ("事项台账", "Ledger"),
    "sheet_changes": ("变化", "Changes"),
    "groups": ("分组情况", "By place or group"),
}

WORDS: Mapping[str, Pair] = {
    "none": ("—", "—"),
    "word_space": (" ", " "),
    "points": ("{points}个百分点", "{points} pct. points"),
    "figure_total": ("纳入督办（项）", "Tracked"),
    "figure_done": ("已完成（项）", "Achieved"),
    "figure_lagging": ("滞后和超期（项）", "Behind or missed"),
    "share_done": ("已完成占比", "Achieved, share"),
    "share_lagging": ("滞后和超期占比", "Behind or missed, share"),
    "figure_unknown": ("未评估（项）", "Not assessed"),
    "rank": ("名次", "Rank"),
    "rank_change": ("名次变化", "Change"),
    "led": ("牵头事项（项）", "Led"),
    "lagging_count": ("滞后和超期（项）", "Behind or missed"),
    "lagging_percent": ("滞后占比", "Share that lags"),
    "done_count": ("完成和超进度（项）", "Achieved or ahead"),
    "how_far": ("差距", "How far"),
    "stuck": ("存在问题（单位反馈）", "What is stuck (as reported)"),
    "number": ("序号", "No."),
    "code": ("编号", "Code"),
    "item": ("承诺事项", "Commitment"),
    "indicator": ("指标", "Indicator"),
    "completion_of_parts": ("分项加权完成率", "Weighted completion of the parts"),
    "target": ("目标", "Target"),
    "target_and_due": ("目标和时限", "Target and due date"),
    "target_and_progress": ("目标和进展", "Target and progress"),
    "measured": ("完成情况", "Where it stands"),
    "value": ("目标值", "Target value"),
    "value_max": ("目标上限", "Upper bound"),
    "unit_of_count": ("计量单位", "Unit"),
    "is_assumed": ("推定目标", "Assumed"),
    "assumed": ("{target}（推定）", "{target} (assumed)"),
    "yes": ("是", "Yes"),
    "baseline": ("基期值", "Baseline"),
    "expected": ("序时应达", "Expected by now"),
    "actual": ("完成值", "Actual"),
    "actual_text": ("完成情况", "Actual, in words"),
    "actual_on": ("完成值日期", "Measured on"),
    "measured_as": ("{name}{value}", "{name} {value}"),
    "dated": ("{value}（{day}）", "{value} ({day})"),
    "achievement": ("序时完成率", "Share of what was expected"),
    "completion": ("目标完成率", "Share of the target"),
    "end": ("到期情况", "End"),
    "whole": ("所属事项", "Part of"),
    "counted": ("计入总数", "Counted"),
    "no": ("否", "No"),
    "narrative": ("进展", "Progress made"),
    "problems": ("存在问题", "Problems"),
    "problems_and_next": ("存在问题和下一步", "Problems and next steps"),
    "next_steps": ("下一步", "Next steps"),
    "reported": ("进展、存在问题和下一步", "Progress, problems and next steps"),
    "reported_on": ("反馈日期", "Reported on"),
    "stage_reason": ("环节原因", "Reason of the stage"),
    "compared_with": ("对比时段", "Compared with"),
    "bridge_fact": ("总数变化", "Change of the total"),
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
    "count_before": ("{before}（项）", "Count, {before}"),
    "count_change": ("增减（项）", "Change"),
    "percent_change": ("占比增减（百分点）", "Change of share (pct. points)"),
    "on_time_rate": ("按期完成率", "On-time rate"),
    "kept": ("按期完成（项）", "On time"),
    "late": ("逾期完成（项）", "Late"),
    "not_done": ("逾期未完成（项）", "Not done"),
    "unknown": ("到期未评估（项）", "Due, not assessed"),
    "came_due": ("应完成（项）", "Due"),
    "before": ("上期", "Before"),
    "after": ("本期", "Now"),
    "target_before": ("原目标", "Former target"),
    "target_after": ("现目标", "Present target"),
    "reason": ("调整原因", "Reason"),
    "change": ("变化类型", "Change"),
    "note": ("说明", "Note"),
    "issuer": ("印发单位", "Issued by"),
    "issued_on": ("印发日期", "Issued on"),
    "month": ("月份", "Month"),
    "period": ("报告期", "Period"),
    "from_to": ("{period}（{start}至{end}）", "{period} ({start} to {end})"),
    "as_of": ("数据截至", "As of"),
    "dimension": ("分组维度", "Broken down by"),
    "group": ("分组", "Group"),
    "group_target": ("分组目标值", "Target of the group"),
    "group_value": ("分组完成值", "Value of the group"),
    "share_of_target": ("占目标比例", "Share of target"),
    "list_separator": ("、", ", "),
    "clause_separator": ("；", "; "),
    "part_separator": ("，", ", "),
    "label_value": ("{label}：{value}", "{label}: {value}"),
}

TEXTS: Mapping[str, Pair] = {**LETTERHEAD, **SENTENCES, **WORDS}
