/** A word in passing. What draws it is loaded when there is the first. */
export async function toast(content: string) {
  const { Toast } = await import('./toaster')
  Toast.show({ content, duration: 2000, position: 'top' })
}
