// A person's phone as far as the contract goes, without a screen: it is activated and hands in a check-in with a photo.
import assert from 'node:assert/strict'
import { createHash, randomUUID, webcrypto } from 'node:crypto'

const text = (s) => new TextEncoder().encode(s)
const encode = (bytes) => Buffer.from(bytes).toString('base64url')

/** An id in the order of time (RFC 9562, version 7), as phones make them. */
function timedId(now) {
  const time = now.getTime().toString(16).padStart(12, '0')
  const random = randomUUID().replaceAll('-', '')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(13, 16)}-${random.slice(16, 20)}-${random.slice(20)}`
}

/** A phone that was activated with a code; `clock` tells its time. */
export async function activate(url, code, clock = () => new Date()) {
  const key = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const sign = async (saying, message) =>
    encode(
      await webcrypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        key.privateKey,
        Buffer.concat([text(saying), message]),
      ),
    )
  const public_key = encode(await webcrypto.subtle.exportKey('spki', key.publicKey))
  const signature = await sign('diandao.activate.v1\n', text(code))
  const answer = await fetch(`${url}/v1/activations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ code, public_key, name: 'Android 13', signature }),
  })
  assert.equal(answer.status, 201, await answer.clone().text())
  const { device_id, access_token } = await answer.json()

  /** Hands in a photo to a request, made at a place; returns the outcome. */
  const handIn = async (requestId, photo, place = { lat: 30.1, lng: 120.1 }) => {
    const now = clock().toISOString()
    const submission = {
      id: timedId(clock()),
      request_id: requestId,
      device_id,
      signed_at: now,
      photo_sha256: createHash('sha256').update(photo).digest('hex'),
      location: { ...place, accuracy_m: 18, datum: 'wgs84', taken_at: now },
      device: { battery_pct: 64, network: 'cellular', app_version: '1.0.0' },
    }
    const payload = text(JSON.stringify(submission))
    const form = new FormData()
    form.set('submission', new Blob([payload], { type: 'application/json' }), 'submission.json')
    form.set('signature', await sign('diandao.submission.v1\n', payload))
    form.set('photo', new Blob([photo], { type: 'image/jpeg' }), 'photo.jpg')
    const taken = await fetch(`${url}/v1/checkin-requests/${requestId}/submission`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${access_token}`, 'Idempotency-Key': randomUUID() },
      body: form,
    })
    assert.equal(taken.status, 201, await taken.clone().text())
    return (await taken.json()).outcome
  }

  /** Appeals what was recorded of a check-in. */
  const appeal = async (requestId, words) => {
    const answered = await fetch(`${url}/v1/appeals`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${access_token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify({ source: 'checkin', source_id: requestId, text: words }),
    })
    assert.equal(answered.status, 201, await answered.clone().text())
    return answered.json()
  }
  return { handIn, appeal }
}
