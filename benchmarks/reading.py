"""Measure the reader: characters a second on one core, growth with length, and memory.

    python benchmarks/reading.py FOLDER [--sample CHARACTERS] [--grow]

FOLDER holds .txt documents. Beside the reader run, on the same text and in the same process, a
plain regular expression that only finds digits, and Recognizers-Text for Chinese where it is
installed (`pip install recognizers-text-suite "emoji<2"`); being slow, it gets a sample.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from commitments.extraction import extract

SAMPLE = 20_000
ROUNDS = 3
LENGTHS = (1_000_000, 2_000_000, 5_000_000, 10_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--grow", action="store_true", help="Texts of up to 10 million characters.")
    options = parser.parse_args()
    texts = [path.read_bytes().decode() for path in sorted(options.folder.glob("*.txt"))]
    characters = sum(map(len, texts))
    print(f"{len(texts)} documents, {characters:,} characters")
    speed = characters / best(lambda: [extract(text) for text in texts])
    print(f"reader            {speed:>12,.0f} characters a second")
    digits = re.compile(r"\d+")
    scan = characters / best(lambda: [digits.findall(text) for text in texts])
    print(f"digits only (re)  {scan:>12,.0f}")
    for name, read in recognizers():
        sample = texts[len(texts) // 2][: options.sample]
        theirs = len(sample) / once(partial(read, sample))
        print(f"{name:<17} {theirs:>12,.0f}   reader is {speed / theirs:,.0f} times as fast")
    if options.grow:
        grow("".join(texts))


def grow(text: str) -> None:
    """Time and memory for ever longer texts, each read as one document."""
    for length in LENGTHS:
        long = (text * (length // len(text) + 1))[:length]
        seconds = once(partial(extract, long))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        speed = length / seconds
        print(f"{length:>12,} characters {seconds:7.1f} s {speed:>10,.0f}/s {peak:6,.0f} MB")


def recognizers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Recognizers-Text: number with unit, date and time, in Chinese."""
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
    except ImportError:
        print("Recognizers-Text is not installed: left out.")
        return

    def read(text: str) -> None:
        for recognize in (recognize_dimension, recognize_currency, recognize_datetime):
            recognize(text, "zh-cn")

    yield "Recognizers-Text", read


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several rounds."""
    return min(once(work) for _ in range(ROUNDS))


def once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
