// Highlighted code with short marks, <i class="k">, and the colors in
// theme/code.css: a color stated for each word doubles the size of a page.

// What GitHub's light theme has a color for.
const kinds: Record<string, string> = {
  '#24292E': '',  // nothing special
  '#D73A49': 'k', // keywords, operators
  '#6F42C1': 'f', // functions, types
  '#005CC5': 'n', // numbers, constants
  '#22863A': 't', // tags
  '#E36209': 'v', // parameters
  '#6A737D': 'c', // comments
  '#032F62': 's', // strings
}
const word = /<span(?: style="color:(#\w+)[^"]*")?>([^<]*)<\/span>/g

function kind(color?: string): string {
  if (!color) return ''
  const found = kinds[color.toUpperCase()]
  if (found === undefined) {
    throw new Error(`no kind of word has the color ${color}: add one to ` +
                    'code.mts and to theme/code.css')
  }
  return found
}

/** One line's words; neighbors of a kind become one. */
function lean(line: string): string {
  const words: { kind: string, text: string }[] = []
  for (const [, color, text] of line.matchAll(word)) {
    const last = words.at(-1)
    const here = text.trim() === '' && last ? last.kind : kind(color)
    if (last?.kind === here) last.text += text
    else words.push({ kind: here, text })
  }
  return words.map(({ kind, text }) =>
    kind ? `<i class="${kind}">${text}</i>` : text).join('')
}

export function leanCode(md: any): void {
  const highlight = md.options.highlight
  md.options.highlight = (...block: any[]) => highlight(...block)
    .replace(/<pre[^>]*>/, '<pre v-pre class="vp-code" tabindex="0">')
    .replace(/(<code[^>]*>)(.*)(<\/code>)/s, (_: string, open: string,
             lines: string, close: string) =>
      open + lines.split('\n').map(lean).join('\n') + close)
}
