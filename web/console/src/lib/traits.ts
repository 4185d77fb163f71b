import type { Schemas } from './types'
import { useWord } from './words'

type Group = Pick<Schemas['TraitGroup'], 'dimension' | 'value'>

/** The words for a group of persons. */
export function useTrait() {
  const word = useWord()
  return (g: Group) => {
    switch (g.dimension) {
      case 'phone':
        return word('trait_phone', g.value)
      case 'network':
        return word('trait_network', g.value)
      case 'age':
        return word('trait_age', g.value)
      case 'sex':
        return word('sex', g.value)
      case 'way':
        return word('way', g.value)
    }
  }
}

/** A group as an address has it. */
export const traitCode = (g: Group) => `${g.dimension}:${g.value}`

/** The inverse of traitCode, whatever is in the address. */
export function traitIn(code: string): Group {
  const [dimension, value] = code.split(':', 2)
  return { dimension: dimension as Group['dimension'], value: value ?? '' }
}
