import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Steps } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page'
import { type Checked, type Column, checkFile } from './api'
import { CheckStep } from './CheckStep'
import { ChooseFile } from './ChooseFile'
import { Columns } from './Columns'
import styles from './intake.module.css'
import { RunStep } from './RunStep'

const order = ['file', 'columns', 'check', 'import', 'result'] as const
type Step = (typeof order)[number]

/** Brings many persons in from a file. The file stays in this page and is gone with it. */
export function ImportPage() {
  const { t } = useTranslation('intake')
  const [step, setStep] = useState<Step>('file')
  const [file, setFile] = useState<File | null>(null)
  const [checked, setChecked] = useState<Checked | null>(null)
  const check = useMutation({
    mutationFn: ({ from, columns }: { from: File; columns: Column[] | null; next: Step }) => checkFile(from, columns),
    onSuccess: (answer, { next }) => {
      setChecked(answer)
      setStep(next)
    },
  })
  const choose = (from: File) => {
    setFile(from)
    check.mutate({ from, columns: null, next: 'columns' })
  }
  const startAgain = () => {
    setFile(null)
    setChecked(null)
    check.reset()
    setStep('file')
  }
  const ended = useCallback(() => setStep('result'), [])
  const titles = [t('step_file'), t('step_columns'), t('step_check'), t('step_import'), t('step_result')]
  return (
    <Page title={t('title')} note={t('note')} actions={<Link to="/persons">{t('back')}</Link>}>
      <Steps
        className={styles.steps}
        size="small"
        current={order.indexOf(step)}
        items={titles.map((title) => ({ title }))}
      />
      {step === 'file' || !checked || !file ? (
        <ChooseFile
          reading={check.isPending}
          error={check.error}
          retry={file ? () => choose(file) : undefined}
          onFile={choose}
        />
      ) : null}
      {step === 'columns' && checked && file ? (
        <Columns
          name={file.name}
          checked={checked}
          reading={check.isPending}
          error={check.error}
          onCheck={(columns) => (columns ? check.mutate({ from: file, columns, next: 'check' }) : setStep('check'))}
          onBack={startAgain}
        />
      ) : null}
      {step === 'check' && checked ? (
        <CheckStep checked={checked} onRun={() => setStep('import')} onBack={startAgain} />
      ) : null}
      {(step === 'import' || step === 'result') && checked ? (
        <RunStep checked={checked} onEnded={ended} onAnother={startAgain} />
      ) : null}
    </Page>
  )
}
