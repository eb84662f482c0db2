/** What is known beside the passage itself. */
export interface Surroundings {
  /** Names of offices that documents make responsible (县民政局), long ones first. */
  offices: readonly string[];
  /** Places named in a text, each as written. */
  placesIn(text: string): string[];
  /** Names of the asker's own place and those above it. */
  ownPlaces: readonly string[];
}

/** Why a claim is not let through; undefined when every word of it rests on the passage. */
export type Fault =
  | 'form'
  | 'figure'
  | 'figure role'
  | 'cadence'
  | 'side'
  | 'denial'
  | 'strength'
  | 'hedge'
  | 'condition'
  | 'name'
  | 'office'
  | 'place'
  | 'word';
