"""Shapes of values that several resources share."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File
from django.db.models import DecimalField, QuerySet, URLField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from commitments.choices import Doubt
from commitments.models import Organization
from commitments.models.fields import DECIMAL_PLACES, WHOLE_DIGITS

DECIDED_ON = "The day of a decision that was entered later, from which it counts; otherwise null."


def as_number(value: Decimal) -> int | float:
    """39331 rather than 39331.0, 3.7 rather than 3.700000."""
    whole = int(value)
    return whole if value == whole else float(value)


def plain(value: Any) -> Any:
    """A stored value as JSON has it."""
    if isinstance(value, Decimal):
        return as_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if isinstance(value, bool | int | float | str | None) else str(value)


class Quantity(serializers.DecimalField):
    """A JSON number without trailing zeros, exact to 15 significant digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_digits"] = WHOLE_DIGITS + DECIMAL_PLACES
        kwargs["decimal_places"] = DECIMAL_PLACES
        kwargs["coerce_to_string"] = False
        super().__init__(**kwargs)

    def to_representation(self, value: Decimal) -> int | float:  # type: ignore[override]  # the stubs know text only
        return as_number(value)


class ConfirmField(serializers.MultipleChoiceField):
    """The doubts about what is sent that a person settled, as the refusal names them."""

    def __init__(self, **kwargs: Any) -> None:
        words = "The doubts that a refusal with the code `unconfirmed` asked about."
        super().__init__(choices=Doubt.choices, required=False, help_text=words, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """As the domain takes them."""
        return frozenset(super().to_internal_value(data))


class ModelSerializer(serializers.ModelSerializer[Any]):
    """What is shown of a row: quantities as numbers, what is empty as it is."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        DecimalField: Quantity,
        URLField: serializers.CharField,  # empty where there is none, which is no address
    }

    def include_extra_kwargs(self, kwargs: Any, extra_kwargs: Any) -> Any:
        """Also what is only read may be an empty choice, and the description says so."""
        blank = kwargs.get("allow_blank", False) and "choices" in kwargs
        included = super().include_extra_kwargs(kwargs, extra_kwargs)
        return {**included, "allow_blank": True} if blank else included


class Input(serializers.Serializer[Any]):
    """What a client sends. A name that is not known is refused: it may be a misspelt one."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = data.keys() - self.fields.keys() if isinstance(data, Mapping) else ()
        if unknown:
            message = ErrorDetail(gettext("There is no such field."), code="unknown")
            raise serializers.ValidationError({str(name): [message] for name in sorted(unknown)})
        return super().to_internal_value(data)


class ReasonSerializer(Input):
    """Why."""

    reason = serializers.CharField()


class RemarkSerializer(Input):
    """Why, where it need not be said."""

    reason = serializers.CharField(required=False, allow_blank=True)


class Named(serializers.SlugRelatedField[Any]):
    """A row, by its name; one with a NUL names none, and PostgreSQL cannot even look for it."""

    def to_internal_value(self, data: Any) -> Any:
        if "\0" in str(data):
            self.fail("does_not_exist", slug_name=self.slug_field, value=str(data))
        return super().to_internal_value(data)


class Username(serializers.SlugRelatedField[User]):
    """A person, by user name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="username", read_only=True, **kwargs)


class RelatedField(serializers.PrimaryKeyRelatedField[Any]):
    """The id of a row; what can be no id is refused, however large."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return super().to_internal_value(data)
        except OverflowError:  # 1e400 reads as infinity
            self.fail("incorrect_type", data_type="number")


class VisibleRelatedField(RelatedField):
    """The id of a row that the person may see; any other is refused as not being there."""

    def __init__(self, *, queryset: Any = None, **kwargs: Any) -> None:
        self.rows = queryset  # of a model whose querysets know `visible_to`
        super().__init__(queryset=queryset, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        visible: QuerySet[Any] = self.rows.visible_to(self.context["request"].user)
        return visible


class Upload(serializers.FileField):
    """A file within the size limit, refused before it is read into memory."""

    default_error_messages = {"too_large": _("The file is larger than {limit} MB.")}

    def to_internal_value(self, data: Any) -> "File[bytes]":
        upload: File[bytes] = super().to_internal_value(data)
        if upload.size is not None and upload.size > settings.UPLOAD_LIMIT:
            self.fail("too_large", limit=settings.UPLOAD_LIMIT // 1024 // 1024)
        return upload


class TextListField(serializers.ListField):
    """A list of texts."""

    child = serializers.CharField()


class UnitReferenceSerializer(ModelSerializer):
    """A unit, as other resources refer to it."""

    class Meta:
        model = Organization
        fields = ["id", "name", "short_name"]
        read_only_fields = fields
