import type { ClassKind, Value } from './intent.ts';

/** What a class of this kind is called, worth and subject to, until a person says otherwise. */
export interface KindDefaults {
  /** Id of the proposed class; several kinds may share one. */
  readonly id: string;
  readonly title: string;
  /** Kind of the proposed class: contact and location data are personal data. */
  readonly kind: ClassKind;
  readonly value: Value;
  readonly requires: readonly string[];
}

/** The same worth in every dimension. */
export function even(worth: number): Value {
  return { confidentiality: worth, integrity: worth, availability: worth };
}

const PII = { id: 'pii', title: 'Personal data', kind: 'personal', value: even(3), requires: ['GDPR'] } as const;

/**
 * Judgement, on the scale 0 public … 4 strictly confidential. Programs are the laws and standards that the kind itself
 * brings: card numbers PCI DSS; health data HIPAA and GDPR art. 9; data about persons GDPR.
 */
const DEFAULTS: Readonly<Record<ClassKind, KindDefaults>> = {
  personal: PII,
  contact: PII,
  location: PII,
  credential: { id: 'credentials', title: 'Passwords and tokens', kind: 'credential', value: even(4), requires: [] },
  cardholder: { id: 'cards', title: 'Card payments', kind: 'cardholder', value: even(4), requires: ['PCI'] },
  financial: { id: 'financials', title: 'Accounts and income', kind: 'financial', value: even(3), requires: ['GDPR'] },
  health: { id: 'health', title: 'Health data', kind: 'health', value: even(4), requires: ['HIPAA', 'GDPR'] },
  biometric: { id: 'biometrics', title: 'Biometric data', kind: 'biometric', value: even(4), requires: ['GDPR'] },
  'government-id': {
    id: 'identity-numbers',
    title: 'Official identity numbers',
    kind: 'government-id',
    value: even(4),
    requires: ['GDPR'],
  },
  'special-category': {
    id: 'special-categories',
    title: 'Beliefs, origin and other protected facts',
    kind: 'special-category',
    value: even(4),
    requires: ['GDPR'],
  },
  children: {
    id: 'children',
    title: 'Data about children',
    kind: 'children',
    value: even(4),
    requires: ['GDPR', 'COPPA'],
  },
  behavioural: {
    id: 'behaviour',
    title: 'What people do in the app',
    kind: 'behavioural',
    value: even(2),
    requires: ['GDPR'],
  },
  business: { id: 'business', title: 'Business data', kind: 'business', value: even(2), requires: [] },
  infrastructure: {
    id: 'infrastructure',
    title: 'Settings and diagnostics of the app itself',
    kind: 'infrastructure',
    value: even(1),
    requires: [],
  },
  content: {
    id: 'content',
    title: 'Published content',
    kind: 'content',
    value: { confidentiality: 0, integrity: 3, availability: 2 },
    requires: [],
  },
  code: {
    id: 'code',
    title: 'Program code',
    kind: 'code',
    value: { confidentiality: 1, integrity: 4, availability: 2 },
    requires: [],
  },
};

export const CLASS_KINDS: readonly ClassKind[] = Object.keys(DEFAULTS) as readonly ClassKind[];

export function defaultsOf(kind: ClassKind): KindDefaults {
  return DEFAULTS[kind];
}

/** Kinds that harm somebody when they reach a log or the public: nobody intends that. */
const SENSITIVE: ReadonlySet<ClassKind> = new Set([
  'personal',
  'contact',
  'location',
  'credential',
  'cardholder',
  'financial',
  'health',
  'biometric',
  'government-id',
  'special-category',
  'children',
]);

export function isSensitive(kind: ClassKind): boolean {
  return SENSITIVE.has(kind);
}
