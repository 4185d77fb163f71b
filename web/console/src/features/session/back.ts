/** Where a login leads: only an address of the console itself is gone back to. */
export function safeReturn(to: string | undefined): string {
  return to?.startsWith('/console/') && !to.startsWith('/console/login') ? to : '/console/'
}
