import { useParams } from '@tanstack/react-router'
import { PersonAlerts } from '../features/alerts'
import { PersonAppeals } from '../features/appeals'
import { LookFor } from '../features/liaison'
import { Missing, PersonPage } from '../features/persons'
import { PlanList } from '../features/plans'
import { PersonSanctions } from '../features/sanctions'
import { Timeline } from '../features/timeline'

/** One person, with the plans and what was asked about them. */
export function PersonScreen() {
  const { id } = useParams({ strict: false })
  return (
    <PersonPage
      key={id}
      id={id ?? ''}
      actions={(person) => <LookFor personId={person.id} />}
      plans={(person) => (
        <>
          <Missing person={person} />
          <PlanList
            personId={person.id}
            unit={person.station.id}
            name={person.name || person.number}
            plans={person.plans}
          />
        </>
      )}
      alerts={(person) => <PersonAlerts personId={person.id} />}
      record={(person, reason) => (
        <>
          <PersonSanctions personId={person.id} reason={reason} />
          <PersonAppeals personId={person.id} />
          <Timeline personId={person.id} reason={reason} />
        </>
      )}
    />
  )
}
