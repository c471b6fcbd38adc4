// Runs before the page is painted, so it is a file of its own: the page's policy allows no script in it.
;(function () {
  var root = document.documentElement
  var read = function (key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  var chosen = read('dozo.scheme')
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  var language = read('dozo.language') || navigator.language || 'ja'
  root.lang = /^ja/i.test(language) ? 'ja' : 'en'
})()
