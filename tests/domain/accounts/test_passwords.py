"""What is refused as a password: short, common, dates, telephone numbers, keys in a row, names."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

PERSON = User(username="zhangsan", last_name="张三丰", email="sanfeng@example.gov.cn")


@pytest.mark.parametrize(
    "password",
    [
        *("20261128", "2026-11-28", "2026年11月28日", "19900101zs", "11282026"),
        *("13800138000", "13912345678a", "+8613800138000", "010-62345678"),
        *("admin123", "admin12345", "Admin@2026", "P@ssw0rd123", "password!!", "root123456"),
        *("1qaz2wsx", "1qaz2wsx3edc", "!QAZ2wsx3edc", "1q2w3e4r5t", "qwertyuiop", "Qwer1234!"),
        *("woaini1314", "5201314abc", "Haidian2026!!", "zhongguo123", "aaaaaaaaaaaa", "ababababab"),
        *("zhangsan88", "Zh4ngSan2026", "nasgnahz2026", "sanfeng@2026", "short1!", "a1b2"),
    ],
)
def test_refuses_what_is_easily_guessed(password):
    with pytest.raises(ValidationError):
        validate_password(password, PERSON)


@pytest.mark.parametrize(
    "password",
    [
        *("khq7-m2vd-xw9p-tne4", "correct horse battery", "春眠不觉晓处处闻啼鸟"),
        *("Mkv8#tzpRw2q", "my 2026 cat eats fish", "a good password"),
    ],
)
def test_takes_what_has_enough_beside_it(password):
    validate_password(password, PERSON)


def test_refusal_and_rules_are_in_chinese():
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        validate_password("1qaz2wsx3edc", PERSON)

    assert any("容易被猜到" in message for message in refused.value.messages)


def test_names_of_one_letter_do_not_empty_a_password():
    validate_password("khq7-m2vd-xw9p", User(username="k", last_name="王"))
