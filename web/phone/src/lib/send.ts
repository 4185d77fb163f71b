// Hands in one sealed check-in: by XMLHttpRequest where somebody looks on, since only it tells how far an upload has
// come, and otherwise by fetch, which the service worker has too.
import { ApiProblem, problemOf } from '@diandao/shared/api/problem'
import type { Submitted } from './api'
import { accessToken } from './auth'
import { observe } from './clock'
import type { Sealed } from './seal'

const TIMEOUT_MS = 60_000

/** The multipart body of a submission. */
export function formOf(s: Sealed): FormData {
  const form = new FormData()
  form.append('submission', new Blob([s.payload], { type: 'application/json' }), 'submission.json')
  form.append('signature', s.signature)
  if (s.photo) form.append('photo', new Blob([s.photo], { type: 'image/jpeg' }), 'photo.jpg')
  if (s.frames) form.append('frames', new Blob([s.frames], { type: 'video/x-motion-jpeg' }), 'frames.mjpeg')
  for (const a of s.attachments ?? []) form.append(a.kind, new Blob([a.data], { type: a.mime }), a.kind)
  return form
}

/** Sends it as a device; problems are thrown as ApiProblem. `onProgress` hears the part that is sent, 0 to 1. */
export async function send(s: Sealed, of: string, onProgress?: (part: number) => void): Promise<Submitted> {
  const token = await accessToken(of)
  const upload = (by: string) => (onProgress ? uploadWatched(s, by, onProgress) : uploadUnseen(s, by))
  const first = await upload(token)
  const answer = first.status === 401 ? await upload(await accessToken(of, token)) : first
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Submitted
}

const pathOf = (s: Sealed) => `/v1/checkin-requests/${s.requestId}/submission`

async function uploadUnseen(s: Sealed, token: string): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  const asked = Date.now()
  try {
    const answer = await fetch(pathOf(s), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: formOf(s),
      signal: stop.signal,
    })
    observe(answer.headers.get('X-Server-Time'), asked)
    return new Response(await answer.text(), answer) // whole, within its time
  } catch {
    throw new ApiProblem({ code: 'network', status: 0 })
  } finally {
    clearTimeout(timer)
  }
}

function uploadWatched(s: Sealed, token: string, onProgress: (part: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = Date.now()
    const xhr = new XMLHttpRequest()
    xhr.open('POST', pathOf(s))
    xhr.timeout = TIMEOUT_MS
    xhr.setRequestHeader('Authorization', `Bearer ${token}`)
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total)
    xhr.onload = () => {
      observe(xhr.getResponseHeader('X-Server-Time'), asked)
      const headers = { 'X-Request-Id': xhr.getResponseHeader('X-Request-Id') ?? '' }
      resolve(new Response(xhr.responseText, { status: xhr.status, headers }))
    }
    xhr.onerror = xhr.ontimeout = () => reject(new ApiProblem({ code: 'network', status: 0 }))
    xhr.send(formOf(s))
  })
}
