import type { FormInstance } from 'antd'
import { useEffect } from 'react'

/** Fills a field that nobody has filled with the only choice there is; the choices may come after the form. */
export function useOnlyChoice<T>(form: FormInstance<T>, field: keyof T & string, only: string | undefined) {
  useEffect(() => {
    const { getFieldValue, setFieldValue } = form as FormInstance
    if (only && !getFieldValue(field)) setFieldValue(field, only)
  }, [form, field, only])
}
