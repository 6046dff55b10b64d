// Words for the search. The site carries this function's text into the
// browser, so it must stand alone.

/** Latin words as they are; Chinese as pairs of characters, and the last one
 * alone: any other begins a pair, and the search completes words. A Chinese
 * keyboard may write full-width letters (ＣＵＤＡ): NFKC makes them CUDA, in the
 * pages as in what is searched for. */
export function tokenize(text: string): string[] {
  const tokens: string[] = []
  const plain = text.normalize('NFKC').toLowerCase()
  for (const word of plain.split(/[\s\p{P}\p{S}]+/u)) {
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
