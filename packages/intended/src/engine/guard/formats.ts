/**
 * Formats as regular expressions without nested repetition, so that compiled validators need no library and no input
 * makes them slow. Looser than the grammars where only a calendar or a resolver could tell.
 * Sources: RFC 3339 (dates), RFC 5321 (lengths of addresses), RFC 1123 (host names), RFC 4122 (UUIDs), RFC 3986 (URIs).
 */
export const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time':
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/,
  duration:
    /^P(?!$)(?:\d{1,9}Y)?(?:\d{1,9}M)?(?:\d{1,9}W)?(?:\d{1,9}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?)?$/,
  email:
    /^(?=.{3,254}$)[A-Za-z0-9!#$%&*+/=?^_{|}~-]{1,64}(?:\.[A-Za-z0-9!#$%&*+/=?^_{|}~-]{1,64}){0,8}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z][A-Za-z0-9-]{0,62}$/,
  uuid: /^[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/,
  hostname:
    /^(?=.{1,253}$)[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?){0,126}$/,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/,
  ipv6: /^(?=.{2,45}$)(?=.*:)[\da-fA-F:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/,
  uri: /^(?:https?|wss?|ftp|mailto|urn|tel):[\w\-.~:/?#[\]@!$&()*+,;=%]{1,2048}$/,
  'uri-reference': /^[\w\-.~:/?#[\]@!$&()*+,;=%]{0,2048}$/,
  byte: /^[A-Za-z\d+/_-]*={0,2}$/,
};

/** Names that say how a number is stored, or that nothing can be checked; a schema may have them. */
export const LOOSE_FORMATS: readonly string[] = [
  'int8',
  'int16',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'int32',
  'int64',
  'float',
  'double',
  'decimal',
  'password',
  'binary',
  'phone',
  'regex',
  'json-pointer',
];

/** Other names for the same formats. */
export const FORMAT_ALIASES: Readonly<Record<string, string>> = {
  url: 'uri',
  ip: 'ipv4',
  guid: 'uuid',
  iri: 'uri',
  'idn-email': 'email',
  datetime: 'date-time',
  base64: 'byte',
};
