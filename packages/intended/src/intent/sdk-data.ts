import type { ClassKind } from './intent.ts';

/** Data that a provider's operation itself is about, whatever its fields are called. */
export interface OperationData {
  readonly kind: ClassKind;
  readonly what: string;
}

const FACES: OperationData = { kind: 'biometric', what: 'faces in images' };
const VOICE: OperationData = { kind: 'personal', what: 'speech of people' };
const DOCUMENT: OperationData = { kind: 'personal', what: 'scanned documents' };
const MAIL: OperationData = { kind: 'contact', what: 'e-mail addresses' };
const LOGIN: OperationData = { kind: 'credential', what: 'passwords or tokens of users' };
const USERS: OperationData = { kind: 'personal', what: 'user profiles' };
const SECRET: OperationData = { kind: 'credential', what: 'secrets' };
const POSITION: OperationData = { kind: 'location', what: 'positions' };

/** By IAM prefix; the pattern matches operation names as published, in any case. */
const OPERATIONS: Readonly<Record<string, readonly (readonly [RegExp, OperationData])[]>> = {
  rekognition: [[/face|celebrit|person|user|liveness/i, FACES]],
  textract: [
    [/analyzeid/i, { kind: 'government-id', what: 'identity documents' }],
    [/expense/i, { kind: 'business', what: 'invoices and receipts' }],
    [/document|lending/i, DOCUMENT],
  ],
  transcribe: [
    [/medical/i, { kind: 'health', what: 'speech between patients and clinicians' }],
    [/start|call/i, VOICE],
  ],
  comprehendmedical: [[/./, { kind: 'health', what: 'clinical text' }]],
  healthlake: [[/./, { kind: 'health', what: 'health records' }]],
  'medical-imaging': [[/./, { kind: 'health', what: 'medical images' }]],
  ses: [[/send/i, MAIL]],
  mobiletargeting: [[/send|endpoint|segment|phone/i, { kind: 'contact', what: 'addresses of recipients' }]],
  pinpoint: [[/send|endpoint|segment|phone/i, { kind: 'contact', what: 'addresses of recipients' }]],
  'sms-voice': [[/send/i, { kind: 'contact', what: 'phone numbers' }]],
  connect: [[/contact|call|chat/i, { kind: 'contact', what: 'callers' }]],
  chime: [[/meeting|attendee|message|phone/i, { kind: 'contact', what: 'participants' }]],
  'cognito-idp': [
    [/auth|password|confirm|token|signup|mfa|softwaretoken/i, LOGIN],
    [/user/i, USERS],
  ],
  'cognito-identity': [[/credentials|token/i, LOGIN]],
  sts: [[/assume|token/i, { kind: 'credential', what: 'temporary credentials' }]],
  secretsmanager: [[/secretvalue|putsecret|createsecret/i, SECRET]],
  geo: [[/position|geocode|route|place|geofence/i, POSITION]],
  'payment-cryptography': [[/./, { kind: 'cardholder', what: 'card data' }]],
  frauddetector: [[/event|prediction/i, { kind: 'behavioural', what: 'what customers did' }]],
  personalize: [[/event|users|recommend/i, { kind: 'behavioural', what: 'what users did' }]],
};

/** What data an operation such as `rekognition`, `IndexFaces` handles by its nature; undefined for general ones. */
export function dataOfOperation(service: string, operation: string): OperationData | undefined {
  const rows = Object.hasOwn(OPERATIONS, service) ? OPERATIONS[service] : undefined;
  return rows?.find(([pattern]) => pattern.test(operation))?.[1];
}
