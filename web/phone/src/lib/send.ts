// Hands in one sealed check-in. XMLHttpRequest, since only it tells how far an upload has come.
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

/** Sends it; problems are thrown as ApiProblem. `onProgress` hears the part that is sent, 0 to 1. */
export async function send(s: Sealed, onProgress?: (part: number) => void): Promise<Submitted> {
  const token = await accessToken()
  const first = await upload(s, token, onProgress)
  const answer = first.status === 401 ? await upload(s, await accessToken(token), onProgress) : first
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Submitted
}

function upload(s: Sealed, token: string, onProgress?: (part: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = Date.now()
    const xhr = new XMLHttpRequest()
    xhr.open('POST', `/v1/checkin-requests/${s.requestId}/submission`)
    xhr.timeout = TIMEOUT_MS
    xhr.setRequestHeader('Authorization', `Bearer ${token}`)
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress?.(e.loaded / e.total)
    xhr.onload = () => {
      observe(xhr.getResponseHeader('X-Server-Time'), asked)
      const headers = { 'X-Request-Id': xhr.getResponseHeader('X-Request-Id') ?? '' }
      resolve(new Response(xhr.responseText, { status: xhr.status, headers }))
    }
    xhr.onerror = xhr.ontimeout = () => reject(new ApiProblem({ code: 'network', status: 0 }))
    xhr.send(formOf(s))
  })
}
