"""Schedules: when the daily and monthly tasks run."""

from typing import TYPE_CHECKING, Any

from cron_descriptor import Options, get_description
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_celery_beat import admin as beat
from django_celery_beat.models import (
    ClockedSchedule,
    CrontabSchedule,
    IntervalSchedule,
    PeriodicTask,
    SolarSchedule,
)
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from commitments.admin.common.base import PageAdmin
from commitments.templatetags import tracking

if TYPE_CHECKING:
    BasePeriodicTaskAdmin = PageAdmin[PeriodicTask]
else:

    class BasePeriodicTaskAdmin(beat.PeriodicTaskAdmin, PageAdmin):
        """Celery Beat's admin is not typed, and narrows the types of Django's attributes."""


for table in (ClockedSchedule, CrontabSchedule, IntervalSchedule, PeriodicTask, SolarSchedule):
    admin.site.unregister(table)


def in_words(crontab: CrontabSchedule) -> str:
    """A cron schedule as a sentence: 在上午 06:00."""
    options = Options()
    options.locale_code = "zh_CN" if tracking.wording().is_chinese else "en_US"
    options.use_24hour_time_format = True
    fields = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
    expression = " ".join(str(getattr(crontab, name)).replace(" ", "") for name in fields)
    return f"{get_description(expression, options)}（{crontab.timezone}）"


class CrontabField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: CrontabSchedule) -> str:
        return in_words(obj)


class TaskSelect(UnfoldAdminSelectWidget, beat.TaskSelectWidget):
    pass


class TaskForm(beat.PeriodicTaskForm):
    """The form of a task, with Unfold's widgets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].widget = UnfoldAdminTextInputWidget()
        self.fields["regtask"].widget = TaskSelect()


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(BasePeriodicTaskAdmin):
    """Periodic tasks."""

    form = TaskForm
    change_form_template = None
    change_list_template = None
    date_hierarchy = None
    list_display = ["name", "enabled", "times", "last_run_at"]
    list_filter = ["enabled"]
    list_select_related = ["crontab", "interval"]
    readonly_fields = ["last_run_at"]
    fieldsets = [
        (None, {"fields": ("name", "enabled", "description")}),
        (_("Schedule"), {"fields": ("crontab", "interval", "one_off", "last_run_at")}),
        (_("Task"), {"fields": ("regtask", "task", "args", "kwargs")}),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "crontab":
            return CrontabField(
                CrontabSchedule.objects.all(),
                label=db_field.verbose_name,
                required=False,
                widget=UnfoldAdminSelectWidget(),
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("Schedule"))
    def times(self, task: PeriodicTask) -> str:
        return in_words(task.crontab) if task.crontab else str(task.interval or task.schedule)


@admin.register(CrontabSchedule)
class CrontabScheduleAdmin(PageAdmin[CrontabSchedule]):
    """Times of day, week and month."""

    list_display = ["sentence", "minute", "hour", "day_of_week", "day_of_month", "month_of_year"]

    @admin.display(description=_("Schedule"))
    def sentence(self, crontab: CrontabSchedule) -> str:
        return in_words(crontab)


@admin.register(IntervalSchedule)
class IntervalScheduleAdmin(PageAdmin[IntervalSchedule]):
    """Every so often."""
