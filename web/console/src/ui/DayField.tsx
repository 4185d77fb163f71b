import { DatePicker, type DatePickerProps } from 'antd'
import type { RangePickerProps } from 'antd/es/date-picker'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'

type FieldProps = DatePickerProps<Dayjs, false>

/** Days as people write them; typed in figures they are understood too. */
function useFormats(of: 'day' | 'month' | 'moment'): string[] {
  const { t } = useTranslation('common')
  const figures = { day: ['YYYY-MM-DD', 'YYYYMMDD'], month: ['YYYY-MM'], moment: ['YYYY-MM-DD HH:mm'] }
  return [t(`field.${of}`), ...figures[of]]
}

/** A day, or with picker="month" a month. */
export function DayField(props: FieldProps) {
  const formats = useFormats(props.picker === 'month' ? 'month' : 'day')
  return <DatePicker format={formats} style={{ width: 152 }} {...props} />
}

/** A day and the time of it, in steps of five minutes. */
export function MomentField(props: FieldProps) {
  const formats = useFormats('moment')
  return <DatePicker showTime={{ format: 'HH:mm', minuteStep: 5 }} format={formats} style={{ width: 224 }} {...props} />
}

/** From one day to another, both included. */
export function DayRange(props: RangePickerProps) {
  const formats = useFormats('day')
  return <DatePicker.RangePicker format={formats} style={{ width: 304 }} {...props} />
}
