/** Where a login leads: only an address of the console itself, as the router names it, is gone back to. */
export function safeReturn(to: string | undefined): string {
  const isOwn = to?.startsWith('/') && !/^\/[/\\]/.test(to) && !to.startsWith('/login')
  return `/console${isOwn ? to : '/'}`
}
