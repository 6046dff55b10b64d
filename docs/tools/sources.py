"""What pages point to in the code: regions, functions and test cases."""
import re
import textwrap

BEGIN = re.compile(r"\s*(?://|#)\s*#region\s+([\w.-]+)\s*$")
END = re.compile(r"\s*(?://|#)\s*#endregion(?:\s+([\w.-]+))?\s*$")
SOURCES = (".cpp", ".hpp", ".cu", ".cuh", ".h", ".py", ".sh")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
TEST_CASE = re.compile(
    r"\bBOOST_(?:AUTO|DATA|FIXTURE|PARAM)_TEST_CASE(?:_TEMPLATE|_F)?\s*\(\s*"
    r"(\w+)")
NOT_A_TYPE = {"return", "else", "throw", "co_return", "case", "new", "and",
              "or", "not", "delete", "in"}
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".cu": "cpp", ".cuh": "cpp",
             ".h": "cpp", ".py": "python", ".sh": "sh", ".txt": "text",
             ".cmake": "cmake", ".json": "json"}


class Missing(Exception):
    """Something that a page points to is missing."""


class Sources:
    """The files of the tree at `root`, read once."""

    def __init__(self, root):
        self.root = root
        self.texts, self.found = {}, {}

    def path(self, name):
        """nn/... stands below common/, all else below the root."""
        return "common/" + name if name.startswith("nn/") else name

    def text(self, name):
        name = self.path(name)
        if name not in self.texts:
            file = self.root / name
            if not file.is_file():
                raise Missing(f"there is no file {name}")
            self.texts[name] = file.read_text(encoding="utf-8")
        return self.texts[name]

    def regions(self, name):
        """{region: (text, first line, last line)} of a file."""
        name = self.path(name)
        if name not in self.found:
            self.found[name] = regions_of(name, self.text(name))
        return self.found[name]

    def region(self, name, region):
        found = self.regions(name)
        if region not in found:
            raise Missing(f"no region '{region}' in {self.path(name)}; it has: "
                          + (", ".join(sorted(found)) or "none"))
        return found[region][0]

    def require_function(self, name, function):
        """Function, Class or Class::member: each part must be defined."""
        code = COMMENT.sub("", self.text(name))
        for part in function.split("::"):
            if not defines(code, part):
                raise Missing(f"{self.path(name)} defines no function "
                              f"'{part}'")

    def require_test(self, name, case):
        if name.endswith(".py"):
            self.require_function(name, case)
            return
        if case not in TEST_CASE.findall(COMMENT.sub("", self.text(name))):
            raise Missing(f"{self.path(name)} has no test case '{case}'")

    def all_regions(self, folders):
        """(file, region) for every region below the folders."""
        for folder in folders:
            for file in sorted((self.root / folder).rglob("*")):
                if file.suffix in SOURCES:
                    name = file.relative_to(self.root).as_posix()
                    for region in self.regions(name):
                        yield name, region


def regions_of(name, text):
    """Regions may be nested; their marks are not part of the text."""
    found, open_ = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if mark := BEGIN.match(line):
            if mark[1] in found or any(mark[1] == r[0] for r in open_):
                raise Missing(f"{name}:{number}: region '{mark[1]}' again")
            open_.append((mark[1], number + 1, []))
        elif mark := END.match(line):
            if not open_ or mark[1] not in (None, open_[-1][0]):
                raise Missing(f"{name}:{number}: #endregion without its region")
            region, first, lines = open_.pop()
            body = textwrap.dedent("\n".join(lines)).strip("\n")
            found[region] = (body, first, number - 1)
        else:
            for _, _, lines in open_:
                lines.append(line)
    if open_:
        raise Missing(f"{name}: region '{open_[-1][0]}' never ends")
    return found


def defines(code, name):
    """Is there a definition or declaration of `name`, not only a call?"""
    word = re.escape(name)
    if re.search(rf"\b(?:struct|class|concept)\s+{word}\b", code):
        return True
    if re.search(rf"\bauto\s+{word}\s*=\s*\[", code):  # a lambda with a name
        return True
    # A type or *, & or > before the name, and ( after it.
    for found in re.finditer(rf"([\w:]+|[>&*\]])\s*[\s&*]\s*(?:\w+::)*{word}"
                             rf"\s*\(", code):
        if found[1] not in NOT_A_TYPE and not found[1].isdigit():
            return True
    return False


def language_of(name):
    for ending, language in LANGUAGES.items():
        if name.endswith(ending):
            return language
    return "text"
