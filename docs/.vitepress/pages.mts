// The sidebar, made from the pages: a new page needs no line here.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const docs = fileURLToPath(new URL('..', import.meta.url))

function title(file: string): string {
  const heading = /^# +(.+)$/m.exec(readFileSync(file, 'utf-8'))
  return heading ? heading[1].replace(/[`*]/g, '') : file
}

function entries(language: string, names: string[]) {
  return names.map((name) => ({
    text: title(join(docs, language, name)),
    link: `/${language}/${name.replace(/\.md$/, '')}`,
  }))
}

const first = 'introduction.md'

/** The introduction and the numbered pages under the first heading, all others
 * under the second. */
export function sidebar(language: string, chapters: string, others: string) {
  const names = readdirSync(join(docs, language)).sort()
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
  const numbered = (name: string) => /^\d\d-/.test(name)
  const chapterNames = [...names.filter((name) => name === first),
                        ...names.filter(numbered)]
  return [
    { text: chapters, items: entries(language, chapterNames) },
    { text: others,
      items: entries(language,
                     names.filter((name) => !chapterNames.includes(name))) },
  ]
}
