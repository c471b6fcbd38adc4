// Runs before the page is painted, so it is a file of its own: the page's policy allows no script in it.
;(() => {
  const root = document.documentElement
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const chosen = read('dozo.scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  const language = read('dozo.language') || navigator.language || 'ja'
  root.lang = /^ja/i.test(language) ? 'ja' : 'en'
})()
