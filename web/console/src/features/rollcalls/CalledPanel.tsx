import { CameraOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf, sentence } from '../../../../shared/api/problem'
import { useKeys } from '../../lib/keys'
import { useSingleKeys } from '../../lib/singleKeys'
import { useFormat, useWord } from '../../lib/words'
import { Name } from '../../ui/Name'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Photo } from '../../ui/Photo'
import { ReasonModal } from '../../ui/ReasonModal'
import { enrolledQuery } from './api'
import styles from './live.module.css'
import type { Officer } from './officer'
import { press } from './press'
import { asking, isOnLine, mayRecall, presenceOf } from './roster'
import { Seen } from './Seen'
import { type Entry, useLive } from './store'
import { type Flow, Video } from './Video'

type Attempt = (work: Promise<unknown>) => void
type Status = 'present' | 'late' | 'review' | 'absent' | 'excused'

function network(entry: Entry): 'good' | 'weak' | 'none' {
  if (!entry.network) return 'none'
  return entry.network.loss_percent > 5 || entry.network.round_trip_ms > 400 ? 'weak' : 'good'
}

/** What the person answered to the ring: a note, which decides nothing. */
function Said({ officer, id }: { officer: Officer; id: string }) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const format = useFormat()
  const said = useLive(officer.store, (s) => s.declined[id])
  if (!said) return null
  return (
    <p role="status" data-testid="called-declined">
      {t('declined', { why: word('decline', said.reason), time: said.at ? format.clock(said.at) : '' })}
    </p>
  )
}

/** A still is taken by itself once, when the called person's picture truly moves. */
function useSnapshot(officer: Officer, entry: Entry | undefined, flow: Flow, attempt: Attempt) {
  const taken = useRef(new Set<string>())
  const id = entry?.invitee.person_id
  const walking = useLive(officer.store, (s) => s.walk.on)
  const leads = useLive(officer.store, (s) => s.staff.lead_id === s.me)
  // auto mode takes its own, and of several officers the lead does
  const mine = leads && !walking && !officer.watching
  const link = useLive(officer.store, (s) => s.link)
  const isCalled = mine && link === 'on' && entry?.invitee.presence === 'called'
  const ready = isCalled && flow === 'flowing' && !entry.invitee.snapshot_url
  useEffect(() => {
    if (!ready || !id || taken.current.has(id)) return
    taken.current.add(id)
    const lost = (error: unknown) => {
      if (codeOf(error) !== 'signal.offline') throw error
      taken.current.delete(id) // it is taken once the line is back
    }
    attempt(officer.snapshot(id).catch(lost))
  }, [ready, id, officer, attempt])
}

function Marks({ officer, entry, attempt }: { officer: Officer; entry: Entry; attempt: Attempt }) {
  const { t, i18n } = useTranslation('rollcalls')
  const status = useTranslation('status')
  const word = useWord()
  const [to, setTo] = useState<Status | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const id = entry.invitee.person_id
  const mark = useCallback(
    (to: Status, reason: string) => attempt(officer.mark(id, to, reason)),
    [officer, id, attempt],
  )
  const ask = (status: Status) => {
    setFailure(null)
    setTo(status)
  }
  const marked = entry.invitee.mark as Status | null
  const notes = [
    ...(marked ? [t('mark_changed', { mark: status.t(`outcome.${marked}`) })] : []),
    ...(to === 'absent' ? [t('absent_note')] : []),
  ]
  const present = () => {
    // what is on record is not written over by one key
    if (!marked) mark('present', '')
    else if (marked !== 'present') ask('present')
  }
  const seen = asking(entry.invitee).map((code) => word('finding_short', code))
  useKeys({
    p: present,
    l: () => ask('late'),
    r: () => ask('review'),
    a: () => ask('absent'),
    e: () => ask('excused'),
  })
  const withReason = async (reason: string) => {
    setBusy(true)
    try {
      await officer.mark(id, to as Status, reason)
      setTo(null)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const button = (to: Status, key: string, act: () => void) => (
    <Button
      key={to}
      size="large"
      type={to === 'present' ? 'primary' : 'default'}
      data-testid={`mark-${to}`}
      onClick={(e) => {
        e.currentTarget.blur() // so that Space calls the next
        act()
      }}
    >
      {status.t(`outcome.${to}`)} <kbd>{key}</kbd>
    </Button>
  )
  return (
    <div className={styles.marks}>
      {entry.invitee.proposal && !entry.invitee.mark ? (
        <p className={styles.proposal} role="status">
          {t('seen_review')}
          <button type="button" className="chip" data-testid="seen-review" onClick={() => ask('review')}>
            {t('to_review')}
          </button>
        </p>
      ) : null}
      {button('present', 'P', present)}
      {button('late', 'L', () => ask('late'))}
      {button('review', 'R', () => ask('review'))}
      {button('absent', 'A', () => ask('absent'))}
      {button('excused', 'E', () => ask('excused'))}
      {to ? (
        <ReasonModal
          title={t('mark_title', { name: entry.invitee.name, mark: status.t(`outcome.${to}`) })}
          note={notes.length > 0 ? notes.join(' ') : undefined}
          okText={t('mark_ok')}
          quick={[...(marked ? [t('quick.wrong_key')] : []), ...(to === 'review' ? seen : []), ...quickReasons(t, to)]}
          busy={busy}
          error={failure ? <p role="alert">{sentence(i18n, failure)}</p> : null}
          onOk={withReason}
          onCancel={() => setTo(null)}
        />
      ) : null}
    </div>
  )
}

function quickReasons(t: ReturnType<typeof useTranslation<'rollcalls'>>['t'], status: Status): string[] {
  switch (status) {
    case 'late':
      return [t('quick.joined_late'), t('quick.network')]
    case 'review':
      return [t('quick.face_unclear'), t('quick.not_alone')]
    case 'absent':
      return [t('quick.no_answer'), t('quick.left_early')]
    case 'excused':
      return [t('quick.leave_granted'), t('quick.ill')]
    case 'present':
      return []
  }
}

/** The picture by which the person is known, to compare with the live one. */
function Known({ rollCallId, id, name }: { rollCallId: string; id: string; name: string }) {
  const { t } = useTranslation('rollcalls')
  const common = useTranslation('common')
  const { data, error, refetch } = useQuery(enrolledQuery(rollCallId, id))
  const url = data?.current?.pictures[0]?.url
  const without = data ? t('not_enrolled') : error ? t('enrolled_broken') : t('enrolled_loading')
  return (
    <figure>
      {url ? (
        <Photo src={url} alt={t('enrolled_of', { name })} width={112} height={84} />
      ) : (
        <span className={styles.noStill}>{without}</span>
      )}
      <figcaption>
        {t('enrolled_picture')}
        {error && !data ? (
          <button type="button" className="chip" onClick={press(() => refetch())}>
            {common.t('retry')}
          </button>
        ) : null}
      </figcaption>
    </figure>
  )
}

/** Nobody is looked at yet: because the line is not there, or nobody was called. */
function Nobody({ officer }: { officer: Officer }) {
  const { t } = useTranslation('rollcalls')
  const isKnown = useLive(officer.store, (s) => s.hasRoster)
  const hasKeys = useSingleKeys(useLive(officer.store, (s) => s.me))
  const hint = hasKeys ? t('nobody_hint') : t('nobody_hint_mouse')
  return (
    <section className={styles.called} aria-label={t('called')} data-testid="nobody" data-known={isKnown}>
      <div className={styles.large}>
        <span className={styles.state}>{isKnown ? t('nobody_called') : t('nobody_yet')}</span>
      </div>
      {officer.watching || !isKnown ? null : <p className={styles.hint}>{hint}</p>}
    </section>
  )
}

/** The person who is being called: large, with the still beside, and the marks below. */
export function CalledPanel({ officer, attempt }: { officer: Officer; attempt: Attempt }) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const id = useLive(officer.store, (s) => s.focus)
  const entry = useLive(officer.store, (s) => (s.focus ? s.people[s.focus] : undefined))
  const isHere = useLive(officer.store, (s) => s.focus !== null && s.slots[0] === s.focus)
  const hasDeclined = useLive(officer.store, (s) => s.focus !== null && s.focus in s.declined)
  const [flow, setFlow] = useState<Flow>('waiting')
  useSnapshot(officer, entry, flow, attempt)
  const shoot = () => {
    if (id && !officer.watching) attempt(officer.snapshot(id))
  }
  const mute = () => {
    if (id && entry && !officer.watching) attempt(officer.switchMute(id))
  }
  useKeys({ f: shoot, u: mute })
  if (!entry || !id) return <Nobody officer={officer} />
  const { invitee } = entry
  const live = isHere && entry.hasVideo && isOnLine(invitee)
  return (
    <section className={styles.called} aria-label={t('called')} data-testid="called" data-person={id}>
      <header>
        <h2>
          <Name>{invitee.name}</Name>
        </h2>
        <span>{invitee.number}</span>
        {invitee.mark ? <OutcomeTag outcome={invitee.mark as 'present'} /> : null}
        <span className={styles.net} data-testid="called-net" data-rung={entry.rung}>
          {entry.rung === 'video' ? '' : t(`rung.${entry.rung}`)}{' '}
          {entry.network ? t(`network.${network(entry) === 'weak' ? 'weak' : 'good'}`) : ''}
        </span>
      </header>
      <div className={styles.large} data-calling={invitee.presence === 'called'} data-frozen={flow === 'frozen'}>
        <Video
          key={id}
          stream={live ? officer.slotStream(0) : null}
          testId="called-video"
          className={styles.video}
          label={invitee.name}
          onFlow={setFlow}
        />
        {!live || flow === 'waiting' ? (
          <span className={styles.state}>{word('presence', presenceOf(invitee, hasDeclined))}</span>
        ) : null}
        {invitee.presence === 'called' ? <span className={styles.calling}>{t('calling')}</span> : null}
        {live && flow === 'frozen' ? <span className={styles.frozen}>{t('frozen')}</span> : null}
      </div>
      <Said officer={officer} id={id} />
      {entry.trouble ? (
        <p role="status" data-testid="called-trouble">
          {t(`trouble.${entry.trouble}`)}
        </p>
      ) : null}
      <div className={styles.about}>
        <div className={styles.still}>
          {officer.watching ? null : <Known key={`known-${id}`} rollCallId={officer.id} id={id} name={invitee.name} />}
          <figure>
            {invitee.snapshot_url ? (
              <Photo
                key={invitee.snapshot_url}
                src={invitee.snapshot_url}
                alt={t('picture_of', { name: invitee.name })}
                width={112}
                height={84}
              />
            ) : (
              <span className={styles.noStill}>{t('no_still')}</span>
            )}
            <figcaption>{invitee.snapshot_url ? t('still_taken') : t('still_coming')}</figcaption>
          </figure>
        </div>
        <Seen
          name={invitee.name}
          findings={invitee.findings ?? []}
          asked={invitee.challenge ?? null}
          proposal={officer.watching && !invitee.mark ? (invitee.proposal ?? '') : ''}
          shown={invitee.snapshot_url}
          nameOf={(other) => officer.store.getState().people[other]?.invitee.name}
        />
      </div>
      {officer.watching ? null : (
        <footer>
          <div className={styles.chips}>
            <Button icon={<CameraOutlined />} onClick={press(shoot)} disabled={!live} data-testid="snapshot-take">
              {t('shoot')} <kbd>F</kbd>
            </Button>
            <Button onClick={press(mute)} aria-pressed={entry.muted} data-testid="mute-person">
              {entry.muted ? t('unmute_person') : t('mute_person')} <kbd>U</kbd>
            </Button>
            {mayRecall(invitee) ? (
              <Button onClick={press(() => attempt(officer.recall([id])))} data-testid="recall-one">
                {t('recall_this')}
              </Button>
            ) : null}
            {invitee.presence === 'called' ? (
              <Button onClick={press(() => attempt(officer.endCall()))}>
                {t('end_call')} <kbd>C</kbd>
              </Button>
            ) : null}
          </div>
          <Marks key={id} officer={officer} entry={entry} attempt={attempt} />
        </footer>
      )}
    </section>
  )
}
