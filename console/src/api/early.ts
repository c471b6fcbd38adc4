// Answers that `public/first-paint.js` has asked for while the code of the page was on its way. Each is given out once.
declare global {
  interface Window {
    dozoEarly?: Map<string, Promise<Response | null>>
  }
}

/** The answer to a GET of this path, where one is on its way; null where it did not come. */
export function early(path: string): Promise<Response | null> | undefined {
  const answer = window.dozoEarly?.get(path)
  window.dozoEarly?.delete(path)
  return answer
}

/** They were asked as somebody else, or as nobody. What nobody reads is called off: it would hold its connection. */
export function forgetEarly(): void {
  for (const answer of window.dozoEarly?.values() ?? [])
    void answer.then((response) => response?.body?.cancel().catch(() => undefined))
  window.dozoEarly?.clear()
}
