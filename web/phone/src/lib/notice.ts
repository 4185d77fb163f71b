/** The message's id in a push payload; empty for one that is not ours. */
export function messageIdOf(payload: string | undefined): string {
  try {
    const id = (JSON.parse(payload ?? '') as { message_id?: unknown } | null)?.message_id
    return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : ''
  } catch {
    return ''
  }
}
