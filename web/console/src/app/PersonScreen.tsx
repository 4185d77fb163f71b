import { useParams } from '@tanstack/react-router'
import { PersonPage } from '../features/persons'
import { PlanList } from '../features/plans'

/** One person, with the plans. */
export function PersonScreen() {
  const { id } = useParams({ strict: false })
  return (
    <PersonPage
      key={id}
      id={id ?? ''}
      plans={(person) => <PlanList personId={person.id} name={person.name || person.number} plans={person.plans} />}
    />
  )
}
