// Words for the search. The site carries this function's text into the
// browser, so it must stand alone.

/** Latin words as they are; Chinese as pairs of characters, and the last one
 * alone: any other begins a pair, and the search completes words. */
export function tokenize(text: string): string[] {
  const tokens: string[] = []
  for (const word of text.toLowerCase().split(/[\s\p{P}\p{S}]+/u)) {
    for (const run of word.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g) ?? []) {
      if (!/[\u3400-\u9fff]/.test(run)) {
        tokens.push(run)
        continue
      }
      for (let i = 0; i < run.length; i++) tokens.push(run.slice(i, i + 2))
    }
  }
  return tokens
}
