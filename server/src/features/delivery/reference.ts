import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import type { DoorReply } from '#platform/feature.ts'
import type { LiveApi } from '#features/apis/live.ts'

// The reference page is Swagger UI with its files from our own server; nothing is loaded from elsewhere.
const folder = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')
const types: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const start = `window.addEventListener('load', () => {
  const address = location.pathname.replace(/reference\\/?$/, 'openapi.json')
  const open = (token) => window.SwaggerUIBundle({
    url: address,
    domNode: document.getElementById('reference'),
    deepLinking: true,
    tryItOutEnabled: true,
    persistAuthorization: false,
    validatorUrl: null,
    requestInterceptor: (request) => {
      if (token) request.headers.Authorization = 'Bearer ' + token
      return request
    },
  })
  const form = document.getElementById('token-form')
  if (!form) return open('')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    open(document.getElementById('token').value.trim())
  })
})
`

export function referenceAsset(name: string): DoorReply {
  if (name === 'start.js') return asset(start, 'text/javascript; charset=utf-8')
  const file = join(folder, name)
  if (!Object.hasOwn(types, name) || !existsSync(file)) throw notFound()
  return asset(readFileSync(file), types[name]!)
}

const asset = (body: string | Buffer, type: string): DoorReply => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
  body,
})

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const words = {
  token: { ja: 'トークン', en: 'Token' },
  show: { ja: '表示', en: 'Show' },
  hint: {
    token: { ja: 'このAPIの静的トークンを入力してください。', en: 'Enter a static token of this API.' },
    member: {
      ja: 'メンバーのセッショントークンを入力してください。このブラウザでログイン済みなら空のままで表示できます。',
      en: "Enter a member's session token. If you are signed in here, leave it empty.",
    },
  },
}

/** What an API shows of itself, only its callers see. */
function tokenForm({ language }: Ctx, { security }: LiveApi): string {
  if (security === 'open') return ''
  return `<form id="token-form" class="swagger-ui" style="padding: 20px">
<p id="token-hint">${words.hint[security][language]}</p>
<label for="token">${words.token[language]}</label>
<input id="token" type="password" autocomplete="off" aria-describedby="token-hint">
<button class="btn">${words.show[language]}</button>
</form>
`
}

/** The page on which a developer reads and tries an API. Swagger UI sets styles itself, hence the wider style policy on this page only. */
export function referencePage(ctx: Ctx, api: LiveApi): DoorReply {
  const title = `${escaped(ctx.site.name)} – ${escaped(api.name)}`
  const body = `<!doctype html>
<html lang="${ctx.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/api/_reference/swagger-ui.css">
</head>
<body>
${tokenForm(ctx, api)}<main id="reference" aria-label="${title}"></main>
<script src="/api/_reference/swagger-ui-bundle.js"></script>
<script src="/api/_reference/start.js"></script>
</body>
</html>
`
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    body,
  }
}
