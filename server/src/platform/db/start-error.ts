/** The start cannot go on, and the operator can do something about it: said in words, without a stack. */
export class StartError extends Error {
  readonly words: { readonly ja: string; readonly en: string }
  constructor(words: { readonly ja: string; readonly en: string }) {
    super(words.en)
    this.name = 'StartError'
    this.words = words
  }
}
