// The device's key pair and what it signs. The private half can't be read out of the browser.

/** What a signature is for, so that one is never good for another purpose. */
export const sayings = {
  activate: 'diandao.activate.v1\n',
  refresh: 'diandao.refresh.v1\n',
  submission: 'diandao.submission.v1\n',
} as const

/** An ECDSA key pair on P-256 whose private half is not extractable. */
export function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
}

/** The public half as SubjectPublicKeyInfo, DER, base64url. */
export async function publicKeyOf(keys: CryptoKeyPair): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)))
}

/** Signature of saying and message: r ‖ s (IEEE P1363), base64url. */
export async function sign(keys: CryptoKeyPair, purpose: keyof typeof sayings, message: string): Promise<string> {
  const bytes = new TextEncoder().encode(sayings[purpose] + message)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, bytes)
  return toBase64url(new Uint8Array(signature))
}

/** SHA-256 in lower-case hex. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(sum, (b) => b.toString(16).padStart(2, '0')).join('')
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** A UUID of version 7 (RFC 9562): it sorts by the time at which it was made. */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 0x10000))
  new DataView(bytes.buffer).setUint16(4, now % 0x10000)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
