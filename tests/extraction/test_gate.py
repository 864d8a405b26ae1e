"""The reader finds in the examples what was last accepted; a change shows by kind."""

from tests.extraction import gate


def test_examples_read_as_accepted():
    plus, minus = gate.differences(gate.accepted(), gate.found())
    assert (plus, minus) == ([], []), gate.summary(plus, minus)


def test_tells_plus_and_minus_by_kind():
    before = ["a.txt\t0\t5\ttarget\tx", "a.txt\t0\t5\ttarget\tx", "a.txt\t9\t12\tlevel\ty"]
    after = ["a.txt\t0\t5\ttarget\tx", "b.txt\t1\t4\taction\tz"]
    plus, minus = gate.differences(before, after)
    assert gate.summary(plus, minus) == "action +1 −0, level +0 −1, target +0 −1"


def test_every_kind_has_an_example():
    kinds = {line.split("\t")[3] for line in gate.accepted()}
    assert kinds == {"target", "level", "relative", "deliverable", "action"}
