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
      render(tokens, i, ...rest).replace('<span class="katex">',
        `<span class="katex" aria-label="${escaped(tokens[i].content)}">`)
  }
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
