"""What a report has of an official document (公文), beside its figures.

Title and issuer (发文机关) stand in the report itself. Texts are as the office wrote them: each
line is a paragraph.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CorrectedIssue:
    """The issue that this one corrects (更正2026年第3期), and what was wrong in it."""

    year: int
    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """The parts of the form after GB/T 9704; what is empty is not printed.

    A draft has no number yet and is marked on each page. `missing_units` have not handed in their
    report: a draft says so, and an issue does not. What is `unnamed` (codes) lags and is counted,
    and the report does not name it.
    """

    subject: str = ""  # 标题; empty for 关于……承诺事项进展情况的通报
    document_number: str = ""  # 发文字号
    signer: str = ""  # 签发人
    addressees: tuple[str, ...] = ()  # 主送
    lead: str = ""  # 导语
    problems: str = ""  # 存在问题
    requirements: str = ""  # 下一步要求
    attachments: tuple[str, ...] = ()  # 附件说明, after the annexes of the report itself
    copies: tuple[str, ...] = ()  # 抄送
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None  # 印发日期
    scope: str = ""  # what the report speaks of, where that is not everything
    corrects: CorrectedIssue | None = None
    unnamed: tuple[str, ...] = ()
    is_draft: bool = False
    missing_units: tuple[str, ...] = ()
