"""Read the quantities of a sentence: what each measures, how it moves, where its words stand.

>>> from commitments.extraction.quantities import composition
>>> from commitments.extraction.text import masks
>>> text = "城镇和农村居民人均可支配收入分别增长4%、5%，新建学校10所、医院3家。"
>>> found = list(composition.find(masks.mask(text)))
>>> readings = read(text, masks.mask(text), 0, len(text), found)
>>> [(r.metric, r.quantity.value, r.change) for r in readings]
[('城镇居民人均可支配收入', 4.0, 'growth'), ('农村居民人均可支配收入', 5.0, 'growth'), \
('新建学校', 10.0, 'increase'), ('新建医院', 3.0, 'increase')]
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commitments.extraction.lexicon.words import DRIVERS, LONGEST_DRIVER, Role
from commitments.extraction.quantities import (
    changes,
    durations,
    metrics,
    placement,
    prefixes,
    scopes,
    series,
    sizes,
    transitions_from_to,
    wholes,
)
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.placement import Side
from commitments.extraction.quantities.prefixes import Prefix
from commitments.extraction.quantities.series import Reading

CUT = re.compile(r"[，。；：、！？;:!?（）()【】\n\t“”‘’]|——|,(?!\d)")
COMPARISON = re.compile(
    r"(?:[高低快慢优]于|领先|超)(?:全国|全省|全球|上年|去年|同期|平均|■)|比(?!例|重|亚|较|价|对|赛)|较(?!大|高|低|好|快|多|强)|同比|与.{2,12}相比"
    rf"|{changes.BEHIND}"
)
CLASS = "级"
LISTED = frozenset("、")
STRIVING = re.compile(
    rf"(?:[ \u3000并，{prefixes.DATE}]|全[省市区年]|我[省市区])*"
    r"(?:力争|力求|努力实现|争取(?=[^，。；]{0,8}(?:[达到超]|突破|实现)))"
)
# 按可比价格计算，增长5%: how it is reckoned, not what.
RECKONED = re.compile(r"[按以](?:照)?[^，。；]{1,12}(?:计算|口径)")
LONGEST_PART, MOST_PARTS = 16, 6
LONGEST_METRIC = 60
SHORTEST_METRIC, SHORTEST_TOPIC = 2, 3


def read(text: str, masked: str, start: int, end: int, found: Sequence[Quantity]) -> list[Reading]:
    """The readings of one sentence, in order; figures that only describe give none."""
    kept = sizes.left_out(masked, transitions_from_to.join(masked, wholes.across(masked, found)))
    sentence = _Sentence(text, masked, start, end, kept)
    return list(sentence.readings())


RUN_ON = re.compile(r"[ \u3000]*(?:净增|新增|新培育|新认定)[\u4e00-\u9fff]{2,16}[ \u3000]?\d")


class _Sentence:
    """One sentence while it is read; remembers what later quantities inherit."""

    def __init__(self, text: str, masked: str, start: int, end: int, found: list[Quantity]) -> None:
        self.text, self.masked = text, masked
        self.start, self.end, self.found = start, end, found
        self.cuts = [cut.start() for cut in CUT.finditer(masked, start, end)]
        self.floor = start
        self.last: Reading | None = None

    def readings(self) -> Iterator[Reading]:
        index = 0
        while index < len(self.found):
            group = series.length(self.masked, self.found, index, self.start)
            for reading in self._read(index, group):
                if not self._measures_the_plan(reading):
                    self.last = reading
                yield reading
            index += group

    def _measures_the_plan(self, reading: Reading) -> bool:
        """占计划的100%: said of the figure before, which what follows goes on to speak of."""
        share = reading.quantity.kind == "share"
        return share and metrics.OF_THE_PLAN.search(reading.metric) is not None

    def _read(self, index: int, group: int) -> list[Reading]:
        quantity = self.found[index]
        cut = bisect_left(self.cuts, quantity.origin)
        clause = self.cuts[cut - 1] + 1 if cut else self.start
        left = max(clause, self.floor)
        right = (
            self.cuts[place]
            if (place := bisect_left(self.cuts, quantity.end)) < len(self.cuts)
            else self.end
        )
        if self._runs_on(quantity, left, right):
            right = quantity.end
        upcoming = self.found[index + group].origin if index + group < len(self.found) else self.end
        shared = upcoming < right
        tail_end, following = self._tail(quantity, min(right, upcoming), shared)
        if not shared:
            tail_end = self._listed_tail(quantity, place, tail_end)
        prefix = prefixes.read(self.masked, left, quantity.origin)
        if quantity.kind == "rank":
            prefix = prefixes.without_rank(self.masked, prefix)
        side = placement.side(self.masked, quantity, prefix, tail_end, shared)
        if side is Side.NOWHERE:
            return []
        if scopes.limits(self.masked, quantity, tail_end):
            self.floor = quantity.end
            return []
        if side is Side.AFTER:
            reading = self._after(quantity, prefix, clause, tail_end)
        elif side is Side.AROUND:
            reading = self._around(quantity, prefix, clause, tail_end)
        else:
            reading = None
            goes_on = self.masked.startswith(placement.CONJUNCTIONS, quantity.end)
            if not goes_on and self._says_nothing(prefix) and quantity.kind in placement.MEASURES:
                reading = self._after(quantity, prefix, clause, tail_end)
        if reading is None:
            reading, following = self._before(quantity, prefix, clause, cut), quantity.end
            if not reading.metric and tail_end > quantity.end:
                reading = self._after(quantity, prefix, clause, tail_end) or reading
        self.floor = max(following, self.found[index + group - 1].end)
        # A figure of which nobody can tell what it measures is no claim.
        if not reading.metric or not durations.measured(quantity, reading.metric, reading.roles):
            return []
        if quantity.kind == "count" and scopes.works_on(self.masked, self.start, reading):
            return []
        if group > 1 or prefix.roles & {Role.BOTH, Role.EACH} or quantity.unit == "倍":
            return series.distribute(self.text, reading, self.found[index : index + group])
        return [reading]

    def _runs_on(self, quantity: Quantity, left: int, right: int) -> bool:
        """Whether a comma is missing behind a figure: 中小企业1000家|新增规上企业2500家."""
        if not RUN_ON.match(self.masked, quantity.end, right):
            return False
        named = metrics.trim(self.masked, left, quantity.origin)
        named += prefixes.creations_at(self.masked, named, quantity.origin)
        return quantity.origin - named >= SHORTEST_METRIC

    def _says_nothing(self, prefix: Prefix) -> bool:
        """Whether only words of eagerness stand before: 用好|1800亿元引导基金."""
        if prefix.roles & {Role.RISE, Role.FALL, Role.HOLD}:
            return False
        return metrics.trim(self.masked, prefix.start, prefix.end) >= prefix.end

    def _tail(self, quantity: Quantity, end: int, shared: bool) -> tuple[int, int]:
        """Where the words after a quantity end, and from where the next one may read."""
        if not shared:
            return end, end
        between = self.masked[quantity.end : end]
        if between.endswith(placement.CONJUNCTIONS):
            return end, end
        for place in range(1, len(between) - 1):
            if prefixes.creation_at(between, place, len(between)):
                return quantity.end + place, quantity.end + place
        for conjunction in ("和", "与", "及", "并"):
            place = between.rfind(conjunction)
            if place > 0:
                return quantity.end + place, quantity.end + place + 1
        return end, quantity.end

    def _listed_tail(self, quantity: Quantity, place: int, end: int) -> int:
        """Over the 、-parts of one name: 20家行业型、专业型、区域型平台."""
        if end == quantity.end:
            return end
        for cut in range(place, min(place + MOST_PARTS, len(self.cuts))):
            if self.masked[self.cuts[cut]] not in LISTED or self.cuts[cut] != end:
                break
            part = self.cuts[cut] + 1
            part_end = self.cuts[cut + 1] if cut + 1 < len(self.cuts) else self.end
            counted = any(part <= other.start < part_end for other in self.found)
            if counted or part_end - part > LONGEST_PART or part_end <= part:
                break
            opened = metrics.trim(self.masked, part, part_end)
            if opened > part or prefixes.creation_at(self.masked, part, part_end):
                break
            if (
                metrics.PREDICATE.search(self.masked, part, part_end)
                and "的" not in (self.masked[part:part_end])
            ):
                break
            end = part_end
        return end

    def _before(self, quantity: Quantity, prefix: Prefix, clause: int, cut: int) -> Reading:
        begin = metrics.trim(self.masked, prefix.start, prefix.end)
        if COMPARISON.match(self.masked, prefix.start, prefix.end):
            begin = prefix.end  # 比去年预算高0.2个百分点 compares what stands before
        begin = self._drivers(quantity, prefix, begin)
        verb_length = prefixes.creations_at(self.masked, begin, prefix.end)
        verb = self.text[begin : begin + verb_length]
        rate = quantity.kind == "share" or Role.EACH in prefix.roles
        if begin < prefix.end and (rate or not verb_length):
            begin = self._extended(begin, clause, cut, deeds=Role.EACH in prefix.roles)
        metric = metrics.clean(self.text[begin : prefix.end])[-LONGEST_METRIC:]
        inherited = len(metric) < SHORTEST_METRIC
        if inherited:
            metric, begin = self._inherited(clause, cut, prefix.end)
            if quantity.kind == "count":  # 加强床位建设，目前已达39331张 counts beds
                metric = metric.removesuffix("建设") or metric
        elif self.last and quantity.kind == "share" and metrics.OF_THE_PLAN.fullmatch(metric):
            metric = self.last.metric + metric
        elif self.last is not None:
            metric, verb = series.completed(self.masked, self.last, metric, verb, clause)
        quantity = self._bounded(quantity, prefix, clause)
        # The longest metric is bounded, so the words before it need no closer look.
        begin = self._without_space(begin, quantity.start)
        around = self.masked[max(clause, prefix.start) : quantity.end]
        return Reading(
            quantity,
            begin,
            quantity.end,
            metric,
            self._change(quantity, prefix, metric, verb, inherited=inherited),
            changes.frequency(prefix.roles, around) or self._listed_frequency(clause),
            prefix.roles,
            Side.BEFORE,
            clause,
            verb,
            inherited,
        )

    def _after(
        self, quantity: Quantity, prefix: Prefix, clause: int, tail_end: int
    ) -> Reading | None:
        object_end = metrics.object_end(self.masked, quantity.end, tail_end)
        if metrics.names_the_deed(self.masked, quantity.origin, object_end, tail_end):
            object_end = tail_end
        thing = metrics.clean(self.text[quantity.end : object_end])
        if not thing:
            return None
        if thing.endswith(CLASS):
            thing += self._classed(quantity)
        quantity = series.bounded_in_a_list(self.masked, self.last, quantity, clause)
        length = prefixes.creation(self.masked, prefix.start, prefix.end)
        verb_start = prefix.end - length
        verb = self.text[verb_start : prefix.end]
        outer = prefixes.read(self.masked, prefix.start, verb_start)
        roles = prefix.roles | (outer.roles if length else frozenset())
        metric = metrics.of_deed(verb, thing)
        change = (
            "level"
            if quantity.kind in ("share", "times")
            else changes.of(quantity.kind, quantity.unit, frozenset(), metric, verb)
        )
        return Reading(
            quantity,
            self._without_space(verb_start if length else quantity.origin, quantity.start),
            object_end,
            metric[:LONGEST_METRIC],
            change,
            changes.frequency(roles, self.masked[prefix.start : quantity.start])
            or self._listed_frequency(clause),
            roles,
            Side.AFTER,
            clause,
            verb,
        )

    def _classed(self, quantity: Quantity) -> str:
        """3个万亿级和7个千亿级产业集群: the thing is named after the second class."""
        later = [other for other in self.found if other.start >= quantity.end]
        for other in later[:MOST_PARTS]:
            place = bisect_left(self.cuts, other.end)
            end = self.cuts[place] if place < len(self.cuts) else self.end
            mark = self.masked.find(CLASS, other.end, end)
            if mark >= 0 and mark + 1 < end:
                named = metrics.object_end(self.masked, mark + 1, end)
                return metrics.clean(self.text[mark + 1 : named])
        return ""

    def _around(
        self, quantity: Quantity, prefix: Prefix, clause: int, tail_end: int
    ) -> Reading | None:
        begin = metrics.trim(self.masked, prefix.start, prefix.end)
        subject = self.text[begin : prefix.end]
        end = tail_end if subject else metrics.object_end(self.masked, quantity.end, tail_end)
        metric = metrics.clean(subject) + metrics.clean(self.text[quantity.end : end])
        if not metric:
            return None
        start = begin if begin < prefix.end else quantity.origin
        return Reading(
            quantity,
            self._without_space(start, quantity.start),
            end,
            metric[:LONGEST_METRIC],
            "level",
            changes.frequency(prefix.roles, ""),
            prefix.roles,
            Side.AROUND,
            clause,
        )

    def _drivers(self, quantity: Quantity, prefix: Prefix, begin: int) -> int:
        """Past 推动 and 带动, which move the thing measured but are no part of it."""
        if quantity.kind != "share" and not prefix.roles & {Role.RISE, Role.FALL}:
            return begin
        for length in range(LONGEST_DRIVER, 1, -1):
            if begin + length < prefix.end and self.masked[begin : begin + length] in DRIVERS:
                return metrics.trim(self.masked, begin + length, prefix.end)
        return begin

    def _extended(self, begin: int, clause: int, cut: int, *, deeds: bool) -> int:
        """Over the 、-parts of the same name: 绿色、有机、名特优新农产品1000个; with `deeds` also
        over what is done to each: 开工、投产新能源项目各…, 实施技改项目、重点项目各…."""
        if begin > clause + 1:
            return begin
        for place in range(cut - 1, max(-1, cut - MOST_PARTS), -1):
            if self.masked[self.cuts[place]] not in LISTED:
                break
            earlier = self.cuts[place - 1] + 1 if place else self.start
            if earlier < self.floor or self.cuts[place] - earlier > LONGEST_PART:
                break
            deed = prefixes.creation_at(self.masked, earlier, self.cuts[place]) if deeds else 0
            if metrics.PREDICATE.search(self.masked, earlier + deed, self.cuts[place]):
                break
            found = metrics.trim(self.masked, earlier, self.cuts[place])
            if found < self.cuts[place]:
                begin = found
            if prefixes.creation_at(self.masked, found, self.cuts[place]):
                break
        return begin

    def _inherited(self, clause: int, cut: int, default: int) -> tuple[str, int]:
        """The metric of the quantity before, or the topic of the clause before; its place."""
        earlier = self.cuts[cut - 2] + 1 if cut >= 2 else self.start
        if self.last is not None and (self.last.quantity.end > earlier or cut < 2):
            near = default - self.last.start <= LONGEST_METRIC
            return self.last.metric, self.last.start if near else default
        if self.last is not None and RECKONED.fullmatch(
            self.masked, earlier, max(earlier, clause - 1)
        ):
            return self.last.metric, default
        counted = any(earlier <= other.start < clause for other in self.found)
        if not counted and clause - 1 - earlier >= SHORTEST_TOPIC:
            begin = metrics.trim(self.masked, earlier, clause - 1)
            begin += prefixes.creation_at(self.masked, begin, clause - 1)
            if predicate := metrics.PREDICATE.search(self.masked, begin + 2, clause - 1):
                topic = self.text[begin : predicate.start()]
                return metrics.clean(topic)[:LONGEST_METRIC], begin
            end = prefixes.read(self.masked, begin, clause - 1).end
            if end - begin >= SHORTEST_TOPIC:
                return metrics.clean(self.text[begin:end])[:LONGEST_METRIC], begin
        return (self.last.metric if self.last else ""), default

    def _bounded(self, quantity: Quantity, prefix: Prefix, clause: int) -> Quantity:
        """With the bound said at the prefix of the clause (力争…3000亿元) or of the list."""
        if quantity.comparator == "eq" and {Role.FALL, Role.TO} <= prefix.roles:
            return replace(quantity, comparator="lte")  # 降至30处
        if quantity.comparator != "eq" or quantity.baseline is not None:
            return quantity
        if STRIVING.match(self.masked, self._list_begins(clause), quantity.origin):
            return replace(quantity, comparator="gte")
        last = self.last
        listed = clause > 0 and self.masked[clause - 1] in LISTED and last is not None
        if listed and last and last.end >= clause - 1 and not prefix.roles:
            alike = last.quantity.lead and not last.quantity.suffix and not last.verb
            if alike and last.quantity.kind == quantity.kind and last.change == "level":
                return replace(quantity, comparator=last.quantity.comparator)
        return quantity

    def _list_begins(self, clause: int) -> int:
        """Where the 、-list begins that a clause is part of: 力争交通、|水利分别完成投资."""
        place = bisect_left(self.cuts, clause - 1)
        for _ in range(MOST_PARTS):
            if clause <= self.start or self.masked[clause - 1] not in LISTED:
                break
            place -= 1
            clause = self.cuts[place] + 1 if place >= 0 else self.start
        return clause

    def _listed_frequency(self, clause: int) -> str | None:
        listed = clause > 0 and self.masked[clause - 1] in LISTED
        if listed and self.last and self.last.verb and self.last.end >= clause - 1:
            return self.last.frequency
        return None

    def _change(
        self, quantity: Quantity, prefix: Prefix, metric: str, verb: str, *, inherited: bool
    ) -> str:
        if quantity.baseline is not None:
            return "level"
        if carried := self.last and inherited and changes.carried(self.masked, self.last, quantity):
            return carried
        if changes.falls_behind(self.masked, prefix.start, quantity):
            return "decrease"
        return changes.of(quantity.kind, quantity.unit, prefix.roles, metric, verb)

    def _without_space(self, begin: int, limit: int) -> int:
        while begin < limit and self.text[begin] in " \u3000\n\t":
            begin += 1
        return begin
