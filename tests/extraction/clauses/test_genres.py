import pytest

from commitments.extraction.clauses.genres import Genre, genre


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("某区2026年工作要点", "", Genre.PLAN),
        ("2026年民生实事项目", "", Genre.PLAN),
        ("关于2025年民生实事项目完成情况的通报", "", Genre.SUMMARY),
        ("关于同意设立新区的批复", "", Genre.SILENT),
        ("关于表彰先进集体的决定", "", Genre.SILENT),
        ("全力抓好“七大提升行动” 推动经济高质量发展", "", Genre.OTHER),
        ("某区教育工作访谈", "主持人：请介绍情况。", Genre.NEWS),
        ("某区政府工作报告", "", Genre.WORK_REPORT),
        ("", "现在，我代表区人民政府，向大会报告政府工作。", Genre.WORK_REPORT),
        ("", "张某代表市政府向大会作政府工作报告。", Genre.OTHER),
        ("", "局长办公会会议纪要", Genre.OTHER),
    ],
)
def test_genre(title, text, expected):
    assert genre(title, text) is expected
