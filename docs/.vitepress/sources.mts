// Links to the sources, and the file's name above each block of code.
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** GitHub's anchor of a heading, so that a link works there and here. */
export function slug(heading: string): string {
  return heading.trim().toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}\p{Pc}\- ]/gu, '').replace(/ /g, '-')
}

/** "#L12-L20" for the lines of a region, or "". */
function lines(path: string, region: string): string {
  const text = readFileSync(root + path, 'utf-8').split('\n')
  const at = (mark: string) => text.findIndex(
    (line) => line.trim() === `// #${mark} ${region}`)
  const [first, last] = [at('region') + 2, at('endregion')]
  return last >= first && first > 1 ? `#L${first}-L${last}` : ''
}

/** Links that leave docs/ lead to the repository; without one, they become
 * the file's name. The caption above a snippet gets its region's name. */
export function sourceLinks(md: any, repository: string): void {
  const code = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (...all: any[]) => breakable(code(...all))
  md.core.ruler.push('source-links', (state: any) => {
    const page = state.env.relativePath ?? ''
    let region = ''
    state.tokens.forEach((token: any, i: number) => {
      if (token.type === 'html_block') {
        region = /<!-- snippet: \S+#([\w.-]+) -->/.exec(token.content)?.[1] ?? ''
      }
      if (token.type !== 'inline') return
      const caption = token.content.startsWith('<sub>')
      const code = caption && state.tokens[i + 2]?.type === 'fence'
      if (caption) state.tokens[i - 1].attrJoin('class', code ? 'file' : 'tie')
      relink(token.children, page, repository, code ? region : '')
      if (code && region) addRegion(token.children, region, state.Token)
    })
  })
}

/** Long names may be broken behind an underscore, options nowhere. */
function breakable(html: string): string {
  const names = html.length > 50 ? html.replace(/_(?=\w)/g, '_<wbr>') : html
  return names.replace(/(?<=[ >])--?[\w-]*(?=[ =<])/g,
                       '<span class="option">$&</span>')
}

function relink(children: any[], page: string, repository: string,
                region: string): void {
  let inside = ''
  for (const token of children) {
    const href = token.type === 'link_open' ? token.attrGet('href') : ''
    const path = href?.startsWith('../')
      ? posix.join('docs', posix.dirname(page), decodeURI(href)) : 'docs/'
    if (!path.startsWith('docs/')) {
      inside = repository ? 'a' : 'span'
      token.type = 'source_open'
      token.tag = inside
      token.attrs = [['class', 'source'],
                     ['title', token.attrGet('title') || path]]
      if (repository) {
        token.attrPush(['href', `${repository}/blob/main/${path}` +
                                (region ? lines(path, region) : '')])
        token.attrPush(['target', '_blank'])
        token.attrPush(['rel', 'noreferrer'])
      }
    } else if (token.type === 'link_close' && inside) {
      token.type = 'source_close'
      token.tag = inside
      inside = ''
    }
  }
}

/** "file.hpp" becomes "file.hpp · region". */
function addRegion(children: any[], region: string, Token: any): void {
  const text = new Token('text', '', 0)
  text.content = ` · ${region}`
  const close = children.findIndex((token) => token.type === 'source_close')
  children.splice(close + 1, 0, text)
}
