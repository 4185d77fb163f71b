// A tiny identity provider: a page with one button, real signatures (RS256), PKCE checked.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'

export const client = { id: 'diandao', secret: 'a secret of the client in a test' }

const encode = (v) => Buffer.from(typeof v === 'string' ? v : JSON.stringify(v)).toString('base64url')

/** Starts it; `login` is who signs in, `broken` makes what it says unbelievable. */
export async function startProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map()
  const provider = { login: { sub: 'sub-1', preferred_username: 'nobody' }, broken: false }
  const json = (res, status, value) => {
    res.writeHead(status, { 'Content-Type': 'application/json' })
    res.end(JSON.stringify(value))
  }
  const discovery = () => ({
    issuer: provider.url,
    authorization_endpoint: `${provider.url}/auth`,
    token_endpoint: `${provider.url}/token`,
    jwks_uri: `${provider.url}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
  })
  const authorize = (res, query) => {
    const code = randomUUID()
    codes.set(code, Object.fromEntries(query))
    const back = new URL(query.get('redirect_uri'))
    back.search = new URLSearchParams({ state: query.get('state'), code })
    res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    res.end(`<!doctype html><title>IdP</title><a id="in" href="${back.href.replaceAll('&', '&amp;')}">sign in</a>`)
  }
  const token = (res, form, authorization) => {
    const asked = codes.get(form.get('code'))
    codes.delete(form.get('code'))
    const basic = `Basic ${Buffer.from(`${client.id}:${encodeURIComponent(client.secret).replaceAll('%20', '+')}`).toString('base64')}`
    const challenge = createHash('sha256').update(form.get('code_verifier')).digest('base64url')
    if (!asked || asked.code_challenge !== challenge || authorization !== basic)
      return json(res, 400, { error: 'invalid_grant' })
    const now = Math.floor(Date.now() / 1000)
    const nonce = provider.broken ? 'another' : asked.nonce
    const claims = { ...provider.login, iss: provider.url, aud: client.id, nonce, iat: now, exp: now + 300 }
    const text = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(claims)}`
    const id_token = `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    json(res, 200, { access_token: randomUUID(), token_type: 'Bearer', id_token })
  }
  const server = createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://here')
    let body = ''
    for await (const chunk of req) body += chunk
    if (pathname === '/.well-known/openid-configuration') json(res, 200, discovery())
    else if (pathname === '/keys')
      json(res, 200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] })
    else if (pathname === '/auth') authorize(res, searchParams)
    else if (pathname === '/token') token(res, new URLSearchParams(body), req.headers.authorization)
    else if (pathname === '/favicon.ico') res.writeHead(204).end()
    else json(res, 404, {})
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.url = `http://127.0.0.1:${server.address().port}`
  provider.stop = () => new Promise((resolve) => server.close(resolve))
  return provider
}
