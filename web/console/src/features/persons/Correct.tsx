import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { PersonFile } from './api'

const CorrectForm = lazy(async () => ({ default: (await import('./CorrectForm')).CorrectForm }))

/** Corrects what is recorded of a person, for those who may enrol. */
export function Correct({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  if (!may('person.write')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="correct">
        {t('correct')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <CorrectForm person={person} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
