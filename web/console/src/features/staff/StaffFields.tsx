import { Form, Input, Radio, Select, TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'

export type Values = Omit<Schemas['NewStaff'], 'username'>

/** Name, role, unit and sex. Only roles that one may give and units of one's scope can be chosen. */
export function StaffFields() {
  const { t } = useTranslation(['staff', 'common'])
  const word = useWord()
  const { session } = useSession()
  const { tree } = useUnits()
  const needed = (name: string) => [{ required: true, whitespace: true, message: t('common:fill_in', { name }) }]
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
        <Input maxLength={40} autoComplete="off" data-testid="staff-name" />
      </Form.Item>
      <Form.Item name="role" label={t('role')} rules={needed(t('role'))}>
        <Select
          options={session?.grantable.map((r) => ({ value: r, label: word('role', r) }))}
          data-testid="staff-role"
        />
      </Form.Item>
      <Form.Item name="unit_id" label={t('unit')} rules={needed(t('unit'))}>
        <TreeSelect
          treeData={tree}
          treeDefaultExpandAll
          showSearch={{ treeNodeFilterProp: 'title' }}
          data-testid="staff-unit"
        />
      </Form.Item>
      <Form.Item name="sex" label={t('sex')} extra={t('sex_hint')}>
        <Radio.Group
          options={[
            { value: 'female', label: word('sex', 'female') },
            { value: 'male', label: word('sex', 'male') },
            { value: '', label: t('sex_none') },
          ]}
        />
      </Form.Item>
    </>
  )
}
