"""Read characters as what they mean, one for one, so that every offset stays where it is.

Word processors and PDF fonts write some ideographs as radicals or compatibility characters that
look the same, and texts typed in a hurry mix half-width punctuation into Chinese.

>>> ideographs("⺠⽣ ⾏动 ⻓期 ⼾籍")
'民生 行动 长期 户籍'
>>> as_meant('一.目标:到2027年,增长5.5%(力争6%以上);由"市科协"牵头.')
'一、目标：到2027年，增长5.5%（力争6%以上）；由“市科协”牵头。'
>>> as_meant("共1,200人(GDP, 12:30)")
'共1,200人(GDP, 12:30)'
"""

import re
import unicodedata
from typing import Final

# The radicals that Unicode gives an ideograph, without those that only part of one stands for.
SUPPLEMENT: Final = dict(
    zip(
        "⺄⺈⺋⺏⺐⺒⺓⺔⺕⺘⺙⺛⺜⺝⺞⺟⺠⺢⺤⺥⺦⺧⺨⺩⺫⺬⺭⺰⺱⺲⺴⺶⺹⺻⺼⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣"
        "⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻱⻲⻳",
        "乙刀㔾尣尢巳幺彑彐扌攵旡日月歺母民氺爫爫丬牛犭王目示礻纟罓罒冗羊耂聿肉艹艹虎衤覀西见角讠贝车辶钅長镸长门阝雨青韦页风飞食饣马骨"
        "鬼鱼鸟卤麦黄黾齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
KANGXI: Final = range(0x2F00, 0x2FD6)
COMPATIBILITY: Final = range(0xF900, 0xFADA)
# Unicode names the older shape; a simplified text means the present one.
PRESENT_SHAPES: Final = {"戶": "户", "靑": "青", "黃": "黄"}


def _present(code: int) -> str:
    ideograph = unicodedata.normalize("NFKC", chr(code))
    return PRESENT_SHAPES.get(ideograph, ideograph)


IDEOGRAPHS: Final = str.maketrans(
    SUPPLEMENT | {chr(code): _present(code) for code in (*KANGXI, *COMPATIBILITY)}
)

FULL_WIDTH: Final = str.maketrans(",;:!?()", "，；：！？（）")
DIGITS_AND_SIGNS: Final = str.maketrans("０１２３４５６７８９｡､｢｣", "0123456789。、「」")
# １，２００ is one figure; the comma between figures written small parts them.
THOUSANDS: Final = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Not at the head of a line, where 1．5G网络 is the first item of a list.
POINT: Final = re.compile(r"(?<=\d)(?<!^\d)(?<!^\d\d)．(?=\d)", re.MULTILINE)
HAN: Final = r"[\u3400-\u9fff]"
# Beside Chinese, or between a figure and Chinese. The mark comes first and what stands before it
# after: so the regex engine skips to the next mark.
MARKS: Final = re.compile(
    rf"[,;:!?](?:(?<={HAN}.|[”’》」】）%％].)(?![\d ])|(?<={HAN}.)|(?={HAN}|[“《]))"
)
FULL_STOP: Final = re.compile(rf"\.(?<=(?:{HAN}|[”》）]).)(?=\s*(?:{HAN}|\n|\Z))")
NUMBERED: Final = re.compile(r"^([ \t\u3000]*[一二三四五六七八九十]{1,3})\.", re.MULTILINE)
BRACKETED: Final = re.compile(r"\([^()\n]{1,200}\)")
QUOTED: Final = re.compile(r'"[^"\n]{1,60}"')
# “互联网+监管": the mark that opens is Chinese, the one that closes is not.
HALF_QUOTED: Final = re.compile(r'(?<=“)([^“”"\n]{1,60})"')
ANY_HAN: Final = re.compile(HAN)
# Few texts hold any of what is translated sign by sign.
ODD_IDEOGRAPH: Final = re.compile(r"[\u2e80-\u2fd5\uf900-\ufad9]")
ODD_SIGN: Final = re.compile("[０-９｡､｢｣]")


def ideographs(text: str) -> str:
    """The text with radicals and compatibility characters as the ideographs they stand for."""
    return text.translate(IDEOGRAPHS) if ODD_IDEOGRAPH.search(text) else text


def as_meant(text: str) -> str:
    """The text for rules to read: ideographs, and punctuation as Chinese is printed with."""
    text = ideographs(text)
    if ODD_SIGN.search(text):
        text = THOUSANDS.sub(",", text).translate(DIGITS_AND_SIGNS)
    if "．" in text:
        text = POINT.sub(".", text)
    text = BRACKETED.sub(_widened, text)
    if '"' in text:
        text = HALF_QUOTED.sub(r"\1”", text)
        text = QUOTED.sub(_quoted, text)
    text = NUMBERED.sub(r"\1、", text)
    text = MARKS.sub(lambda mark: mark[0].translate(FULL_WIDTH), text)
    return FULL_STOP.sub("。", text)


def _widened(match: re.Match[str]) -> str:
    words = match[0]
    return f"（{words[1:-1]}）" if ANY_HAN.search(words) else words


def _quoted(match: re.Match[str]) -> str:
    words = match[0]
    return f"“{words[1:-1]}”" if ANY_HAN.search(words) else words
