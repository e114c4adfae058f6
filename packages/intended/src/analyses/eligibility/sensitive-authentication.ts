import type { Finding } from '#finding/finding';
import { fingerprint } from '#finding/fingerprint';
import type { Application } from '#model/application';
import type { Place } from '#source/place';
import { words } from './finding.ts';

/** Field names that lie in stores, by the store's id. */
export type SensitiveFields = ReadonlyMap<string, readonly { readonly name: string; readonly at: Place }[]>;

/**
 * What PCI DSS forbids to keep after authorization, whoever is eligible: card verification codes, PINs, track data.
 * @see https://docs-prv.pcisecuritystandards.org/PCI%20DSS/Standard/PCI-DSS-v4_0_1.pdf requirement 3.3
 */
const FORBIDDEN =
  /^(?:(?:card|cc|credit_?card|payment)_?)?(?:cvv2?|cvc2?|cid_?code|cav2|security_?code|verification_?(?:code|value)|pin_?block|track_?[12]?_?data|track_?[12]|magnetic_?stripe|mag_?stripe)(?:_?(?:code|number|value))?$/i;
/** Alone these mean many things; beside a card they mean the card's. */
const NEEDS_CARD = /^(?:security_?code|verification_?(?:code|value))$/i;

/** One finding for each store that keeps such a field. */
export function forbiddenData(fields: SensitiveFields, application: Application): readonly Finding[] {
  return [...fields].flatMap(([store, names]): readonly Finding[] => {
    const found = names.find(({ name }) => FORBIDDEN.test(snake(name)) && !NEEDS_CARD.test(snake(name)));
    if (found === undefined) return [];
    const at = application.stores.find(({ id }) => id === store)?.at ?? found.at;
    return [
      {
        ...words('PCI'),
        fingerprint: fingerprint('eligibility-pci', store, 'sensitive-authentication'),
        title: 'Sensitive authentication data is kept',
        severity: 'critical',
        stars: 5,
        starsMax: 5,
        confidence: 'high',
        outcome: 'violated',
        data: [],
        resource: store,
        location: at,
        related: [{ location: found.at, message: `\`${found.name}\` is written here` }],
        message: `\`${store}\` keeps \`${found.name}\`; verification codes, PINs and track data may not be kept after authorization, whatever the service is eligible for`,
        fix: 'Pass the code to the payment provider and forget it; keep a token of the provider instead.',
      },
    ];
  });
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
}
