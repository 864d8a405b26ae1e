"""How a target is said, by its comparator, in both languages."""

from collections.abc import Mapping

from commitments.rendering.axes import Comparator
from commitments.rendering.labels import Pair

COMPARATOR: Mapping[Comparator, Pair] = {
    Comparator.EQ: ("{value}", "{value}"),
    Comparator.GTE: ("不低于{value}", "at least {value}"),
    Comparator.GT: ("超过{value}", "more than {value}"),
    Comparator.LTE: ("不高于{value}", "at most {value}"),
    Comparator.LT: ("低于{value}", "less than {value}"),
    Comparator.BETWEEN: ("{value}至{value_max}", "{value} to {value_max}"),
    Comparator.APPROX: ("约{value}", "about {value}"),
}

# How much something is to grow or, with a figure below zero, to fall.
GROWTH: Mapping[Comparator, Pair] = {
    Comparator.EQ: ("增长{value}", "growth of {value}"),
    Comparator.GTE: ("增长{value}以上", "growth of at least {value}"),
    Comparator.GT: ("增长超过{value}", "growth of more than {value}"),
    Comparator.LTE: ("增长不超过{value}", "growth of at most {value}"),
    Comparator.LT: ("增长低于{value}", "growth of less than {value}"),
    Comparator.BETWEEN: ("增长{value}至{value_max}", "growth of {value} to {value_max}"),
    Comparator.APPROX: ("增长{value}左右", "growth of about {value}"),
}
FALL: Mapping[Comparator, Pair] = {
    Comparator.EQ: ("下降{value}", "fall of {value}"),
    Comparator.GTE: ("下降不超过{value}", "fall of at most {value}"),
    Comparator.GT: ("下降低于{value}", "fall of less than {value}"),
    Comparator.LTE: ("下降{value}以上", "fall of at least {value}"),
    Comparator.LT: ("下降超过{value}", "fall of more than {value}"),
    Comparator.BETWEEN: ("下降{value_max}至{value}", "fall of {value_max} to {value}"),
    Comparator.APPROX: ("下降{value}左右", "fall of about {value}"),
}

# The same told by its size: 3.5 for 下降3.5%, and more is better.
FALL_BY: Mapping[Comparator, Pair] = {
    Comparator.EQ: FALL[Comparator.EQ],
    Comparator.GTE: FALL[Comparator.LTE],
    Comparator.GT: FALL[Comparator.LT],
    Comparator.LTE: FALL[Comparator.GTE],
    Comparator.LT: FALL[Comparator.GT],
    Comparator.BETWEEN: ("下降{value}至{value_max}", "fall of {value} to {value_max}"),
    Comparator.APPROX: FALL[Comparator.APPROX],
}
