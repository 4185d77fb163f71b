import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { dial, useContact } from '../lib/contact'
import { Icon } from './Icon'

interface Props {
  /** What for; “contact the station” where it is not said. */
  children?: string
}

/** The way to the station, as a line of a list: to people of the team, to the office's number, or what to do without either. */
export default function Contact({ children }: Props) {
  const { t } = useTranslation()
  const contact = useContact()
  const word = children ?? t('common:contact')
  switch (contact?.way) {
    case 'office': {
      const { name, telephone } = contact.station
      return (
        <a href={dial(telephone)} className="item above" data-testid="contact-office">
          <span>{word}</span>
          <span className="number">
            <Icon name="call" />
            {`${name} ${telephone}`}
          </span>
        </a>
      )
    }
    case 'none':
      return (
        <p className="item above" data-testid="contact-none">
          <span>{word}</span>
          <span className="muted">
            {t('common:contact_none', { station: contact.station?.name ?? t('me:station') })}
          </span>
        </p>
      )
    default: // also while it is not known: what is there is shown on that page
      return (
        <Link href="/team" className="item above" data-testid="contact-team">
          <span>{word}</span>
          <span className="muted">{t('common:contact_team')}</span>
        </Link>
      )
  }
}

/** As Contact, standing alone. */
export function ContactAlone(props: Props) {
  return (
    <ul className="list apart">
      <li>
        <Contact {...props} />
      </li>
    </ul>
  )
}
