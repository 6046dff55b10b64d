"""Whether a master holds all that an exercise needs, as far as can be said
without compiling it."""
import re

from master import LANGUAGES, occurrences

HAN = re.compile(r"[\u3400-\u9fff]")
DECIMAL = re.compile(r"\d+\.\d+")
LEAST_WRONG, LEAST_IN_ONE_PLACE = 3, 2
FEWEST_HINTS, MOST_HINTS = 2, 3


def judge(master):
    """Raises the first Fault."""
    for language in LANGUAGES:
        judge_language(master, language)
    if len(master.hints["en"]) != len(master.hints["zh"]):
        raise master.fault(0, f"{len(master.hints['en'])} hints in 'en', but "
                           f"{len(master.hints['zh'])} in 'zh'")
    if not master.places:
        raise master.fault(master.code, "no solution: expected #solution … "
                           "#end around what the reader writes")
    if not master.checks:
        raise master.fault(master.code, "no checks: expected #checks and below "
                           "it void checks(nn::exercise::Checks& check)")
    for place in master.places:
        if not any(line.strip() for line in
                   master.lines[place.first:place.last]):
            raise master.fault(place.first, "the solution is empty")
    judge_hints(master)
    judge_numbers(master)
    judge_wrong_answers(master)


def judge_language(master, language):
    for what, words in (("title", master.title.get(language, "")),
                        ("text", " ".join(master.text.get(language, []))),
                        *(("hint", " ".join(hint))
                          for hint in master.hints[language])):
        if not words:
            raise master.fault(0, f"no {what} in '{language}': expected "
                               f"// #{what} {language}")
        if (language == "zh") != bool(HAN.search(words)):
            raise master.fault(0, f"the {what} in '{language}' is in another "
                               f"language: {words[:40]}")
    count = len(master.hints[language])
    if not FEWEST_HINTS <= count <= MOST_HINTS:
        raise master.fault(0, f"{count} hints in '{language}': expected two "
                           "or three, each a step further")


def judge_hints(master):
    """The last hint is not yet the answer: no line of it stands in one."""
    squeeze = re.compile(r"\s+")
    for place in master.places:
        for line in master.lines[place.first:place.last]:
            code = squeeze.sub("", line.split("//")[0])
            for hints in master.hints.values():
                if len(code) > 11 and any(code in squeeze.sub("", "".join(hint))
                                          for hint in hints):
                    raise master.fault(0, "a hint gives away this line of the "
                                       f"solution: {line.strip()}")


def judge_numbers(master):
    """A decimal of three or more digits in the text stands in the code."""
    known = set(DECIMAL.findall("\n".join(master.lines[master.code:])))
    for language in LANGUAGES:
        for text in (master.text[language], *master.hints[language]):
            for number in DECIMAL.findall("\n".join(text)):
                digits = number.replace(".", "").lstrip("0")
                if len(digits) >= 3 and number not in known:
                    raise master.fault(0, f"{number} in the text stands nowhere"
                                       " in the master's code: check it there")


def judge_wrong_answers(master):
    seen = set()
    for wrong in master.wrong:
        for word in ("caught-by", "says"):
            if not getattr(wrong, word.replace("-", "_")):
                raise master.fault(wrong.line, f"no #{word}: a wrong answer "
                                   "names the check that must catch it and "
                                   "words of its message")
        if not wrong.hunks:
            raise master.fault(wrong.line, "a wrong answer is given as lines "
                               "of the solution, '// -', and what stands "
                               "there instead, '// +'")
        for hunk in wrong.hunks:
            found = len(occurrences(master, hunk)) if hunk.old else 0
            if found != 1:
                raise master.fault(hunk.line, f"the lines with '-' stand "
                                   f"{found} times in the solution; expected "
                                   "once")
            if hunk.old == hunk.new:
                raise master.fault(hunk.line, "it is the solution")
        key = str([(hunk.old, hunk.new) for hunk in wrong.hunks])
        if key in seen:
            raise master.fault(wrong.line, "the same wrong answer again")
        seen.add(key)
    if len(master.wrong) < LEAST_WRONG:
        raise master.fault(len(master.lines) - 1, f"{len(master.wrong)} wrong "
                           f"answers: expected at least {LEAST_WRONG}")
    single = sum(len(wrong.hunks) == 1 for wrong in master.wrong)
    if single < LEAST_IN_ONE_PLACE:
        raise master.fault(master.wrong[0].line, f"{single} wrong answers "
                           "differ in one place: expected at least "
                           f"{LEAST_IN_ONE_PLACE}")
