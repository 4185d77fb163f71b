// Starts the real server with the demo city on a free port, in a folder of its own, and stops it.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const password = 'a-demo-password'

const binary = fileURLToPath(new URL('../../bin/server', import.meta.url))
const faces = fileURLToPath(new URL('../../var/face', import.meta.url))

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/**
 * Resolves once the server takes requests; `args` are further ones of the demo, `settings` further settings, and `log`
 * is what it has said since.
 */
export async function startServer(args = [], settings = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'diandao-e2e-'))
  const port = await freePort()
  const all = ['demo', '--data-dir', dir, '--listen', `127.0.0.1:${port}`, '--password', password, ...args]
  const child = spawn(binary, all, {
    env: {
      ...process.env,
      DIANDAO_FACE_DIR: faces,
      DIANDAO_MEDIA_UDP_PORT: '0',
      DIANDAO_MEDIA_TCP_PORT: '0',
      DIANDAO_TURN_ENABLED: 'true',
      DIANDAO_TURN_UDP_PORT: '0',
      DIANDAO_TURN_TCP_PORT: '0',
      DIANDAO_TURN_TLS_PORT: '0',
      DIANDAO_TURN_SECRET: 'a secret of the relay in a test',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      log += chunk
    })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    const code = await ended
    await rm(dir, { recursive: true, force: true })
    return code
  }
  const deadline = Date.now() + 60_000
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      (r) => r.ok,
      () => false,
    )
    const phone = log.match(/(\/phone\/#\/activate\S+)/)?.[1]
    if (ready && phone) {
      const greeting = log.length
      return { url, phone: url + phone, stop, log: () => log.slice(greeting) }
    }
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`the server did not start:\n${log}`)
    }
    await new Promise((r) => setTimeout(r, 100))
  }
}
