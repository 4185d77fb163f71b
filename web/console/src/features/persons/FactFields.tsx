import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/words'
import { DayField } from '../../ui/DayField'
import { categories, levels } from './api'

/** Rules of fields that have to be filled in: a text, which spaces do not fill, and whatever is chosen. */
export function useNeeded() {
  const { t } = useTranslation('common')
  const chosen = (name: string) => [{ required: true, message: t('fill_in', { name }) }]
  const written = (name: string) => [{ required: true, whitespace: true, message: t('fill_in', { name }) }]
  return { chosen, written }
}

/** Who a person is and how the person is supervised, as it is asked at enrolment and when it is corrected. */
export function FactFields() {
  const { t } = useTranslation('persons')
  const word = useWord()
  const { chosen, written } = useNeeded()
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={written(t('name'))}>
        <Input autoFocus maxLength={32} autoComplete="off" />
      </Form.Item>
      <Form.Item name="number" label={t('number')} rules={written(t('number'))}>
        <Input maxLength={32} autoComplete="off" />
      </Form.Item>
      <Form.Item name="sex" label={t('sex')}>
        <Radio.Group options={(['male', 'female'] as const).map((s) => ({ value: s, label: word('sex', s) }))} />
      </Form.Item>
      <Form.Item name="born_on" label={t('born_on')} rules={chosen(t('born_on'))}>
        <DayField style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="category" label={t('category')}>
        <Select options={categories.map((c) => ({ value: c, label: word('category', c) }))} />
      </Form.Item>
      <Form.Item name="level" label={t('level')}>
        <Radio.Group options={levels.map((l) => ({ value: l, label: word('level', l) }))} />
      </Form.Item>
      <Form.Item name="phone" label={t('phone')}>
        <Input maxLength={32} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  )
}
