import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'

type Group = Pick<Schemas['TraitGroup'], 'dimension' | 'value'>

/** The words for a group of persons. */
export function useTrait() {
  const word = useWord()
  return (g: Group) => {
    switch (g.dimension) {
      case 'phone':
        return word('trait_phone', g.value)
      case 'age':
        return word('trait_age', g.value)
      case 'sex':
        return word('sex', g.value)
      case 'way':
        return word('way', g.value)
    }
  }
}
