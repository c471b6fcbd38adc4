import type { Page } from 'playwright-core'

/** Japanese as an input method writes it: what is being converted, keys that belong to it (the code 229), and the word in the end. */
export async function inputMethod(page: Page) {
  const tools = await page.context().newCDPSession(page)
  return {
    compose: (text: string) =>
      tools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    /** `modifiers`: 2 for Ctrl. */
    press: (key: string, modifiers = 0) =>
      tools.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key,
        code: key,
        windowsVirtualKeyCode: 229,
        modifiers,
      }),
    commit: (text: string) => tools.send('Input.insertText', { text }),
  }
}

export type InputMethod = Awaited<ReturnType<typeof inputMethod>>
