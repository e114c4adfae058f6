export interface Location {
  Latitude: number;
  Longitude: number;
}

export interface Unicorn {
  Name: string;
  Color: string;
  Gender: string;
}

const fleet: readonly Unicorn[] = [
  { Name: 'Mythical Creature I', Color: 'Golden', Gender: 'Male' },
  { Name: 'Mythical Creature II', Color: 'White', Gender: 'Female' },
  { Name: 'Mythical Creature III', Color: 'Yellow', Gender: 'Female' },
];

/** The nearest free unicorn; the map is for another day. */
export function findUnicorn(pickup: Location): Unicorn {
  const turn = Math.abs(Math.round(pickup.Latitude + pickup.Longitude)) % fleet.length;
  return fleet[turn] ?? fleet[0]!;
}
