import { Checkbox, Form, InputNumber, Select, TimePicker } from 'antd'
import { Children, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/words'
import { DayField } from '../../ui/DayField'
import type { Values } from './draft'
import styles from './plans.module.css'
import { weekdays } from './rule'

/** A sentence whose blanks, {name}, are fields. */
function Sentence({ text, blanks }: { text: string; blanks: Record<string, ReactNode> }) {
  const parts = text.split(/\{(\w+)\}/).map((part, n) => (n % 2 ? blanks[part] : part))
  return <Form.Item className={styles.spoken}>{Children.toArray(parts)}</Form.Item>
}

/** When a plan asks, as the sentence that it is: the fields stand where their words would. */
export function Times() {
  const { t } = useTranslation('plans')
  const freq = Form.useWatch<Values['freq']>('freq') ?? 'WEEKLY'
  const drawn = Form.useWatch<boolean>('drawn')
  return (
    <>
      <Sentence text={t(`say.${freq}`)} blanks={useDays(freq)} />
      <Form.Item name="count" hidden>
        <InputNumber />
      </Form.Item>
      <Form.Item name="drawn" valuePropName="checked">
        <Checkbox>{t('drawn')}</Checkbox>
      </Form.Item>
      <Sentence text={drawn ? t('say.drawn') : t('say.fixed')} blanks={useHours()} />
    </>
  )
}

function useDays(freq: Values['freq']): Record<string, ReactNode> {
  const { t } = useTranslation('plans')
  const word = useWord()
  const starts = Form.useWatch<Values['starts_on']>('starts_on')
  const count = Form.useWatch<number>('count') ?? 0
  const every = freq === 'DAILY' ? 'interval_days' : freq === 'MONTHLY' ? 'interval_months' : 'interval_weeks'
  return {
    freq: (
      <Form.Item name="freq" noStyle>
        <Select
          aria-label={t('repeats')}
          style={{ width: 104 }}
          options={[
            { value: 'WEEKLY', label: t('weekly') },
            { value: 'DAILY', label: t('daily') },
            { value: 'MONTHLY', label: t('monthly') },
            { value: 'ONCE', label: t('once') },
          ]}
        />
      </Form.Item>
    ),
    interval: (
      <Form.Item name="interval" noStyle>
        <InputNumber aria-label={t(every)} min={1} max={freq === 'MONTHLY' ? 12 : 52} style={{ width: 64 }} />
      </Form.Item>
    ),
    days: (
      <Form.Item name="days" noStyle rules={[{ type: 'array', min: 1, message: t('days_needed') }]}>
        <Checkbox.Group
          aria-label={t('days')}
          options={weekdays.map((d) => ({ value: d, label: word('weekday', d) }))}
        />
      </Form.Item>
    ),
    monthdays: (
      <Form.Item name="monthdays" noStyle rules={[{ required: true, message: t('monthdays_needed') }]}>
        <Select
          mode="multiple"
          aria-label={t('monthdays')}
          style={{ width: 240 }}
          options={[
            ...Array.from({ length: 31 }, (_, i) => ({ value: i + 1, label: t('month_day', { n: i + 1 }) })),
            { value: -1, label: t('last_day') },
          ]}
        />
      </Form.Item>
    ),
    starts_on: (
      <Form.Item name="starts_on" noStyle>
        <DayField aria-label={t('starts_on')} allowClear={false} style={{ width: 152 }} />
      </Form.Item>
    ),
    ends_on: (
      <Form.Item name="ends_on" noStyle>
        <DayField
          aria-label={t('ends_on')}
          placeholder={count > 1 ? t('so_often_short', { count }) : t('no_end')}
          minDate={starts}
          style={{ width: 152 }}
        />
      </Form.Item>
    ),
    on: (
      <Form.Item name="on" noStyle>
        <Select
          aria-label={t('on')}
          style={{ width: 190 }}
          options={[
            { value: 'any', label: t('on_any') },
            { value: 'not_holidays', label: t('on_not_holidays') },
            { value: 'working_days', label: t('on_working_days') },
          ]}
        />
      </Form.Item>
    ),
    on_leave: (
      <Form.Item name="on_leave" noStyle>
        <Select
          aria-label={t('on_leave')}
          style={{ width: 190 }}
          options={[
            { value: 'excuse', label: t('leave_excuse') },
            { value: 'keep_without_fence', label: t('leave_keep') },
          ]}
        />
      </Form.Item>
    ),
  }
}

function useHours(): Record<string, ReactNode> {
  const { t } = useTranslation('plans')
  const figure = (name: string, label: string, min: number, max: number, step = 10) => (
    <Form.Item name={name} noStyle>
      <InputNumber aria-label={label} min={min} max={max} step={step} style={{ width: 76 }} />
    </Form.Item>
  )
  return {
    opens_at: (
      <Form.Item name="opens_at" noStyle>
        <TimePicker
          aria-label={t('opens_at')}
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          needConfirm={false}
          style={{ width: 100 }}
        />
      </Form.Item>
    ),
    length: figure('length_minutes', t('length'), 10, 1440),
    grace: figure('grace_minutes', t('grace_minutes'), 0, 720),
    span: figure('span_minutes', t('span'), 11, 1440, 30),
    times: figure('times', t('times'), 1, 4, 1),
    min_gap: figure('min_gap_minutes', t('min_gap'), 0, 720),
  }
}
