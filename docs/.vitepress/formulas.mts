// Formulas by KaTeX, as HTML alone: with MathML beside it a page is twice as
// large. A screen reader gets the TeX of each formula.
import { katex } from '@mdit/plugin-katex'

const escaped = (text: string) => text.trim().replace(/\s+/g, ' ')
  .replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')

export function formulas(md: any): void {
  md.use(katex, { delimiters: 'dollars', output: 'html' })
  for (const name of ['math_inline', 'math_block']) {
    const render = md.renderer.rules[name]
    md.renderer.rules[name] = (tokens: any[], i: number, ...rest: any[]) =>
      glued(render(tokens, i, ...rest), tokens[i].meta).replace(
        '<span class="katex">',
        `<span class="katex" aria-label="${escaped(tokens[i].content)}">`)
  }
  md.core.ruler.push('formula-neighbors', (state: any) => {
    for (const token of state.tokens) {
      if (token.type !== 'inline') continue
      takeNeighbors(token.children)
      for (const child of token.children) {
        if (child.type === 'text') {
          child.content = child.content.replace(/(\d) %/g, '$1\u00a0%')
        }
      }
    }
  })
}

/** Browsers break a line between a formula and its full stop or bracket. So
 * such marks move into the formula's first and last box. */
function takeNeighbors(children: any[]): void {
  children.forEach((token, i) => {
    if (token.type !== 'math_inline') return
    const [before, after] = [children[i - 1], children[i + 1]]
    token.meta = { open: '', close: '' }
    if (before?.type === 'text') {
      const found = /(?:([（“《]) ?|([(["]))$/.exec(before.content)
      token.meta.open = found?.[1] ?? found?.[2] ?? ''
      before.content = before.content.slice(0, found?.index)
    }
    if (after?.type === 'text') {
      const found = /^(?: ?([，。；：、！？）”》]+)|([.,;:!?)\]"]+))/.exec(after.content)
      token.meta.close = found?.[1] ?? found?.[2] ?? ''
      after.content = after.content.slice(found?.[0].length ?? 0)
    }
  })
}

function glued(html: string, marks?: { open: string, close: string }): string {
  const mark = (text: string) => `<span class="mark">${escaped(text)}</span>`
  if (marks?.open) {
    html = html.replace(/<span class="strut"[^>]*><\/span>/,
                        (strut) => strut + mark(marks.open))
  }
  return marks?.close
    ? html.replace(/(<\/span>){3}$/, (ends) => mark(marks.close) + ends) : html
}

/** A page for the search, which has no use for formulas. */
export function withoutFormulas(text: string, env: any, md: any): string {
  const rules = md.renderer.rules
  const { math_inline, math_block } = rules
  rules.math_inline = rules.math_block = () => ' '
  try {
    return md.render(text, env)
  } finally {
    Object.assign(rules, { math_inline, math_block })
  }
}
