import type { components } from '../../../shared/api/console'

/** The records of the console's contract. */
export type Schemas = components['schemas']
