"""The hours of the daily and monthly tasks, until staff change them under Schedules."""

from typing import Any

from celery.schedules import crontab

OF_THE_CALENDAR: dict[str, dict[str, Any]] = {
    "每日评估": {
        "task": "commitments.tasks.assess_all_daily",
        "schedule": crontab(minute=10, hour=0),
    },
    # After the assessment: what it found achieved is not reminded of.
    "每日督办提醒": {
        "task": "commitments.tasks.remind_daily",
        "schedule": crontab(minute=30, hour=0),
    },
    "每日邮件汇总": {
        "task": "commitments.tasks.mail_daily",
        "schedule": crontab(minute=0, hour=8),
    },
    # Asks each day; there is something to do once the units' reports of a period are due.
    "每日编制通报": {
        "task": "commitments.tasks.draft_reports",
        "schedule": crontab(minute=0, hour=8),
    },
    "每日备份": {
        "task": "commitments.tasks.back_up",
        "schedule": crontab(minute=30, hour=2),
        "kwargs": {"keep": 14},
    },
}
