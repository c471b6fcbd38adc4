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

  // What every page begins with is asked while its code is still on the way (api/early.ts).
  const ask = (path) => [
    path,
    fetch(path, { headers: { accept: 'application/json', 'accept-language': root.lang } }).catch(() => null),
  ]
  const site = /^\/sites\/([^/]+)/.exec(location.pathname)?.[1]
  const paths = ['/manage/v1/sessions/current', site && `/manage/v1/sites/${site}/content-types`]
  if (location.pathname !== '/setup') window.dozoEarly = new Map(paths.filter(Boolean).map(ask))
})()
