import { useParams } from '@tanstack/react-router'
import { PersonAlerts } from '../features/alerts'
import { LookFor } from '../features/liaison'
import { PersonPage } from '../features/persons'
import { PlanList } from '../features/plans'

/** One person, with the plans and what was asked about them. */
export function PersonScreen() {
  const { id } = useParams({ strict: false })
  return (
    <PersonPage
      key={id}
      id={id ?? ''}
      actions={(person) => <LookFor personId={person.id} />}
      plans={(person) => (
        <PlanList
          personId={person.id}
          unit={person.station.id}
          name={person.name || person.number}
          plans={person.plans}
        />
      )}
      alerts={(person) => <PersonAlerts personId={person.id} />}
    />
  )
}
