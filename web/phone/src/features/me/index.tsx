import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { switchLanguage } from '@diandao/shared/i18n/init'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Dialog } from 'antd-mobile'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api, keyed } from '../../lib/api'
import { leave } from '../../lib/auth'
import { useKept } from '../../lib/kept'
import { newId } from '../../lib/keys'
import { applyLargeType, isLargeType } from '../../lib/large'
import { choosePalette, chosenPalette, palettes } from '../../lib/palette'
import { pushState, subscribe } from '../../lib/push'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { Dial } from '../../ui/Dial'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { readyToast, toast } from '../../ui/toast'
import { Unloaded } from '../../ui/Unloaded'

/** Who I am, and how this phone behaves. */
export default function Me() {
  const { t } = useTranslation()
  const me = useKept('me', () => body(api.GET('/v1/me')))
  const mine = me.data?.data
  useEffect(readyToast, [])
  if (me.isPending) return <Loading />
  return (
    <Screen title={mine?.person.name ?? t('me:title')}>
      <Unloaded error={me.error} onRetry={() => me.refetch()} />
      <AsOf staleAt={me.data?.staleAt ?? 0} />
      <dl className="facts">
        {mine && (
          <>
            <Fact name={t('me:number')}>{mine.person.number}</Fact>
            <Fact name={t('me:station')}>
              {mine.station.name}
              {mine.station.telephone && (
                <Dial
                  number={mine.station.telephone}
                  label={t('team:call', { name: mine.station.name, phone: mine.station.telephone })}
                />
              )}
            </Fact>
            <Fact name={t('me:device')}>{mine.device.name}</Fact>
          </>
        )}
        <Fact name={t('me:push')}>
          <Push />
        </Fact>
      </dl>
      <ul className="list apart">
        <li>
          <Link href="/leave" className="item" data-testid="me-leave">
            {t('leave:open')}
          </Link>
        </li>
        <li>
          <Link href="/team" className="item" data-testid="me-team">
            {t('team:title')}
          </Link>
        </li>
        <li>
          <Link href="/papers" className="item" data-testid="me-papers">
            {t('papers:title')}
          </Link>
        </li>
        <li>
          <Link href="/policy" className="item" data-testid="me-policy">
            {t('me:agreed')}
          </Link>
        </li>
      </ul>
      <Settings />
      <SignOut />
    </Screen>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Push() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const state = useQuery({ queryKey: ['push'], queryFn: pushState })
  const on = useMutation({
    mutationFn: subscribe,
    onSuccess: (s) => queries.setQueryData(['push'], s),
    onError: (e) => toast(sentence(i18n, e)),
  })
  if (state.data === 'on') return t('me:push_on')
  if (state.data === 'unsupported') return t('me:push_unsupported')
  if (state.data === 'denied') return t('me:push_denied')
  return (
    <BigButton quiet loading={on.isPending} onClick={() => on.mutate()}>
      {t('me:push_off')}
    </BigButton>
  )
}

function Settings() {
  const { t, i18n } = useTranslation()
  const [large, setLarge] = useState(isLargeType)
  const change = (to: 'zh-CN' | 'en') => switchLanguage(i18n, to, async () => (await import('../../i18n/en')).default)
  return (
    <>
      <h2>{t('me:language')}</h2>
      <fieldset>
        <legend className="sr">{t('me:language')}</legend>
        {(['zh-CN', 'en'] as const).map((l) => (
          <label key={l} className="choice" lang={l}>
            <input type="radio" name="language" checked={i18n.language === l} onChange={() => change(l)} />
            {l === 'en' ? t('me:en') : t('me:zh')}
          </label>
        ))}
      </fieldset>
      <PaletteChoice />
      <h2>{t('me:large')}</h2>
      <label className="choice">
        <input
          type="checkbox"
          checked={large}
          onChange={(e) => {
            setLarge(e.target.checked)
            applyLargeType(e.target.checked)
          }}
        />
        {t('me:large')}
      </label>
    </>
  )
}

const paletteWords = { system: 'me:palette_system', light: 'me:palette_light', dark: 'me:palette_dark' } as const

function PaletteChoice() {
  const { t } = useTranslation()
  const [palette, setPalette] = useState(chosenPalette)
  return (
    <>
      <h2>{t('me:palette')}</h2>
      <fieldset>
        <legend className="sr">{t('me:palette')}</legend>
        {palettes.map((p) => (
          <label key={p} className="choice" data-testid={`palette-${p}`}>
            <input
              type="radio"
              name="palette"
              checked={palette === p}
              onChange={() => {
                setPalette(p)
                choosePalette(p)
              }}
            />
            {t(paletteWords[p])}
          </label>
        ))}
      </fieldset>
    </>
  )
}

function SignOut() {
  const { t, i18n } = useTranslation()
  const ask = async () => {
    const yes = await Dialog.confirm({
      content: t('me:sign_out_text'),
      confirmText: t('me:sign_out_yes'),
      cancelText: t('me:sign_out_no'),
    })
    if (!yes) return
    try {
      await leave(() => api.POST('/v1/device/sign-out', keyed(newId())))
    } catch (e) {
      toast(sentence(i18n, e))
    }
  }
  return (
    <>
      <h2>{t('me:device')}</h2>
      <BigButton quiet onClick={ask}>
        {t('me:sign_out')}
      </BigButton>
    </>
  )
}
