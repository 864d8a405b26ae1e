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
    "每月通报": {
        "task": "commitments.tasks.issue_monthly_report",
        "schedule": crontab(minute=0, hour=8, day_of_month=1),
    },
    "每日备份": {
        "task": "commitments.tasks.back_up",
        "schedule": crontab(minute=30, hour=2),
        "kwargs": {"keep": 14},
    },
}
