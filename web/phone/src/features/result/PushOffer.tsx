import { sentence } from '@diandao/shared/api/problem'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pushState, subscribe } from '../../lib/push'
import { BigButton } from '../../ui/BigButton'
import { readyToast, toast } from '../../ui/toast'

/** Asks, after a check-in, whether the phone may show notices. */
export function PushOffer() {
  const { t, i18n } = useTranslation()
  const [hidden, setHidden] = useState(false)
  useEffect(readyToast, [])
  const state = useQuery({ queryKey: ['push'], queryFn: pushState })
  const on = useMutation({
    mutationFn: subscribe,
    onSuccess: (s) => {
      toast(s === 'on' ? t('result:push_done') : t('result:push_denied'))
      setHidden(true)
    },
    onError: (e) => toast(sentence(i18n, e)),
  })
  if (hidden || state.data !== 'off') return null
  return (
    <section className="card" style={{ marginTop: 24 }}>
      <p className="big-line">{t('result:push_title')}</p>
      <p className="muted">{t('result:push_text')}</p>
      <BigButton quiet loading={on.isPending} onClick={() => on.mutate()}>
        {t('result:push_on')}
      </BigButton>
    </section>
  )
}
