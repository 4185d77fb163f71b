import { sentence } from '@diandao/shared/api/problem'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activate, type Ended } from '../../lib/auth'
import { deviceName } from '../../lib/device'
import { BigButton } from '../../ui/BigButton'
import { Dial } from '../../ui/Dial'
import { Screen } from '../../ui/Screen'
import { toast } from '../../ui/toast'

interface Props {
  /** This device has an account already. */
  known: boolean
  /** Why the account before ended. */
  ended: Ended | null
  onDone: () => void
}

const inLink = () => new URLSearchParams(location.hash.split('?')[1] ?? '')
const codeInLink = () => inLink().get('code') ?? ''

/** Turns an activation code into this device's account. */
export default function Activate({ known, ended, onDone }: Props) {
  const { t, i18n } = useTranslation()
  const [code, setCode] = useState(codeInLink)
  const [missing, setMissing] = useState(false)
  const activation = useMutation({
    mutationFn: () => activate(code.trim(), deviceName(navigator.userAgent)),
    onSuccess: () => {
      toast(t('activate:done'))
      onDone()
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setMissing(code.trim() === '')
    if (code.trim() !== '' && !activation.isPending) activation.mutate()
  }
  // A link that is followed while this is shown changes no more than the address.
  useEffect(() => {
    const follow = () => setCode((now) => codeInLink() || now)
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  // A link that says so needs no tap: the demo's phone, a code read from the officer's screen.
  const wanted = useRef(inLink().has('now') && codeInLink() !== '' && !known)
  useEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    activation.mutate()
  }, [activation])
  if (!globalThis.crypto?.subtle || !navigator.locks)
    return <Screen title={t('activate:title')}>{t('activate:unsafe')}</Screen>
  const fault = missing ? t('activate:code_missing') : activation.error ? sentence(i18n, activation.error) : ''
  return (
    <form onSubmit={submit} noValidate>
      <Screen
        title={known ? t('activate:again') : t('activate:title')}
        lead={known ? t('activate:again_text') : t('activate:lead')}
        foot={
          <>
            <BigButton submit loading={activation.isPending} testid="activate-submit">
              {activation.isPending ? t('activate:working') : t('activate:submit')}
            </BigButton>
            {known && (
              <BigButton quiet onClick={onDone}>
                {t('common:home')}
              </BigButton>
            )}
          </>
        }
      >
        {ended && <Why {...ended} />}
        <label className="field">
          {t('activate:code')}
          <input
            className="input"
            name="code"
            value={code}
            onChange={(e) => setCode(e.target.value)}
            autoCapitalize="characters"
            autoComplete="one-time-code"
            spellCheck={false}
            placeholder={t('activate:code_hint')}
            aria-invalid={fault !== ''}
            aria-describedby="code-fault"
          />
        </label>
        <p id="code-fault" className="fault" role="alert">
          {fault}
        </p>
        <p className="muted">{t('activate:need')}</p>
      </Screen>
    </form>
  )
}

/** Why this phone has to be activated again, and where to ask for a code. */
function Why({ why, station }: Ended) {
  const { t, i18n } = useTranslation()
  const name = station?.name ?? t('me:station')
  const number = station?.telephone
  return (
    <section className="card" data-testid="activate-ended">
      <p>{sentence(i18n, why)}</p>
      {number ? (
        <Dial number={number} label={t('team:call', { name, phone: number })}>
          {`${name} ${number}`}
        </Dial>
      ) : (
        <p className="muted">{t('common:contact_none', { station: name })}</p>
      )}
    </section>
  )
}
