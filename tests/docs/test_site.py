#!/usr/bin/env python3
"""The site, built and looked at in a headless Chromium.

It fetches what builds the site (npm ci) when that is not there yet. Exit code
77 (skipped), with a line that says why, where node, npm or chromium is missing
or the npm registry cannot be reached; ./learn test installs the programs.

    tests/docs/test_site.py                    all tests
    tests/docs/test_site.py --site DIR         of a site that is built
    tests/docs/test_site.py --pictures DIR     screenshots of every page as well
"""
import argparse
import functools
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import unittest

import browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS / "tools"))
import serve  # noqa: E402

BUILDS = pathlib.Path(os.environ.get("NN_BUILD_DIR") or ROOT / "build")
MEGABYTES = 18  # both languages; fifteen chapters have 15.8
WIDTHS = (390, 1280)
given = argparse.Namespace(site=None, pictures=None)

# Text with a $ or a TeX command outside of code: a formula left raw.
RAW = r"""(() => {
  const found = [], walker = document.createTreeWalker(
    document.querySelector('.vp-doc') ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest('pre, code, annotation, script, style')) {
      continue
    }
    if (/\$|\\[a-z]+|\{\{/.test(node.data)) found.push(node.data.trim())
  }
  for (const e of document.querySelectorAll('.katex-error')) {
    found.push(e.title || e.textContent)
  }
  return found
})()"""
# What reaches beyond the window and does not scroll by itself.
WIDE = r"""(() => {
  const width = document.documentElement.clientWidth, found = []
  if (document.documentElement.scrollWidth > width) found.push('the page')
  for (const e of document.querySelectorAll('.vp-doc *')) {
    if (e.getBoundingClientRect().right <= width + 1) continue
    let box = e.parentElement
    while (box && !/auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) {
      box = box.parentElement
    }
    if (!box || box.matches('html, body')) {
      found.push(e.tagName + '.' + e.className + ' '
                 + e.textContent.slice(0, 60))
    }
  }
  return found
})()"""
# Equations whose number overlaps the formula.
COVERED = r"""[...document.querySelectorAll('.katex-display')].filter((e) => {
  const tag = e.querySelector('.tag')
  return tag && Math.max(...[...e.querySelectorAll('.katex-html > .base')]
    .map((box) => box.getBoundingClientRect().right))
    > tag.getBoundingClientRect().left + 1
}).map((e) => e.querySelector('.tag').textContent)"""
PICTURES = """Promise.all([...document.images].map((image) =>
  image.decode().then(() => '', () => image.src)))
  .then((all) => all.filter(Boolean))"""


def build():
    """Builds the site as ./learn docs does, without any network; leaves the
    stamp that spares it building the same again."""
    begin, stamp = BUILDS / "site.begin", BUILDS / "site.stamp"
    stamp.unlink(missing_ok=True)
    begin.touch()
    subprocess.run(["node", DOCS / "node_modules/vitepress/bin/vitepress.js",
                    "build", DOCS, "--outDir", BUILDS / "site"], check=True,
                   stdout=subprocess.DEVNULL)
    begin.replace(stamp)
    return BUILDS / "site"


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = given.site or build().resolve()
        cls.folder = folder
        server = serve.Server(("127.0.0.1", 0),
                              functools.partial(serve.Handler,
                                                directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.address = f"http://127.0.0.1:{server.server_port}/"
        cls.browser = browser.Browser()
        cls.addClassCleanup(cls.browser.close)

    def pages(self):
        for file in sorted(self.folder.rglob("*.html")):
            if file.name != "404.html":
                yield file.relative_to(self.folder).as_posix()

    def open(self, page, width=1280):
        self.browser.size(width)
        self.browser.open(self.address + page)

    def test_every_page_of_the_book_is_there(self):
        built = set(self.pages())
        for language in ("en", "zh"):
            for file in (DOCS / language).glob("*.md"):
                self.assertIn(f"{language}/{file.stem}.html", built)

    def test_it_is_small(self):
        size = sum(file.stat().st_size for file in self.folder.rglob("*.*"))
        self.assertLess(size, MEGABYTES * 2**20)

    def test_pages_load_complete_and_fit_their_window(self):
        for page in self.pages():
            for width in WIDTHS:
                with self.subTest(page=page, width=width):
                    self.open(page, width)
                    missing = self.browser.value(PICTURES)
                    self.assertEqual(missing, [], "pictures")
                    self.assertEqual(self.browser.value(RAW), [],
                                     "raw formulas")
                    self.assertEqual(self.browser.value(WIDE), [],
                                     "too wide")
                    self.assertEqual(self.browser.value(COVERED), [],
                                     "numbers that cover their formula")
                    self.assertEqual(self.browser.complaints, [])
                    outside = [url for url in self.browser.requests
                               if not url.startswith((self.address, "data:"))]
                    self.assertEqual(outside, [])
                    self.keep_picture(page, width)

    def keep_picture(self, page, width):
        if given.pictures is not None:
            given.pictures.mkdir(parents=True, exist_ok=True)
            name = page.replace("/", "-").replace(".html", f"-{width}")
            self.browser.screenshot(given.pictures / name)

    def test_code_says_where_it_is_from(self):
        self.open("en/01-perceptron.html")
        names = self.browser.value(
            "[...document.querySelectorAll('p.file')].map(p => p.innerText)")
        self.assertIn("chapters/01_perceptron/learning.hpp · update", names)
        ties = self.browser.value(
            "[...document.querySelectorAll('p.tie')].map(p => p.innerText + "
            "[...p.querySelectorAll('.source')].map(link => link.title))")
        self.assertTrue(any("(1.6) code" in text and "updated in" in text
                            for text in ties), ties)

    def search(self, page, words):
        """The titles that a search finds on a page."""
        self.browser.size(1280)
        self.browser.load(self.address + page)
        self.browser.wait("!!document.querySelector('.DocSearch-Button')")
        self.browser.value(
            "document.querySelector('.DocSearch-Button').click()")
        self.browser.wait("document.activeElement?.id == 'localsearch-input'")
        self.browser.type(words)
        return self.browser.wait(
            "(list => list.length && list)([...document.querySelectorAll("
            "'.VPLocalSearchBox .result')].map(r => r.getAttribute('href')))")

    def test_search_finds_words_of_both_languages(self):
        for page, words in (("en/index.html", "dropout"),
                            ("zh/index.html", "反向传播"),
                            ("zh/index.html", "dropout"),
                            ("zh/index.html", "ＣＵＤＡ"),
                            ("en/index.html", "ｄｒｏｐｏｕｔ"),
                            ("en/index.html", "Novikoff")):
            with self.subTest(words=words):
                found = self.browser.patiently(
                    lambda: self.search(page, words))
                language = page[:2]
                self.assertTrue(all(f"/{language}/" in link
                                    for link in found), found)
                self.assertEqual(self.browser.complaints, [])

    def test_the_language_switch_stays_on_the_page(self):
        for page in self.pages():
            if not page.startswith(("en/", "zh/")):
                continue
            twin = ("zh" if page.startswith("en") else "en") + page[2:]
            with self.subTest(page=page):
                self.browser.patiently(lambda: self.switch(page, twin))
                self.assertEqual(self.browser.value(
                    "document.querySelector('.NotFound')"), None)
                self.assertEqual(self.browser.complaints, [])

    def switch(self, page, twin):
        """From a page to its twin, through the language menu."""
        self.browser.size(1280)
        self.browser.load(self.address + page)
        self.browser.wait(
            "!!document.querySelector('.VPNavBarTranslations a')")
        self.browser.value("document.querySelector("
                           "'.VPNavBarTranslations a').click()")
        wanted = "/" + twin.removesuffix("index.html")
        self.browser.wait(f"location.pathname == {wanted!r}")
        self.browser.wait("document.documentElement?.lang.slice(0, 2)"
                          f" == {twin[:2]!r}")

    def test_previous_and_next_lead_through_the_book(self):
        self.open("en/01-perceptron.html")
        self.assertTrue(self.browser.value(
            "!!document.querySelector('.VPDocFooter .pager-link')"))

    def test_dark_mode(self):
        self.open("en/01-perceptron.html")
        self.browser.value("document.querySelector('.VPSwitchAppearance')"
                           ".click()")
        self.browser.wait(
            "document.documentElement.classList.contains('dark')")


def fetched():
    """Are the packages of docs/package-lock.json here? As in ./learn docs."""
    lock, here = (DOCS / "package-lock.json",
                  DOCS / "node_modules/.package-lock.json")
    return here.is_file() and here.stat().st_mtime > lock.stat().st_mtime


def why_not():
    """Why there can be no test, or None."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            return f"{program} is missing"
    if not browser.find():
        return "chromium is missing"
    if given.site is None and not fetched():
        done = subprocess.run(  # why no scripts: see ./learn
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=DOCS, capture_output=True, text=True)
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines() or ["no reason given"]
            return f"npm ci failed: {lines[0]}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("--pictures", type=pathlib.Path)
    _, rest = parser.parse_known_args(namespace=given)
    if reason := why_not():
        print(f"skipped: {reason}")
        return 77
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    return 0 if unittest.main(argv=[sys.argv[0], *rest],
                              exit=False).result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
