import { Toast } from 'antd-mobile'

/** A word in passing. */
export function toast(content: string) {
  Toast.show({ content, duration: 2000, position: 'top' })
}
